#include "match/match_codec.h"

#include <bit>
#include <cstdint>

#include "base/coding.h"
#include "base/status.h"

namespace copydesk {
namespace {

// A name ends with two zero bytes; a zero byte in it is followed by 255, so that the end sorts before all that goes on.
constexpr char kZero = '\0';
constexpr char kEscaped = '\xff';

void PutName(std::string_view name, std::string* out) {
  for (const char c : name) {
    out->push_back(c);
    if (c == kZero) out->push_back(kEscaped);
  }
  out->append(2, kZero);
}

bool GetName(std::string_view* bytes, std::string* name) {
  name->clear();
  while (true) {
    const std::size_t zero = bytes->find(kZero);
    if (zero == std::string_view::npos || zero + 1 == bytes->size()) return false;
    name->append(*bytes, 0, zero);
    const char next = (*bytes)[zero + 1];
    bytes->remove_prefix(zero + 2);
    if (next == kZero) return true;
    if (next != kEscaped) return false;
    name->push_back(kZero);
  }
}

// Which optional parts there are, and what is true.
enum Flag : std::uint8_t {
  kVerified = 1 << 0,
  kIdentical = 1 << 1,
  kNumbersDiffer = 1 << 2,
  kSharedWords = 1 << 3,
  kEquivalence = 1 << 4,
  kEstimate = 1 << 5,
  kSameStory = 1 << 6,
  kLinkEvidence = 1 << 7,
};

// What speaks for a story besides the texts.
enum EvidenceFlag : std::uint8_t {
  kLink = 1 << 0,
};
constexpr unsigned kAllEvidence = (1U << 1) - 1;

std::uint8_t FlagsOf(const Match& match) {
  const Comparison& comparison = match.comparison;
  int flags = 0;
  if (match.verified) flags |= kVerified;
  if (comparison.identical) flags |= kIdentical;
  if (comparison.numbers_differ) flags |= kNumbersDiffer;
  if (comparison.shared_words.has_value()) flags |= kSharedWords;
  if (comparison.equivalence.has_value()) flags |= kEquivalence;
  if (match.estimated_jaccard.has_value()) flags |= kEstimate;
  if (match.same_story.has_value()) flags |= kSameStory;
  if (match.evidence.link) flags |= kLinkEvidence;
  return static_cast<std::uint8_t>(flags);
}

void PutDouble(double value, std::string* out) { PutFixed64(out, std::bit_cast<std::uint64_t>(value)); }

void GetDouble(Decoder* decoder, double* value) {
  std::uint64_t bits = 0;
  if (decoder->Fixed64(&bits)) *value = std::bit_cast<double>(bits);
}

void PutRange(const TextRange& range, std::string* out) {
  PutVarint(out, range.begin);
  PutVarint(out, range.end);
}

void GetRange(Decoder* decoder, TextRange* range) {
  decoder->Varint32(&range->begin);
  decoder->Varint32(&range->end);
}

}  // namespace

std::string EncodeMatchKey(const Match& match) {
  std::string key;
  for (const BlockName* const name : {&match.a, &match.b}) {
    PutName(name->document, &key);
    PutName(name->block, &key);
  }
  return key;
}

void EncodeMatchValue(const Match& match, std::string* out) {
  const Comparison& comparison = match.comparison;
  out->push_back(static_cast<char>(FlagsOf(match)));
  out->push_back(static_cast<char>(comparison.relation));
  out->push_back(static_cast<char>(comparison.direction));
  for (const double value : {comparison.jaccard, comparison.containment[0], comparison.containment[1],
                             comparison.share[0], comparison.share[1], comparison.quoted}) {
    PutDouble(value, out);
  }
  for (const std::uint32_t value : {comparison.shared_tokens, comparison.furniture[0], comparison.furniture[1]}) {
    PutVarint(out, value);
  }
  if (comparison.shared_words.has_value()) PutVarint(out, *comparison.shared_words);
  if (comparison.equivalence.has_value()) PutDouble(*comparison.equivalence, out);
  if (match.estimated_jaccard.has_value()) {
    const Estimate& estimate = *match.estimated_jaccard;
    for (const double value : {estimate.lower, estimate.value, estimate.upper}) PutDouble(value, out);
  }
  if (match.same_story.has_value()) PutDouble(*match.same_story, out);
  PutVarint(out, comparison.spans.size());
  for (const Span& span : comparison.spans) {
    PutRange(span.a, out);
    PutRange(span.b, out);
    PutVarint(out, span.tokens);
  }
  PutVarint(out, match.terms.size());
  for (const SharedTerm& term : match.terms) {
    PutString(out, term.word);
    PutDouble(term.weight, out);
  }
  if (match.evidence.link) out->push_back(static_cast<char>(kLink));
}

bool IsVerified(std::string_view value) { return (static_cast<std::uint8_t>(value.front()) & kVerified) != 0; }

absl::StatusOr<Match> DecodeMatchValue(std::string_view value) {
  Match match;
  Comparison& comparison = match.comparison;
  Decoder decoder(value);
  std::uint8_t flags = 0;
  std::uint8_t relation = 0;
  std::uint8_t direction = 0;
  decoder.Byte(&flags);
  decoder.Byte(&relation);
  decoder.Byte(&direction);
  match.verified = (flags & kVerified) != 0;
  comparison.identical = (flags & kIdentical) != 0;
  comparison.numbers_differ = (flags & kNumbersDiffer) != 0;
  comparison.relation = static_cast<Relation>(relation);
  comparison.direction = static_cast<Direction>(direction);
  for (double* const figure : {&comparison.jaccard, &comparison.containment[0], &comparison.containment[1],
                               &comparison.share[0], &comparison.share[1], &comparison.quoted}) {
    GetDouble(&decoder, figure);
  }
  for (std::uint32_t* const count : {&comparison.shared_tokens, &comparison.furniture[0], &comparison.furniture[1]}) {
    decoder.Varint32(count);
  }
  if ((flags & kSharedWords) != 0) decoder.Varint32(&comparison.shared_words.emplace());
  if ((flags & kEquivalence) != 0) GetDouble(&decoder, &comparison.equivalence.emplace());
  if ((flags & kEstimate) != 0) {
    Estimate& estimate = match.estimated_jaccard.emplace();
    for (double* const figure : {&estimate.lower, &estimate.value, &estimate.upper}) GetDouble(&decoder, figure);
  }
  if ((flags & kSameStory) != 0) GetDouble(&decoder, &match.same_story.emplace());
  std::uint64_t spans = 0;
  decoder.Varint(&spans);
  for (std::uint64_t i = 0; i < spans && decoder.ok(); ++i) {
    Span& span = comparison.spans.emplace_back();
    GetRange(&decoder, &span.a);
    GetRange(&decoder, &span.b);
    decoder.Varint32(&span.tokens);
  }
  std::uint64_t terms = 0;
  decoder.Varint(&terms);
  for (std::uint64_t i = 0; i < terms && decoder.ok(); ++i) {
    SharedTerm& term = match.terms.emplace_back();
    decoder.String(&term.word);
    GetDouble(&decoder, &term.weight);
  }
  std::uint8_t evidence = 0;
  const bool has_evidence = (flags & kLinkEvidence) != 0;
  if (has_evidence) decoder.Byte(&evidence);
  match.evidence.link = (evidence & kLink) != 0;
  const bool is_known = (evidence & ~kAllEvidence) == 0 && has_evidence == (evidence != 0) &&
                        relation <= static_cast<std::uint8_t>(Relation::kExact) &&
                        direction <= static_cast<std::uint8_t>(Direction::kMutual);
  if (!is_known || !decoder.Finished()) return absl::DataLossError("a match cannot be read: its bytes were changed");
  return match;
}

absl::StatusOr<Match> DecodeMatch(std::string_view key, std::string_view value) {
  COPYDESK_ASSIGN_OR_RETURN(Match match, DecodeMatchValue(value));
  bool has_names = true;
  for (BlockName* const name : {&match.a, &match.b}) {
    has_names = has_names && GetName(&key, &name->document) && GetName(&key, &name->block);
  }
  if (!has_names || !key.empty()) return absl::DataLossError("a match cannot be read: its names were changed");
  return match;
}

}  // namespace copydesk
