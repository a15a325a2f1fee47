#include "sketch/terms_body.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace copydesk {
namespace {

constexpr std::uint8_t kNoTerms = 0;
constexpr std::uint8_t kWithTerms = 1;
constexpr TermKind kLastKind = TermKind::kNumber;
constexpr std::uint8_t kAllWeekdays = 0x7f;
constexpr std::uint16_t kAllMonths = 0xfff;

bool GetHash(Decoder* decoder, std::uint64_t* hash) { return decoder->Fixed64(hash); }
bool GetHash(Decoder* decoder, std::uint32_t* hash) { return decoder->Fixed32(hash); }

template <typename Hash>
bool GetHashes(Decoder* decoder, std::vector<Hash>* hashes) {
  std::uint64_t count = 0;
  if (!decoder->Varint(&count) || count > decoder->remaining() / sizeof(Hash)) return false;
  hashes->resize(static_cast<std::size_t>(count));
  for (Hash& hash : *hashes) {
    if (!GetHash(decoder, &hash)) return false;
  }
  return true;
}

// Strictly.
template <typename Hash>
bool Ascend(const std::vector<Hash>& hashes) {
  return std::adjacent_find(hashes.begin(), hashes.end(), std::greater_equal<>()) == hashes.end();
}

bool GetTermList(Decoder* decoder, std::vector<Term>* terms) {
  std::uint8_t count = 0;
  if (!decoder->Byte(&count) || count > BlockTerms::kMaxTerms) return false;
  terms->reserve(count);
  for (std::uint8_t i = 0; i < count; ++i) {
    Term term;
    std::uint8_t kind = 0;
    if (!decoder->Fixed64(&term.hash) || !decoder->Fixed32(&term.count) || !decoder->Byte(&kind)) return false;
    if (kind > static_cast<std::uint8_t>(kLastKind)) return false;
    term.kind = static_cast<TermKind>(kind);
    terms->push_back(term);
  }
  return true;
}

}  // namespace

const char* TermsFault(const BlockTerms& terms) {
  if (terms.terms.size() > BlockTerms::kMaxTerms) return "there are too many terms";
  for (const Term& term : terms.terms) {
    if (term.kind > kLastKind) return "a term has an unknown kind";
  }
  if (terms.weekdays > kAllWeekdays || terms.months > kAllMonths) return "a weekday or month does not exist";
  if (!Ascend(terms.numbers) || !Ascend(terms.stems) || !Ascend(terms.grams)) {
    return "numbers, stems or grams of the terms do not ascend";
  }
  return nullptr;
}

void PutTerms(std::string* out, const BlockTerms& terms) {
  if (terms == BlockTerms{}) {
    out->push_back(static_cast<char>(kNoTerms));
    return;
  }
  out->push_back(static_cast<char>(kWithTerms));
  PutVarint(out, terms.words);
  out->push_back(static_cast<char>(terms.terms.size()));
  for (const Term& term : terms.terms) {
    PutFixed64(out, term.hash);
    PutFixed32(out, term.count);
    out->push_back(static_cast<char>(term.kind));
  }
  out->push_back(static_cast<char>(terms.weekdays));
  PutVarint(out, terms.months);
  PutVarint(out, terms.year);
  PutVarint(out, terms.numbers.size());
  for (const std::uint64_t number : terms.numbers) PutFixed64(out, number);
  for (const auto* const hashes : {&terms.stems, &terms.grams}) {
    PutVarint(out, hashes->size());
    for (const std::uint32_t hash : *hashes) PutFixed32(out, hash);
  }
}

const char* GetTerms(Decoder* decoder, BlockTerms* terms) {
  constexpr const char* kCutShort = "the terms are cut short or damaged";
  std::uint8_t form = 0;
  if (!decoder->Byte(&form)) return kCutShort;
  if (form == kNoTerms) return nullptr;
  if (form != kWithTerms) return "the terms have an unknown form";
  std::uint32_t months = 0;
  std::uint32_t year = 0;
  if (!decoder->Varint32(&terms->words) || !GetTermList(decoder, &terms->terms) || !decoder->Byte(&terms->weekdays) ||
      !decoder->Varint32(&months) || !decoder->Varint32(&year)) {
    return kCutShort;
  }
  if (months > kAllMonths || year > 0xffff) return "a month or year of the terms does not exist";
  terms->months = static_cast<std::uint16_t>(months);
  terms->year = static_cast<std::uint16_t>(year);
  if (!GetHashes(decoder, &terms->numbers) || !GetHashes(decoder, &terms->stems) ||
      !GetHashes(decoder, &terms->grams)) {
    return kCutShort;
  }
  if (*terms == BlockTerms{}) return "terms that are there are empty";
  return TermsFault(*terms);
}

}  // namespace copydesk
