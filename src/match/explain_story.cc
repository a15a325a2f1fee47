#include "match/explain_story.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "match/query_links.h"
#include "match/stories.h"
#include "match/story_links.h"
#include "sketch/block_links.h"
#include "sketch/block_time.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

template <std::size_t kSize>
std::string NamesOf(std::uint32_t bits, const std::array<std::string_view, kSize>& names) {
  std::string result;
  for (std::size_t i = 0; i < kSize; ++i) {
    if ((bits >> i & 1U) != 0) absl::StrAppend(&result, result.empty() ? "" : ", ", ToAbsl(names[i]));
  }
  return result;
}

std::string DetailOf(std::string_view part, const BlockTerms& a, const BlockTerms& b) {
  if (part == kWeekdayPart) return absl::StrCat(NamesOf(a.weekdays, kWeekdays), "; ", NamesOf(b.weekdays, kWeekdays));
  if (part == kMonthPart) return absl::StrCat(NamesOf(a.months, kMonths), "; ", NamesOf(b.months, kMonths));
  if (part == kYearPart) return absl::StrCat(a.year, "; ", b.year);
  return {};
}

void ExplainTimes(const ExplainedSide& a, const ExplainedSide& b, const StoryOptions& options, Explanation* result) {
  constexpr double kSecondsPerHour = 3600;
  const auto time_a = BlockTime(a.metadata, a.block());
  const auto time_b = BlockTime(b.metadata, b.block());
  if (time_a.has_value() && time_b.has_value()) {
    result->hours_apart = std::abs(static_cast<double>(*time_a - *time_b)) / kSecondsPerHour;
  }
  if (options.window.has_value()) result->window_hours = static_cast<double>(*options.window) / kSecondsPerHour;
}

absl::Status ExplainTerms(const Store& store, const ExplainedSide& a, const ExplainedSide& b, std::size_t term_cap,
                          Explanation* result) {
  result->term_cap = term_cap;
  const std::set<TermPeriod> periods = {TermPeriodOf(BlockTime(a.metadata, a.block())),
                                        TermPeriodOf(BlockTime(b.metadata, b.block()))};
  std::set<std::uint64_t> posted;
  for (const Term& term : PostedTerms(a.signature.terms)) posted.insert(term.hash);
  for (const Term& term : PostedTerms(b.signature.terms)) {
    if (!posted.contains(term.hash)) continue;
    ++result->shared_terms;
    bool is_capped = false;
    for (const TermPeriod& period : periods) {
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<Posting> list,
                                store.GetPostings(PostingKind::kTerm, TermHash(term.hash, period), term_cap + 1));
      is_capped = is_capped || list.size() > term_cap;
    }
    result->capped_terms += is_capped ? 1 : 0;
  }
  return absl::OkStatus();
}

// The address that both have; empty when there is none.
std::string SharedAddress(const ExplainedSide& a, const ExplainedSide& b) {
  const auto links_of = [](const ExplainedSide& side) {
    std::vector<BlockLink> links = FindBlockLinks(side.metadata, side.blocks);
    std::erase_if(links, [&](const BlockLink& link) { return link.block != side.number.block; });
    return links;
  };
  const std::vector<BlockLink> of_b = links_of(b);
  for (const BlockLink& link : links_of(a)) {
    if (ShareAddress({&link, 1}, of_b)) return link.address;
  }
  return {};
}

bool IsTemplate(bool are_short, const Explanation& result) {
  if (!result.comparison.has_value() || !result.comparison->numbers_differ) return false;
  return are_short || result.comparison->relation != Relation::kNone;
}

}  // namespace

absl::Status ExplainStory(const Store& store, const ExplainedSide& a, const ExplainedSide& b, bool are_short,
                          const CollectionOptions& options, Explanation* result) {
  ExplainTimes(a, b, options.stories, result);
  const BlockTerms& terms_a = a.signature.terms;
  const BlockTerms& terms_b = b.signature.terms;
  COPYDESK_RETURN_IF_ERROR(ExplainTerms(store, a, b, options.stories.limits.term_cap, result));
  if (!options.stories.enabled) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const StorySearch search,
                            StorySearch::Open(store, options.stories, options.verify.threads, options.verify.cancel));
  result->model = options.ModelName(search.model());
  const std::vector<BlockPair> pairs = {{a.number, b.number}};  // as given: what is said of a and b is to stay so
  COPYDESK_ASSIGN_OR_RETURN(const auto scores, search.Score(pairs));
  result->same_story = scores.front();
  if (result->same_story.has_value() && IsTemplate(are_short, *result)) {
    *result->same_story *= kTemplateShare;
  }
  if (options.stories.links) result->shared_link = SharedAddress(a, b);
  result->link_evidence = search.links().Share(a.number, b.number);
  if (result->link_evidence) result->same_story = WithLink(result->same_story);
  COPYDESK_ASSIGN_OR_RETURN(std::optional<StorySearch::Reasons> reasons, search.Explain(pairs.front()));
  if (!reasons.has_value()) return absl::OkStatus();
  result->is_story_candidate = reasons->are_candidates;
  result->story_score = reasons->score.score.score;
  result->story_score_needed = reasons->score.needed;
  result->story_parts = std::move(reasons->score.parts);
  for (StoryPart& part : result->story_parts) {
    if (part.detail.empty()) part.detail = DetailOf(part.what, terms_a, terms_b);
  }
  COPYDESK_ASSIGN_OR_RETURN(const auto terms, search.Terms(pairs));
  result->terms = terms.front();
  return absl::OkStatus();
}

}  // namespace copydesk
