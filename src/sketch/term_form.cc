#include "sketch/term_form.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/plain_digits.h"
#include "text/unmask.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

// A word of ASCII and typographic apostrophes, as nearly all are that come here; false for others.
bool FoldPlainWord(std::string_view printed, std::string* folded) {
  folded->clear();
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char c = printed[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      folded->push_back(static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0)));
      continue;
    }
    const std::string_view character = printed.substr(i, 3);
    if (character != "\u2019" && character != "\u2018") return false;
    folded->push_back('\'');
    i += 2;
  }
  return true;
}

void FoldWord(std::string_view printed, std::string* all_of_it) {
  std::string& all = *all_of_it;
  if (FoldPlainWord(printed, &all)) return;
  all.clear();
  FoldedText folded;
  while (!printed.empty()) {
    printed.remove_prefix(Fold(printed, printed.size(), &folded));
    all += folded.text;
  }
  const bool number = !all.empty() && ClassOf(DecodeUtf8(all, 0).code_point) == CharClass::kDigit;
  if (std::string digits; number && PlainDigits(all, &digits)) all = std::move(digits);
  UnmaskedWord plain;
  if (!MayBeMasked(all)) return;
  Unmask(all, &plain);
  const bool as_it_is =
      plain.guise == Guise::kPlain || plain.guise == Guise::kForeign || plain.guise == Guise::kLookAlike;
  if (!as_it_is) all = std::move(plain.text);
}

template <std::size_t kSize>
bool IsOneOf(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What stands after the apostrophe of don't, we'll, they're, I've, he'd, I'm.
constexpr std::array<std::string_view, 6> kContractions = {"t", "ll", "re", "ve", "d", "m"};

// What stands before it in Italian: dell'Ucraina. One or two letters are an elision anywhere: l'accord, d'Orsay.
constexpr std::array<std::string_view, 14> kElided = {"all", "coll", "dall",  "dell", "nell",  "quell",  "sull",
                                                      "un",  "bell", "quest", "sant", "jusqu", "lorsqu", "puisqu"};

// 1,234,567.5 and 1.234.567,5: groups of three after the first separator.
void NormaliseNumber(std::string* number) {
  constexpr std::string_view kSeparators = ".,";
  const std::size_t first = std::min(number->find_first_of(kSeparators), number->size());
  if (first == number->size()) return;
  const char separator = (*number)[first];
  bool groups = first <= 3 && std::string_view(*number).substr(0, first) != "0";  // so far, all part thousands
  std::size_t size = first;
  for (std::size_t at = first; at < number->size();) {
    const std::size_t next = std::min(number->find_first_of(kSeparators, at + 1), number->size());
    groups = groups && (*number)[at] == separator && next - at == 4;
    if (!groups) (*number)[size++] = '.';
    for (std::size_t i = at + 1; i < next; ++i) (*number)[size++] = (*number)[i];
    at = next;
  }
  number->resize(size);
}

// The part of a folded word that is kept; empty for a contraction.
std::string_view StripAffixes(std::string_view word) {
  while (true) {
    const std::size_t apostrophe = word.find('\'');
    if (apostrophe == std::string_view::npos) return word;
    const std::string_view before = word.substr(0, apostrophe);
    const std::string_view after = word.substr(apostrophe + 1);
    if (after == "s" || after.empty()) return before;
    if (IsOneOf(after, kContractions)) return {};
    if (before.size() > 2 && !IsOneOf(before, kElided)) return word;
    word = after;
  }
}

}  // namespace

bool IsPlainNumber(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c) || c == '.' || c == ','; });
}

bool HasTwoLetters(std::string_view text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size() && letters < 2;) {
    const Utf8Character c = DecodeUtf8(text, at);
    const CharClass kind = ClassOf(c.code_point);
    if (kind == CharClass::kLetter || kind == CharClass::kNoSpace) ++letters;
    at += c.length;
  }
  return letters >= 2;
}

std::string_view NormaliseTerm(std::string_view printed, std::string* buffer) {
  FoldWord(printed, buffer);
  if (!IsPlainNumber(*buffer)) return StripAffixes(*buffer);
  NormaliseNumber(buffer);
  return *buffer;
}

}  // namespace copydesk
