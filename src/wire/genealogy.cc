// Passages of a group of articles, traced through it in order of time.
//
// Each member is laid on the passages that the ones before it have, by an index of their shingles, so that the cost is
// linear in all words: no two members are ever compared with one another.
#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/hash.h"
#include "base/status.h"
#include "copydesk/attribution.h"
#include "text/shingles.h"
#include "wire/audited_text.h"
#include "wire/passage_pieces.h"

namespace copydesk {
namespace {

constexpr int kTraceShingle = 5;
constexpr std::uint32_t kNewPassage = 25;  // words in a row that no passage has
constexpr std::size_t kLeastPart = 8;      // words of a passage that is divided among paragraphs
constexpr std::uint32_t kNoPassage = 0xffffffff;

// By time; members without one last, by name.
std::vector<std::uint32_t> OrderMembers(std::span<const AuditText> members) {
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t m) {
    const PublishedTime time = members[m].published.value_or(PublishedTime());
    return std::tuple(!members[m].published.has_value(), time.earliest, time.latest, std::cref(members[m].block));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const auto [untimed_x, earliest_x, latest_x, block_x] = key(x);
    const auto [untimed_y, earliest_y, latest_y, block_y] = key(y);
    return std::tie(untimed_x, earliest_x, latest_x, block_x.get()) <
           std::tie(untimed_y, earliest_y, latest_y, block_y.get());
  });
  return order;
}

class PassageTracer {
 public:
  explicit PassageTracer(std::span<const AuditText> members) : members_(members) {}

  void Add(std::uint32_t member, const ArticleWords& words) {
    std::vector<Segment> segments;
    std::vector<std::uint32_t> passage = PassagesOf(words);
    const PassageCounts in_member = CountPassages(passage);
    for (const WordSpan piece : words.pieces) {
      const std::span<std::uint32_t> of_piece = std::span(passage).subspan(piece.begin, piece.size());
      KeepLargeShares(in_member, of_piece);
      DividePiece(piece, of_piece, &segments);
    }
    const auto first_new = static_cast<std::uint32_t>(genealogy_.passages.size());
    for (Segment& segment : segments) {
      if (segment.passage != kNoPassage) continue;
      segment.passage = static_cast<std::uint32_t>(genealogy_.passages.size());
      genealogy_.passages.emplace_back();
    }
    SetNeighbours(segments, first_new);
    // The segments of each passage are one cell, in text order.
    std::stable_sort(segments.begin(), segments.end(),
                     [](const Segment& x, const Segment& y) { return x.passage < y.passage; });
    for (std::size_t begin = 0; begin < segments.size();) {
      std::size_t end = begin + 1;
      while (end < segments.size() && segments[end].passage == segments[begin].passage) ++end;
      AddCell(member, words, std::span(segments).subspan(begin, end - begin));
      begin = end;
    }
  }

  Genealogy Finish(std::vector<std::uint32_t> order) {
    genealogy_.order = std::move(order);
    for (TracedPassage& passage : genealogy_.passages) {
      for (PassageVariant& variant : passage.variants) SetEntered(&variant);
    }
    return std::move(genealogy_);
  }

 private:
  struct Segment {
    std::uint32_t passage = kNoPassage;
    WordSpan words;
  };
  struct ShingleOwner {
    std::uint32_t passage = 0;
    std::uint32_t variant = 0;
  };

  using PassageCounts = absl::flat_hash_map<std::uint32_t, std::size_t>;

  static PassageCounts CountPassages(std::span<const std::uint32_t> passage) {
    PassageCounts counts;
    for (const std::uint32_t p : passage) {
      if (p != kNoPassage) ++counts[p];
    }
    return counts;
  }

  static std::span<const std::uint64_t> HashesOf(const ArticleWords& words, WordSpan range) {
    return std::span(words.hash).subspan(range.begin, range.size());
  }

  // Calls `visit` with the owner of each shingle that has one, and the words of it.
  template <typename Visit>
  void ForEachOwned(std::span<const std::uint64_t> hashes, const Visit& visit) const {
    const std::vector<std::uint64_t> shingles = ShingleHashes(hashes, kTraceShingle);
    for (std::size_t i = 0; i < shingles.size(); ++i) {
      const auto owner = owners_.find(shingles[i]);
      if (owner == owners_.end()) continue;
      visit(owner->second, i, std::min(hashes.size(), i + kTraceShingle));
    }
  }

  // The passage of each word, as far as one has it.
  std::vector<std::uint32_t> PassagesOf(const ArticleWords& words) const {
    std::vector<std::uint32_t> passage(words.hash.size(), kNoPassage);
    for (const WordSpan piece : words.pieces) {
      ForEachOwned(HashesOf(words, piece), [&](const ShingleOwner& owner, std::size_t begin, std::size_t end) {
        for (std::size_t t = piece.begin + begin; t < piece.begin + end; ++t) {
          if (passage[t] == kNoPassage) passage[t] = owner.passage;
        }
      });
    }
    return passage;
  }

  // Takes away those passages of a piece that have less than half of it, and that lie in it by less than half, unless
  // half of them is in the member and a run of it here.
  void KeepLargeShares(const PassageCounts& in_member, std::span<std::uint32_t> passage) const {
    const PassageCounts in_piece = CountPassages(passage);
    for (std::uint32_t& p : passage) {
      if (p == kNoPassage) continue;
      const std::size_t size = genealogy_.passages[p].variants[0].words;
      const std::size_t here = in_piece.at(p);
      const bool large = 2 * here >= std::min(passage.size(), size);
      if (!large && (here < kLeastPart || 2 * in_member.at(p) < size)) p = kNoPassage;
    }
  }

  // Divides a piece into segments, each of one passage or of a new one. Words that no passage has go with those before
  // them, at the beginning with those behind them, unless they are many.
  static void DividePiece(WordSpan piece, std::span<const std::uint32_t> passage, std::vector<Segment>* segments) {
    const std::size_t first_of_piece = segments->size();
    const auto add = [&](std::uint32_t p, std::uint32_t begin, std::uint32_t end) {
      const bool goes_on = segments->size() > first_of_piece && segments->back().passage == p && p != kNoPassage;
      if (goes_on) {
        segments->back().words.end = piece.begin + end;
      } else {
        segments->push_back({.passage = p, .words = {.begin = piece.begin + begin, .end = piece.begin + end}});
      }
    };
    std::uint32_t waiting = 0;  // words of the beginning
    const auto size = static_cast<std::uint32_t>(passage.size());
    for (std::uint32_t begin = 0; begin < size;) {
      std::uint32_t end = begin + 1;
      while (end < size && passage[end] == passage[begin]) ++end;
      if (passage[begin] != kNoPassage) {
        add(passage[begin], begin - waiting, end);
        waiting = 0;
      } else if (end - begin >= kNewPassage || end - begin == size) {
        add(kNoPassage, begin, end);
      } else if (begin == 0) {
        waiting = end;
      } else {
        segments->back().words.end = piece.begin + end;
      }
      begin = end;
    }
  }

  void SetNeighbours(std::span<const Segment> segments, std::uint32_t first_new) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].passage < first_new) continue;
      TracedPassage& passage = genealogy_.passages[segments[i].passage];
      if (i > 0) passage.previous = segments[i - 1].passage;
      if (i + 1 < segments.size()) passage.next = segments[i + 1].passage;
    }
  }

  void AddCell(std::uint32_t member, const ArticleWords& words, std::span<const Segment> segments) {
    const std::uint32_t passage_number = segments.front().passage;
    TracedPassage& passage = genealogy_.passages[passage_number];
    PassageCell cell{.member = member};
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint64_t> seen;  // a summary that repeats a sentence is no edit of it
    for (const Segment& segment : segments) {
      const std::span<const std::uint64_t> of_segment = HashesOf(words, segment.words);
      cell.parts.push_back(
          {.begin = words.range[segment.words.begin].begin, .end = words.range[segment.words.end - 1].end});
      const std::uint64_t content = HashWords128(of_segment).low;
      if (segments.size() <= kMaxRepeats && std::find(seen.begin(), seen.end(), content) != seen.end()) continue;
      seen.push_back(content);
      hashes.insert(hashes.end(), of_segment.begin(), of_segment.end());
    }
    const auto [known, is_new] = variants_.try_emplace(std::pair(passage_number, HashWords128(hashes).low),
                                                       static_cast<std::uint32_t>(passage.variants.size()));
    cell.variant = known->second;
    if (is_new) AddVariant(passage_number, hashes);
    passage.variants[cell.variant].members.push_back(member);
    passage.cells.push_back(std::move(cell));
  }

  void AddVariant(std::uint32_t passage_number, std::span<const std::uint64_t> hashes) {
    TracedPassage& passage = genealogy_.passages[passage_number];
    PassageVariant variant{.words = static_cast<std::uint32_t>(hashes.size())};
    const auto number = static_cast<std::uint32_t>(passage.variants.size());
    if (number > 0) {
      // An edit of the variant whose own words it has most of; of the first one where it has none.
      absl::flat_hash_map<std::uint32_t, std::size_t> of_variant;
      std::vector<std::uint8_t> of_first(hashes.size(), 0);
      ForEachOwned(hashes, [&](const ShingleOwner& owner, std::size_t begin, std::size_t end) {
        if (owner.passage != passage_number) return;
        ++of_variant[owner.variant];
        if (owner.variant == 0) std::fill(of_first.begin() + begin, of_first.begin() + end, 1);
      });
      variant.parent = 0;
      std::size_t most = 0;
      for (const auto& [other, count] : of_variant) {
        if (other == 0 || count < most || (count == most && other > *variant.parent)) continue;
        variant.parent = other;
        most = count;
      }
      const auto shared = static_cast<double>(std::count(of_first.begin(), of_first.end(), 1));
      variant.share = std::min(1.0, shared / passage.variants[0].words);
    }
    passage.variants.push_back(std::move(variant));
    for (const std::uint64_t shingle : ShingleHashes(hashes, kTraceShingle)) {
      owners_.try_emplace(shingle, ShingleOwner{.passage = passage_number, .variant = number});
    }
  }

  // Members of a variant are in order of time, those without one last.
  void SetEntered(PassageVariant* variant) const {
    const std::vector<std::uint32_t>& printed_by = variant->members;
    const auto time_of = [&](std::size_t i) { return members_[printed_by[i]].published; };
    if (printed_by.size() == 1) {
      variant->entered = printed_by.front();
      variant->certain = true;
      return;
    }
    if (!time_of(0).has_value()) return;
    variant->entered = printed_by.front();
    const bool all_have_times = time_of(printed_by.size() - 1).has_value();
    variant->certain = all_have_times;
    for (std::size_t i = 1; i < printed_by.size() && variant->certain; ++i) {
      variant->certain = IsBefore(*time_of(0), *time_of(i));
    }
  }

  static constexpr std::size_t kMaxRepeats =
      64;  // segments of one passage in one member, among which repeats are found

  std::span<const AuditText> members_;
  Genealogy genealogy_;
  absl::flat_hash_map<std::uint64_t, ShingleOwner> owners_;
  absl::flat_hash_map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> variants_;
};

}  // namespace

absl::StatusOr<Genealogy> TracePassages(std::span<const AuditText> members, const AuditRules& policy) {
  COPYDESK_RETURN_IF_ERROR(Validate(policy));
  for (const AuditText& member : members) COPYDESK_RETURN_IF_ERROR(CheckSize(member));
  PassageTracer tracer(members);
  std::vector<std::uint32_t> order = OrderMembers(members);
  for (const std::uint32_t member : order) {
    tracer.Add(member, FindPieces(members[member].text, ReadAuditText(members[member], policy)));
  }
  return tracer.Finish(std::move(order));
}

}  // namespace copydesk
