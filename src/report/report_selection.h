// What a report shows of large results, and where a block occurs in it.
#ifndef COPYDESK_REPORT_REPORT_SELECTION_H_
#define COPYDESK_REPORT_REPORT_SELECTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "copydesk/html_report.h"

namespace copydesk {

// The largest clusters and stories; pages that tell a story more than once come before others, and stories that stand
// on a shown page before larger ones. Refers to the report, which must stay live. Linear in clusters, stories and their
// members, but for sorting.
class ReportSelection {
 public:
  explicit ReportSelection(const HtmlReport& report);

  // In the order in which they are shown; their places are their numbers.
  [[nodiscard]] const std::vector<const std::string*>& pages() const { return pages_; }
  [[nodiscard]] const std::vector<const Cluster*>& clusters() const { return clusters_; }
  [[nodiscard]] const std::vector<const Story*>& stories() const { return stories_; }

  // The cluster of a block, or of that name, shown or not; null when there is none.
  [[nodiscard]] const Cluster* ClusterOf(const BlockName& block) const;
  [[nodiscard]] const Cluster* ClusterNamed(std::string_view name) const;

  // The place of a shown cluster.
  [[nodiscard]] std::optional<std::size_t> NumberOf(const Cluster* cluster) const;

  // The places of the shown stories that a block belongs to, by itself or with its cluster.
  [[nodiscard]] std::vector<std::size_t> StoriesOf(const BlockName& block) const;

  // Which version of how many a block is, in order of time; none where that is not known.
  struct VersionPlace {
    std::uint32_t number = 0;
    std::uint32_t of = 0;
  };
  [[nodiscard]] std::optional<VersionPlace> VersionOf(const BlockName& block) const;

  // Blocks of a story, those of its clusters counted one by one.
  [[nodiscard]] std::size_t BlocksOf(const Story& story) const;

  // The match of two blocks, if there is one, and whether `left` is its b. Errors: those of the matches.
  struct PlacedMatch {
    std::optional<Match> match;
    bool swapped = false;
  };
  [[nodiscard]] absl::StatusOr<PlacedMatch> MatchOf(const BlockName& left, const BlockName& right) const;

 private:
  using Key = std::pair<absl::string_view, absl::string_view>;

  void ChooseClusters();
  void ChoosePages();
  void ChooseStories();
  void PlaceVersions();
  template <typename Visit>
  void ForEachBlock(const Story& story, const Visit& visit) const;

  const HtmlReport& report_;
  std::vector<const std::string*> pages_;
  std::vector<const Cluster*> clusters_;
  std::vector<const Story*> stories_;
  absl::flat_hash_map<Key, const Cluster*> cluster_of_block_;
  absl::flat_hash_map<absl::string_view, const Cluster*> cluster_named_;
  absl::flat_hash_map<const Cluster*, std::size_t> number_of_cluster_;
  absl::flat_hash_map<Key, std::vector<std::size_t>> stories_of_block_;
  absl::flat_hash_map<Key, VersionPlace> version_of_block_;
};

}  // namespace copydesk

#endif  // COPYDESK_REPORT_REPORT_SELECTION_H_
