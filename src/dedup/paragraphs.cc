#include "dedup/paragraphs.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/record_sorter.h"
#include "base/status.h"
#include "dedup/text_units.h"
#include "dedup/token_cache.h"
#include "text/paragraphs.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr int kMostMinTokens = 1000;

// Of a sort that has a share of the memory; 0: no bound.
std::uint64_t ShareOf(std::uint64_t memory, std::uint64_t parts) {
  return memory == 0 ? 0 : std::max<std::uint64_t>(1, memory / parts);
}

// A paragraph of a document, by its number in it.
struct ParagraphPlace {
  std::uint32_t document = 0;
  std::uint32_t number = 0;
};

std::uint64_t Pack(ParagraphPlace place) { return std::uint64_t{place.document} << 32 | place.number; }

ParagraphPlace Unpack(std::uint64_t packed) {
  return {.document = static_cast<std::uint32_t>(packed >> 32), .number = static_cast<std::uint32_t>(packed)};
}

// A paragraph and the first one with its hash, whose tokens and bytes are known from the first reading.
struct RepeatedParagraph {
  std::uint32_t number = 0;
  std::uint32_t kept_document = 0;
  TokenRange kept_tokens;
};

class ParagraphSearch {
 public:
  ParagraphSearch(const CollectionTexts& texts, const ParagraphOptions& options, ParagraphStatistics* statistics)
      : texts_(texts),
        options_(options),
        statistics_(statistics),
        by_hash_(std::in_place, ShareOf(options.memory, 3), options.temporary_folder),
        by_document_(ShareOf(options.memory, 3), options.temporary_folder),
        cache_(texts, options.memory == 0 ? kDefaultTokenCache : options.memory / 3) {}

  [[nodiscard]] absl::Status Run(const CutVisitor& visit) {
    COPYDESK_RETURN_IF_ERROR(HashParagraphs());
    COPYDESK_RETURN_IF_ERROR(Join());
    return VisitDocuments(visit);
  }

 private:
  // Records hash, place -> tokens.
  [[nodiscard]] absl::Status HashParagraphs();

  // Records place -> the first place with the hash and its tokens, of all but that one.
  [[nodiscard]] absl::Status Join();

  [[nodiscard]] absl::Status VisitDocuments(const CutVisitor& visit);
  [[nodiscard]] absl::Status CutDocument(std::uint32_t document, std::span<const RepeatedParagraph> repeated,
                                         const CutVisitor& visit);

  const CollectionTexts& texts_;
  const ParagraphOptions& options_;
  ParagraphStatistics* const statistics_;
  std::optional<RecordSorter> by_hash_;
  RecordSorter by_document_;
  TokenCache cache_;
};

absl::Status ParagraphSearch::HashParagraphs() {
  Tokens tokens;
  std::string key;
  std::string value;
  for (std::uint32_t document = 0; document < texts_.size(); ++document) {
    if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(const std::string text, LoadText(texts_, document));
    tokens.Clear();
    AppendTokens(text, 0, &tokens);
    const std::vector<TextUnit> units = MakeUnits(FindParagraphs(text), tokens);
    for (std::size_t i = 0; i < units.size(); ++i) {
      const TokenRange range = units[i].tokens;
      if (range.size() < static_cast<std::uint32_t>(options_.min_tokens)) continue;
      const Hash128 hash = HashWords128(std::span(tokens.hash).subspan(range.begin, range.size()));
      key.clear();
      PutBigEndian64(&key, hash.high);
      PutBigEndian64(&key, hash.low);
      PutBigEndian64(&key, Pack({.document = document, .number = static_cast<std::uint32_t>(i)}));
      value.clear();
      PutFixed32(&value, range.begin);
      PutFixed32(&value, range.end);
      COPYDESK_RETURN_IF_ERROR(by_hash_->Add(key, value));
      ++statistics_->paragraphs;
    }
    ++statistics_->documents;
    statistics_->bytes += text.size();
    statistics_->tokens += tokens.size();
  }
  return absl::OkStatus();
}

absl::Status ParagraphSearch::Join() {
  constexpr std::size_t kHashBytes = 16;
  std::string hash;
  std::string first;  // the first place with it and its tokens
  std::uint64_t in_group = 0;
  std::string place;
  for (std::uint64_t read = 0;; ++read) {
    if (read % kCancelStride == 0 && IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, by_hash_->Next());
    if (!record.has_value()) break;
    if (record->key.size() != kHashBytes + sizeof(std::uint64_t)) return DamagedRecord();
    place.assign(record->key.substr(kHashBytes));
    if (record->key.substr(0, kHashBytes) != hash) {
      hash.assign(record->key.substr(0, kHashBytes));
      first = place;
      first += record->value;
      in_group = 1;
      continue;
    }
    if (++in_group == 2) ++statistics_->repeated;
    COPYDESK_RETURN_IF_ERROR(by_document_.Add(place, first));
  }
  by_hash_.reset();
  return absl::OkStatus();
}

absl::Status ParagraphSearch::VisitDocuments(const CutVisitor& visit) {
  std::uint32_t document = 0;
  std::vector<RepeatedParagraph> repeated;
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, by_document_.Next());
    std::uint64_t place = 0;
    std::uint64_t first = 0;
    RepeatedParagraph paragraph;
    if (record.has_value()) {
      Decoder key(record->key);
      Decoder value(record->value);
      if (!key.BigEndian64(&place) || !value.BigEndian64(&first) || !value.Fixed32(&paragraph.kept_tokens.begin) ||
          !value.Fixed32(&paragraph.kept_tokens.end)) {
        return DamagedRecord();
      }
    }
    if (!repeated.empty() && (!record.has_value() || Unpack(place).document != document)) {
      if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
      COPYDESK_RETURN_IF_ERROR(CutDocument(document, repeated, visit));
      repeated.clear();
    }
    if (!record.has_value()) return absl::OkStatus();
    document = Unpack(place).document;
    paragraph.number = Unpack(place).number;
    paragraph.kept_document = Unpack(first).document;
    repeated.push_back(paragraph);
  }
}

absl::Status ParagraphSearch::CutDocument(std::uint32_t document, std::span<const RepeatedParagraph> repeated,
                                          const CutVisitor& visit) {
  COPYDESK_ASSIGN_OR_RETURN(const std::string text, LoadText(texts_, document));
  const std::shared_ptr<const Tokens> tokens = TokensOf(text);
  cache_.Put(document, tokens);
  const std::vector<TextUnit> units = MakeUnits(FindParagraphs(text), *tokens);
  std::vector<UnitRange> groups;
  std::vector<Cut> cuts;
  for (const RepeatedParagraph& paragraph : repeated) {
    std::shared_ptr<const Tokens> kept = tokens;
    if (paragraph.kept_document != document) {
      COPYDESK_ASSIGN_OR_RETURN(kept, cache_.Get(paragraph.kept_document));
    }
    const TokenRange range = paragraph.kept_tokens;
    if (paragraph.number >= units.size() || range.end > kept->size() || range.begin >= range.end) continue;
    const TokenRange own = units[paragraph.number].tokens;
    const auto at = [](const Tokens& of, std::uint32_t token) {
      return of.hash.begin() + static_cast<std::ptrdiff_t>(token);
    };
    if (!std::equal(at(*tokens, own.begin), at(*tokens, own.end), at(*kept, range.begin), at(*kept, range.end))) {
      continue;  // only the hashes are equal
    }
    groups.push_back({.first = paragraph.number, .last = paragraph.number});
    cuts.push_back({.removed = {},
                    .kept_document = paragraph.kept_document,
                    .kept = {.begin = kept->begin[range.begin], .end = kept->end[range.end - 1]},
                    .tokens = own.size()});
  }
  if (cuts.empty()) return absl::OkStatus();
  const std::vector<TextRange> removed = BytesToCut(text, units, groups);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    cuts[i].removed = removed[i];
    statistics_->cut_bytes += removed[i].end - removed[i].begin;
    statistics_->cut_tokens += cuts[i].tokens;
  }
  statistics_->cuts += cuts.size();
  ++statistics_->cut_documents;
  return visit(document, std::move(cuts));
}

}  // namespace

absl::Status FindRepeatedParagraphs(const CollectionTexts& texts, const ParagraphOptions& options,
                                    const CutVisitor& visit, ParagraphStatistics* statistics) {
  if (options.min_tokens < 1 || options.min_tokens > kMostMinTokens) {
    return absl::InvalidArgumentError(
        absl::StrCat("min_tokens is ", options.min_tokens, "; it goes from 1 to ", kMostMinTokens));
  }
  ParagraphStatistics unused;
  ParagraphSearch search(texts, options, statistics == nullptr ? &unused : statistics);
  return search.Run(visit);
}

}  // namespace copydesk
