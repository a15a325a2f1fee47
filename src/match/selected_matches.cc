#include "match/selected_matches.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "base/status.h"

namespace copydesk {
namespace {

class SelectedMatches final : public MatchList {
 public:
  SelectedMatches(std::shared_ptr<const MatchList> all, std::vector<std::uint64_t> places)
      : all_(std::move(all)), places_(std::move(places)) {}

  [[nodiscard]] std::uint64_t size() const override { return places_.size(); }
  [[nodiscard]] absl::StatusOr<Match> At(std::uint64_t place) const override { return all_->At(places_[place]); }

  [[nodiscard]] absl::Status ForEach(const std::function<absl::Status(const Match&)>& visit) const override {
    std::uint64_t place = 0;
    auto next = places_.begin();
    return all_->ForEach([&](const Match& match) {
      if (next == places_.end() || place++ != *next) return absl::OkStatus();
      ++next;
      return visit(match);
    });
  }

 private:
  const std::shared_ptr<const MatchList> all_;
  const std::vector<std::uint64_t> places_;  // in all_, ascending
};

}  // namespace

absl::StatusOr<std::shared_ptr<const MatchList>> SelectMatches(std::shared_ptr<const MatchList> all,
                                                               const std::function<bool(const Match&)>& wanted) {
  std::vector<std::uint64_t> places;
  std::uint64_t place = 0;
  COPYDESK_RETURN_IF_ERROR(all->ForEach([&](const Match& match) {
    if (wanted(match)) places.push_back(place);
    ++place;
    return absl::OkStatus();
  }));
  if (places.size() == all->size()) return all;
  return std::make_shared<SelectedMatches>(std::move(all), std::move(places));
}

}  // namespace copydesk
