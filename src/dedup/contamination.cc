#include "dedup/contamination.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "dedup/repeated_runs.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr int kMinContaminationRun = 8;
constexpr int kMaxContaminationRun = 1000;
constexpr std::size_t kMaxPlaces = 64;  // of one hash that are compared
constexpr std::size_t kMaxNumber = std::numeric_limits<std::uint32_t>::max();

// Calls visit(token, places) for each run of `length` tokens whose hash is in the table.
template <typename Visit>
void LookUpRuns(std::span<const std::uint64_t> tokens, std::size_t length, const HashPlaces& table,
                const Visit& visit) {
  if (table.empty() || tokens.size() < length) return;
  const RollingHash rolling(length);
  std::uint64_t hash = rolling.Of(tokens.first(length));
  for (std::size_t at = 0;; ++at) {
    const std::span<const std::uint32_t> places = table.Find(hash);
    if (!places.empty()) {
      visit(static_cast<std::uint32_t>(at), places.first(std::min(places.size(), kMaxPlaces)));
    }
    if (at + length == tokens.size()) return;
    hash = rolling.Roll(hash, tokens[at], tokens[at + length]);
  }
}

absl::Status CheckOptions(const ContaminationOptions& options) {
  if (options.run < kMinContaminationRun || options.run > kMaxContaminationRun) {
    return absl::InvalidArgumentError(
        absl::StrCat("run is ", options.run, "; it goes from ", kMinContaminationRun, " to ", kMaxContaminationRun));
  }
  if (options.min_item < 1 || options.min_item > options.run) {
    return absl::InvalidArgumentError(
        absl::StrCat("min_item is ", options.min_item, "; it goes from 1 to run, which is ", options.run));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Contamination> Contamination::Create(std::span<const BenchmarkItem> items,
                                                    const ContaminationOptions& options) {
  if (absl::Status status = CheckOptions(options); !status.ok()) return status;
  if (items.size() >= kMaxNumber) {
    return absl::InvalidArgumentError(
        absl::StrCat("the benchmark has ", items.size(), " items, and at most 2^32 - 2 can be held; split it"));
  }
  Contamination result(options);
  std::vector<HashPlaces::Entry> runs;
  std::vector<HashPlaces::Entry> short_items;
  const RollingHash run_hash(result.run_);
  const RollingHash item_hash(result.min_item_);
  Tokens tokens;
  for (const BenchmarkItem& item : items) {
    if (item.text.size() >= kMaxNumber) {
      return absl::InvalidArgumentError(absl::StrCat("item ", item.id, " of the benchmark has ", item.text.size(),
                                                     " bytes, and 4 GiB are too many; split it"));
    }
    tokens.Clear();
    AppendTokens(item.text, 0, &tokens);
    if (result.hashes_.size() + tokens.size() > kMaxNumber) {
      return absl::InvalidArgumentError("the benchmark has more than 2^32 - 1 tokens; split it");
    }
    const auto first = static_cast<std::uint32_t>(result.hashes_.size());
    result.ids_.push_back(item.id);
    result.first_token_.push_back(first);
    const std::span<const std::uint64_t> hashes = tokens.hash;
    if (hashes.size() >= result.run_) {
      std::uint64_t hash = run_hash.Of(hashes.first(result.run_));
      for (std::size_t at = 0;; ++at) {
        runs.push_back({.hash = hash, .place = first + static_cast<std::uint32_t>(at)});
        if (at + result.run_ == hashes.size()) break;
        hash = run_hash.Roll(hash, hashes[at], hashes[at + result.run_]);
      }
    } else if (hashes.size() >= result.min_item_) {
      short_items.push_back({.hash = item_hash.Of(hashes.first(result.min_item_)), .place = first});
    } else {
      ++result.ignored_items_;
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      result.hashes_.push_back(tokens.hash[i]);
      result.bytes_.push_back({.begin = tokens.begin[i], .end = tokens.end[i]});
    }
  }
  result.first_token_.push_back(static_cast<std::uint32_t>(result.hashes_.size()));
  result.runs_ = HashPlaces(std::move(runs));
  result.short_items_ = HashPlaces(std::move(short_items));
  return result;
}

// The last item that begins at or before the token; items without tokens hold none.
std::uint32_t Contamination::ItemAt(std::uint32_t token) const {
  const auto next = std::upper_bound(first_token_.begin(), first_token_.end(), token);
  return static_cast<std::uint32_t>(next - first_token_.begin()) - 1;
}

void Contamination::FindRuns(std::span<const std::uint64_t> text, Match* best) const {
  const TokenRange all{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  absl::flat_hash_map<std::int64_t, std::uint32_t> known;  // how far each diagonal is, in the text
  WorkLimit work(text.size(), kMaxPlaces);
  LookUpRuns(text, run_, runs_, [&](std::uint32_t at, std::span<const std::uint32_t> places) {
    for (const std::uint32_t place : places) {
      if (work.IsSpent()) return;
      std::uint32_t& end = known[std::int64_t{at} - std::int64_t{place}];
      if (at + run_ <= end) continue;
      const std::uint32_t item = ItemAt(place);
      const TokenRange bounds{.begin = first_token_[item], .end = first_token_[item + 1]};
      const EqualStretch equal = ExtendSeed(text, all, at, hashes_, bounds, place, run_);
      if (!work.Spend(equal.length + 1)) return;
      if (equal.length == 0) continue;
      end = equal.begin_a + equal.length;
      if (std::tuple(best->tokens, equal.begin_a, equal.begin_b) <
          std::tuple(equal.length, best->text_begin, best->begin)) {
        *best = {.begin = equal.begin_b, .text_begin = equal.begin_a, .tokens = equal.length};
      }
    }
  });
}

void Contamination::FindShortItems(std::span<const std::uint64_t> text, Match* best) const {
  LookUpRuns(text, min_item_, short_items_, [&](std::uint32_t at, std::span<const std::uint32_t> places) {
    for (const std::uint32_t place : places) {
      const std::uint32_t item = ItemAt(place);
      const std::uint32_t size = first_token_[item + 1] - place;
      if (size > text.size() - at) continue;
      const std::span<const std::uint64_t> whole = std::span(hashes_).subspan(place, size);
      if (!std::equal(whole.begin(), whole.end(), text.begin() + at)) continue;
      if (std::tuple(best->tokens, at, place) < std::tuple(size, best->text_begin, best->begin)) {
        *best = {.begin = place, .text_begin = at, .tokens = size};
      }
    }
  });
}

std::optional<ContaminationFound> Contamination::Find(std::string_view text) const {
  const Tokens tokens = Tokenize(text);
  Match best;
  FindRuns(tokens.hash, &best);
  FindShortItems(tokens.hash, &best);
  if (best.tokens == 0) return std::nullopt;
  const std::size_t last = std::size_t{best.begin} + best.tokens - 1;
  const std::size_t text_last = std::size_t{best.text_begin} + best.tokens - 1;
  return ContaminationFound{.item = ItemAt(best.begin),
                            .in_item = {.begin = bytes_[best.begin].begin, .end = bytes_[last].end},
                            .in_text = {.begin = tokens.begin[best.text_begin], .end = tokens.end[text_last]},
                            .tokens = best.tokens};
}

}  // namespace copydesk
