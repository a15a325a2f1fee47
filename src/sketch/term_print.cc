#include "sketch/term_print.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "base/utf8.h"
#include "sketch/term_form.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

// What a token may have among its bytes.
enum TokenBytes : unsigned {
  kMayNormalise = 1,  // an apostrophe, or the first byte of one: the form of the word may be another
  kLongCharacter = 2  // the first byte of a character of three bytes or more
};

constexpr std::array<std::uint8_t, 256> kTokenBytes = [] {
  std::array<std::uint8_t, 256> bytes{};
  for (std::size_t i = 0xe0; i < bytes.size(); ++i) bytes[i] = kLongCharacter;
  for (const unsigned char c : {'\x27', '\xe2', '\xca', '\xef'})
    bytes[c] = static_cast<std::uint8_t>(bytes[c] | kMayNormalise);
  return bytes;
}();

unsigned BytesOf(std::string_view printed) {
  unsigned bytes = 0;
  for (const char c : printed) bytes |= kTokenBytes[static_cast<unsigned char>(c)];
  return bytes;
}

// What the characters of a token that is not ASCII say of its kind.
unsigned UnspacedKind(std::string_view printed) {
  if (absl::ascii_isascii(printed[0])) return 0;
  unsigned any = 0;
  for (std::size_t at = 0; at < printed.size();) {
    const Utf8Character c = DecodeUtf8(printed, at);
    // Bytes that are not UTF-8 are no function words of any language.
    any |= TermCharacter(c.code_point);
    at += c.length;
  }
  unsigned kind = (any & kCharacterIsHiragana) != 0 ? kHasHiragana : kNoKind;
  if ((TermCharacter(DecodeUtf8(printed, 0).code_point) & kCharacterIsUnspaced) != 0) {
    kind |= kIsUnspaced | ((any & kCharacterIsChineseFunction) != 0 ? kHasChineseFunction : kNoKind);
  }
  return kind;
}

// The kind of a word that is another in its normalised form, whose hash it writes.
unsigned Normalise(std::string_view printed, bool number, std::string* buffer, std::uint64_t* hash) {
  if (number && std::all_of(printed.begin(), printed.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return kIsNumber;
  }
  const std::string_view word = NormaliseTerm(printed, buffer);
  *hash = HashWord(word);
  if (number && IsPlainNumber(word)) return kIsNumber;
  return HasTwoLetters(word) && HasTwoLetters(printed) ? kIsWord : kNoKind;
}

}  // namespace

PrintedWord ReadPrinted(std::string_view printed, std::uint64_t hash, bool number, std::string* buffer) {
  const unsigned bytes = BytesOf(printed);
  PrintedWord word{.hash = hash};
  word.capital = (TermCharacter(DecodeUtf8(printed, 0).code_point) & kCharacterIsCapital) != 0;
  if ((bytes & kLongCharacter) != 0) word.kind |= UnspacedKind(printed);
  if (number ? printed.size() > 3 : (bytes & kMayNormalise) != 0) {
    word.kind |= Normalise(printed, number, buffer, &word.hash);
  } else {
    if (number && IsPlainNumber(printed)) word.kind |= kIsNumber;
    if (HasTwoLetters(printed)) word.kind |= kIsWord;
  }
  return word;
}

}  // namespace copydesk
