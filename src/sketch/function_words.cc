#include "sketch/function_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

#include "base/utf8.h"
#include "sketch/background.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr int kMinVotes = 3;
constexpr int kFewVotes = 2;

bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

bool IsAscii(std::string_view text) { return text.empty() || static_cast<unsigned char>(text[0]) < 0x80; }

// Of a token. One that begins with ASCII has no character of a script written without spaces.
template <typename Is>
bool AnyCharacter(std::string_view text, Is is) {
  if (IsAscii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    if (is(c.code_point, text.substr(at, c.length))) return true;
    at += c.length;
  }
  return false;
}

bool HasHiragana(std::string_view text) {
  return AnyCharacter(text, [](char32_t c, std::string_view) { return IsHiragana(c); });
}

bool HasChineseFunctionCharacter(std::string_view text) {
  return AnyCharacter(text, [](char32_t, std::string_view character) {
    return (FunctionLanguages(HashWord(character)) & kChinese) != 0;
  });
}

bool IsUnspaced(std::string_view text) {
  return !IsAscii(text) && ClassOf(DecodeUtf8(text, 0).code_point) == CharClass::kNoSpace;
}

// The languages with the most votes; 0 when none has as many as `least`.
std::uint64_t Elect(const std::array<int, 64>& votes, int least) {
  const int most = *std::max_element(votes.begin(), votes.end());
  std::uint64_t elected = 0;
  for (std::size_t i = 0; most >= least && i < votes.size(); ++i) {
    if (votes[i] == most) elected |= std::uint64_t{1} << i;
  }
  return elected;
}

// Of address: in some outlets before every name. In no list of function words.
bool IsAddress(std::uint64_t hash) {
  static const std::array<std::uint64_t, 6> kWords = {HashWord("mr"),   HashWord("mrs"), HashWord("ms"),
                                                      HashWord("herr"), HashWord("mme"), HashWord("mlle")};
  return std::find(kWords.begin(), kWords.end(), hash) != kWords.end();
}

// Where too few words say which language a text is in, as in a headline: English ones are taken for function words, and
// those of the likeliest languages that are rare as anything else ("war" stays, "aber" does not) and no names.
bool IsFunctionAnywhere(std::uint64_t hash, std::uint64_t languages, std::uint64_t likely) {
  constexpr std::uint32_t kRareIdf = 4 * kIdfUnit;
  if ((languages & kEnglish) != 0) return true;
  return (languages & likely) != 0 && BackgroundIdf(hash) >= kRareIdf && BackgroundCase(hash) != UsualCase::kCapital;
}

}  // namespace

FunctionWords FindFunctionWords(const TermTokens& read) {
  const std::size_t size = read.tokens.size();
  std::vector<std::uint64_t> languages(size);
  std::array<int, 64> votes{};
  bool japanese = false;
  for (std::size_t i = 0; i < size; ++i) {
    languages[i] = FunctionLanguages(read.tokens[i].hash);
    for (std::uint64_t left = languages[i]; left != 0; left &= left - 1) {
      ++votes[static_cast<std::size_t>(std::countr_zero(left))];
    }
    japanese = japanese || HasHiragana(read.Printed(i));
  }
  const std::uint64_t elected = Elect(votes, kMinVotes);
  const std::uint64_t likely = Elect(votes, kFewVotes);
  FunctionWords result{.is_function = std::vector<bool>(size), .german = (elected & kGerman) != 0};
  for (std::size_t i = 0; i < size; ++i) {
    const std::string_view printed = read.Printed(i);
    if (IsAddress(read.tokens[i].hash)) {
      result.is_function[i] = true;
      continue;
    }
    result.is_function[i] =
        elected != 0 ? (languages[i] & elected) != 0 : IsFunctionAnywhere(read.tokens[i].hash, languages[i], likely);
    if (IsUnspaced(printed)) {
      const bool function = japanese ? HasHiragana(printed) : HasChineseFunctionCharacter(printed);
      result.is_function[i] = result.is_function[i] || function;
    }
  }
  return result;
}

}  // namespace copydesk
