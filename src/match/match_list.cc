#include "copydesk/match_list.h"

#include <tuple>

#include "base/status.h"

namespace copydesk {

absl::StatusOr<std::vector<Match>> MatchList::All() const {
  std::vector<Match> all;
  all.reserve(size());
  COPYDESK_RETURN_IF_ERROR(ForEach([&](const Match& match) {
    all.push_back(match);
    return absl::OkStatus();
  }));
  return all;
}

absl::StatusOr<std::uint64_t> MatchList::LowerBound(const BlockName& a, const BlockName& b) const {
  std::uint64_t begin = 0;
  std::uint64_t end = size();
  while (begin < end) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    COPYDESK_ASSIGN_OR_RETURN(const Match match, At(middle));
    if (std::tie(match.a, match.b) < std::tie(a, b)) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

absl::StatusOr<std::optional<Match>> MatchList::Find(const BlockName& a, const BlockName& b) const {
  COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t place, LowerBound(a, b));
  if (place == size()) return std::nullopt;
  COPYDESK_ASSIGN_OR_RETURN(Match match, At(place));
  return match.a == a && match.b == b ? std::optional(std::move(match)) : std::nullopt;
}

absl::Status MatchSpan::ForEach(const std::function<absl::Status(const Match&)>& visit) const {
  for (const Match& match : matches_) COPYDESK_RETURN_IF_ERROR(visit(match));
  return absl::OkStatus();
}

}  // namespace copydesk
