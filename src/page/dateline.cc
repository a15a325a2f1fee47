#include "page/dateline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

constexpr std::size_t kHead = 160;  // bytes
constexpr std::size_t kMaxDatelineWords = 12;
constexpr std::size_t kMaxPlaceWords = 5;
constexpr std::size_t kMaxAgencyWords = 4;

// Words in capitals before a dash that are labels, not places.
bool IsLabel(std::string_view key) {
  static constexpr std::array<std::string_view, 22> kLabels = {
      "breaking", "update", "updated",    "watch",   "video", "videos",   "photo", "photos",
      "live",     "read",   "exclusive",  "opinion", "note",  "editor's", "more",  "correction",
      "related",  "review", "commentary", "listen",  "fact",  "quiz"};
  return std::find(kLabels.begin(), kLabels.end(), key) != kLabels.end();
}

// The dash that ends the dateline, and where it ends; both npos when there is none. A hyphen counts between spaces
// only.
struct Dash {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
};

Dash FindDash(std::string_view head) {
  for (std::size_t at = 1; at < head.size(); ++at) {
    for (const std::string_view dash : {"—", "–", "--", "―"}) {
      if (head.substr(at).starts_with(dash)) return {.begin = at, .end = at + dash.size()};
    }
    if (head[at] == '-' && head[at - 1] == ' ' && at + 1 < head.size() && head[at + 1] == ' ') {
      return {.begin = at, .end = at + 1};
    }
  }
  return {};
}

// What ends in brackets is an agency: words in capitals or of agencies, after a place in capitals any name.
bool IsAgency(std::string_view inside, bool after_capitals) {
  const std::vector<PageWord> words =
      SplitWords(inside, {.begin = 0, .end = static_cast<std::uint32_t>(inside.size())});
  if (words.empty() || words.size() > kMaxAgencyWords) return false;
  if (!std::all_of(words.begin(), words.end(), [](const PageWord& w) { return w.capital || HasAgencyWord(w.key); })) {
    return false;
  }
  return after_capitals || HasAgencyWord(LineKey(inside));
}

std::size_t CountLetters(std::string_view key) {
  return static_cast<std::size_t>(std::count_if(key.begin(), key.end(), [](char c) { return c != '.' && c != '\''; }));
}

// Before a comma or a bracket all words are in capitals, one of them of at least three letters; what follows the comma
// begins with capitals or digits.
bool IsPlaceInCapitals(std::string_view place) {
  const std::size_t comma = std::min(place.find(','), place.size());
  const auto words_of = [](std::string_view text) {
    return SplitWords(text, {.begin = 0, .end = static_cast<std::uint32_t>(text.size())});
  };
  const std::vector<PageWord> name = words_of(place.substr(0, comma));
  if (name.empty() || name.size() > kMaxPlaceWords) return false;
  bool word = false;
  for (const PageWord& part : name) {
    if (!part.all_capitals || part.digits || IsLabel(part.key)) return false;
    word = word || CountLetters(part.key) >= 3;
  }
  const std::vector<PageWord> rest = words_of(place.substr(std::min(comma + 1, place.size())));
  return word && rest.size() <= kMaxPlaceWords &&
         std::all_of(rest.begin(), rest.end(), [](const PageWord& part) { return part.capital || part.key.empty(); });
}

}  // namespace

std::string_view FindDateline(std::string_view text) {
  while (!text.empty() && IsSpace(DecodeUtf8(text, 0).code_point)) text.remove_prefix(DecodeUtf8(text, 0).length);
  const std::string_view head = text.substr(0, std::min(text.find_first_of("\r\n"), kHead));
  const Dash dash = FindDash(head);
  if (dash.begin == std::string_view::npos || dash.end == head.size()) return {};
  std::string_view before = head.substr(0, dash.begin);
  before = before.substr(0, TrimRange(before, {.begin = 0, .end = static_cast<std::uint32_t>(before.size())}).end);
  if (before.empty() || CountWords(before) > static_cast<double>(kMaxDatelineWords)) return {};
  std::string_view place = before;
  if (before.ends_with(')')) {
    const std::size_t bracket = before.rfind('(');
    if (bracket == std::string_view::npos) return {};
    place = before.substr(0, bracket);
    const std::string_view agency = before.substr(bracket + 1, before.size() - bracket - 2);
    if (!IsAgency(agency, IsPlaceInCapitals(place))) return {};
    const bool sentence = place.find_first_of("!?\"") != std::string_view::npos;
    if (sentence || CountWords(place) > static_cast<double>(kMaxPlaceWords + 2)) return {};
    const std::vector<PageWord> words =
        SplitWords(place, {.begin = 0, .end = static_cast<std::uint32_t>(place.size())});
    if (!words.empty() && !words.front().capital) return {};
    return head.substr(0, dash.end);
  }
  return IsPlaceInCapitals(place) ? head.substr(0, dash.end) : std::string_view();
}

}  // namespace copydesk
