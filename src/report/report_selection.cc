#include "report/report_selection.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "report/block_key.h"
#include "report/html_limits.h"

namespace copydesk {

template <typename Visit>
void ReportSelection::ForEachBlock(const Story& story, const Visit& visit) const {
  for (const StoryMember& member : story.members) {
    const Cluster* const cluster = member.cluster.empty() ? nullptr : ClusterNamed(member.cluster);
    if (cluster == nullptr) {
      visit(member.block);
      continue;
    }
    for (const ClusterMember& copy : cluster->members) visit(copy.block);
  }
}

ReportSelection::ReportSelection(const HtmlReport& report) : report_(report) {
  ChooseClusters();
  ChoosePages();
  ChooseStories();
  PlaceVersions();
}

void ReportSelection::ChooseClusters() {
  clusters_.reserve(report_.clusters.size());
  for (const Cluster& cluster : report_.clusters) {
    clusters_.push_back(&cluster);
    cluster_named_.emplace(ToAbsl(cluster.name), &cluster);
    for (const ClusterMember& member : cluster.members) cluster_of_block_.emplace(KeyOf(member.block), &cluster);
  }
  std::stable_sort(clusters_.begin(), clusters_.end(),
                   [](const Cluster* x, const Cluster* y) { return x->members.size() > y->members.size(); });
  clusters_.resize(std::min(clusters_.size(), kReportClusters));
  for (std::size_t i = 0; i < clusters_.size(); ++i) number_of_cluster_.emplace(clusters_[i], i);
}

void ReportSelection::ChoosePages() {
  absl::flat_hash_set<absl::string_view> repeating;
  for (const Story& story : report_.stories) {
    absl::flat_hash_set<absl::string_view> met;
    ForEachBlock(story, [&](const BlockName& block) {
      const absl::string_view document = ToAbsl(block.document);
      if (!met.insert(document).second) repeating.insert(document);
    });
  }
  pages_.reserve(report_.pages.size());
  for (const std::string& page : report_.pages) pages_.push_back(&page);
  std::stable_partition(pages_.begin(), pages_.end(),
                        [&](const std::string* page) { return repeating.contains(ToAbsl(*page)); });
  pages_.resize(std::min(pages_.size(), kReportPages));
}

void ReportSelection::ChooseStories() {
  absl::flat_hash_set<absl::string_view> pages;
  for (const std::string* const page : pages_) pages.insert(ToAbsl(*page));
  struct Candidate {
    const Story* story;
    bool is_on_page;
    std::size_t blocks;
  };
  std::vector<Candidate> candidates;
  candidates.reserve(report_.stories.size());
  for (const Story& story : report_.stories) {
    Candidate candidate{.story = &story, .is_on_page = false, .blocks = 0};
    ForEachBlock(story, [&](const BlockName& block) {
      ++candidate.blocks;
      candidate.is_on_page = candidate.is_on_page || pages.contains(ToAbsl(block.document));
    });
    candidates.push_back(candidate);
  }
  const auto larger = [](const Candidate& x, const Candidate& y) { return x.blocks > y.blocks; };
  std::stable_sort(candidates.begin(), candidates.end(), [&](const Candidate& x, const Candidate& y) {
    return x.is_on_page != y.is_on_page ? x.is_on_page : larger(x, y);
  });
  candidates.resize(std::min(candidates.size(), kReportStories));
  std::stable_sort(candidates.begin(), candidates.end(), larger);
  for (const Candidate& candidate : candidates) {
    const std::size_t number = stories_.size();
    stories_.push_back(candidate.story);
    ForEachBlock(*candidate.story, [&](const BlockName& block) {
      std::vector<std::size_t>& numbers = stories_of_block_[KeyOf(block)];
      if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
    });
  }
}

void ReportSelection::PlaceVersions() {
  for (const VersionGroup& group : report_.versions) {
    std::uint32_t versions = 0;
    for (const TextVersion& version : group.members) versions = std::max(versions, version.number);
    for (const TextVersion& version : group.members) {
      if (version.number == 0) continue;
      version_of_block_.emplace(KeyOf(version.block), VersionPlace{.number = version.number, .of = versions});
    }
  }
}

std::optional<ReportSelection::VersionPlace> ReportSelection::VersionOf(const BlockName& block) const {
  const auto found = version_of_block_.find(KeyOf(block));
  return found != version_of_block_.end() ? std::optional(found->second) : std::nullopt;
}

const Cluster* ReportSelection::ClusterOf(const BlockName& block) const {
  const auto found = cluster_of_block_.find(KeyOf(block));
  return found != cluster_of_block_.end() ? found->second : nullptr;
}

const Cluster* ReportSelection::ClusterNamed(std::string_view name) const {
  const auto found = cluster_named_.find(ToAbsl(name));
  return found != cluster_named_.end() ? found->second : nullptr;
}

std::optional<std::size_t> ReportSelection::NumberOf(const Cluster* cluster) const {
  const auto found = number_of_cluster_.find(cluster);
  return found != number_of_cluster_.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<std::size_t> ReportSelection::StoriesOf(const BlockName& block) const {
  const auto found = stories_of_block_.find(KeyOf(block));
  return found != stories_of_block_.end() ? found->second : std::vector<std::size_t>();
}

std::size_t ReportSelection::BlocksOf(const Story& story) const {
  std::size_t blocks = 0;
  ForEachBlock(story, [&](const BlockName&) { ++blocks; });
  return blocks;
}

absl::StatusOr<ReportSelection::PlacedMatch> ReportSelection::MatchOf(const BlockName& left,
                                                                      const BlockName& right) const {
  const bool swapped = right < left;
  COPYDESK_ASSIGN_OR_RETURN(std::optional<Match> match,
                            report_.matches->Find(swapped ? right : left, swapped ? left : right));
  return PlacedMatch{.match = std::move(match), .swapped = swapped};
}

}  // namespace copydesk
