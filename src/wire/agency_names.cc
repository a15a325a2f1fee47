#include "wire/agency_names.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "base/status.h"
#include "base/utf8.h"
#include "text/word_break.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxHostBytes = 255;  // RFC 1035, section 2.3.4

bool IsLetterOrDigit(char32_t c) {
  const CharClass kind = ClassOf(c);
  return kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kMark;
}

bool IsHangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

bool IsSmall(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0; }

std::uint64_t StartKey(char32_t first, char32_t second) { return std::uint64_t{first} << 32 | second; }

// What stands before a name lets it begin there: no letter, but where a space was lost before a capital ("DoeReuters").
bool MayBegin(char32_t before, char32_t first) {
  if (before == '@' || before == '#' || before == '_') return false;
  if (ClassOf(first) == CharClass::kNoSpace) return true;
  return !IsLetterOrDigit(before) || (IsSmall(before) && u_isupper(static_cast<UChar32>(first)) != 0);
}

// So does what stands behind it: no letters but the particles of Korean, no address.
bool MayEnd(std::string_view text, std::size_t end, char32_t last) {
  if (end >= text.size() || ClassOf(last) == CharClass::kNoSpace || IsHangul(last)) return true;
  const Utf8Character next = DecodeUtf8(text, end);
  if (next.code_point == '_' || next.code_point == '@') return false;
  if (IsLetterOrDigit(next.code_point)) return false;
  if (next.code_point == '.' && end + 1 < text.size()) return !IsSmall(DecodeUtf8(text, end + 1).code_point);
  return true;
}

// A short name that a hyphen joins to a word is part of that word: "AP-NORC", "non-PA".
bool IsJoined(std::string_view text, std::size_t begin, std::size_t end) {
  if (end + 1 < text.size() && text[end] == '-' && IsLetterOrDigit(DecodeUtf8(text, end + 1).code_point)) return true;
  return begin >= 2 && text[begin - 1] == '-' && IsLetterOrDigit(DecodeUtf8Before(text, begin - 1).code_point);
}

}  // namespace

char32_t FoldNameCharacter(char32_t c) noexcept {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
    return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' ? U' ' : c;
  }
  if (c == U'’' || c == U'‘' || c == U'ʼ') return '\'';
  if (c == U'‐' || c == U'‑') return '-';
  if (c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) return ' ';
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

std::u32string FoldName(std::string_view name) {
  std::u32string folded;
  for (std::size_t at = 0; at < name.size();) {
    const Utf8Character c = DecodeUtf8(name, at);
    at += c.length;
    const char32_t f = FoldNameCharacter(c.code_point);
    if (f != ' ' || (!folded.empty() && folded.back() != ' ')) folded += f;
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

AgencyNames::AgencyNames(std::vector<Agency> agencies) : agencies_(std::move(agencies)) {
  for (std::uint32_t i = 0; i < agencies_.size(); ++i) {
    for (const std::string& spelling : agencies_[i].spellings) Add(spelling, i, NameStrength::kFull);
    for (const std::string& spelling : agencies_[i].short_names) Add(spelling, i, NameStrength::kShort);
    for (const std::string& spelling : agencies_[i].bracketed_names) Add(spelling, i, NameStrength::kBracketed);
    for (const std::string& site : agencies_[i].sites) by_site_.emplace(absl::AsciiStrToLower(site), i);
  }
  for (const std::string_view generic : GenericNames()) Add(generic, NameMatch::kNoAgency, NameStrength::kGeneric);
  const auto order = [](const Spelling& spelling) {
    return std::tuple(spelling.folded[0], spelling.folded[1], -static_cast<std::int64_t>(spelling.folded.size()),
                      std::u32string_view(spelling.folded));
  };
  std::sort(spellings_.begin(), spellings_.end(),
            [&](const Spelling& x, const Spelling& y) { return order(x) < order(y); });
  for (std::uint32_t i = 0; i < spellings_.size(); ++i) {
    const std::u32string& folded = spellings_[i].folded;
    starts_.set(folded[0] % starts_.size());
    auto& range = by_start_.try_emplace(StartKey(folded[0], folded[1]), i, i).first->second;
    range.second = i + 1;
    by_name_.emplace(folded, i);
  }
}

void AgencyNames::Add(std::string_view spelling, std::uint32_t agency, NameStrength strength) {
  std::u32string folded = FoldName(spelling);
  if (folded.size() < 2) return;  // no agency has such a name
  spellings_.push_back(
      {.folded = std::move(folded), .printed = std::string(spelling), .agency = agency, .strength = strength});
}

std::uint32_t AgencyNames::Find(std::string_view name) const {
  std::u32string folded = FoldName(name);
  auto found = by_name_.find(folded);
  if (found == by_name_.end() && folded.starts_with(U"the ")) found = by_name_.find(folded.substr(4));
  return found == by_name_.end() ? NameMatch::kNoAgency : spellings_[found->second].agency;
}

std::uint32_t AgencyNames::FindSite(std::string_view host) const {
  if (host.size() > kMaxHostBytes) return NameMatch::kNoAgency;
  const std::string folded = absl::AsciiStrToLower(ToAbsl(host));
  for (std::size_t at = 0;;) {
    const auto found = by_site_.find(folded.substr(at));
    if (found != by_site_.end()) return found->second;
    at = folded.find('.', at);
    if (at++ == std::string::npos) return NameMatch::kNoAgency;
  }
}

bool AgencyNames::MatchAt(std::string_view text, std::size_t at, std::size_t end, char32_t before,
                          NameMatch* match) const {
  const Utf8Character first = DecodeUtf8(text, at);
  const char32_t first_folded = FoldNameCharacter(first.code_point);
  if (!starts_.test(first_folded % starts_.size()) || !MayBegin(before, first.code_point)) return false;
  if (at + first.length >= end) return false;
  const char32_t second = FoldNameCharacter(DecodeUtf8(text, at + first.length).code_point);
  const auto range = by_start_.find(StartKey(first_folded, second));
  if (range == by_start_.end()) return false;
  const std::string_view head = text.substr(0, end);
  const std::span<const Spelling> spellings(spellings_.data() + range->second.first,
                                            range->second.second - range->second.first);
  for (const Spelling& spelling : spellings) {
    std::size_t place = at;
    bool equal = true;
    char32_t last = 0;
    for (const char32_t wanted : spelling.folded) {
      equal = place < end;
      if (!equal) break;
      const Utf8Character c = DecodeUtf8(head, place);
      last = FoldNameCharacter(c.code_point);
      equal = last == wanted;
      if (!equal) break;
      place += c.length;
      while (wanted == ' ' && place < end && FoldNameCharacter(DecodeUtf8(head, place).code_point) == ' ') {
        place += DecodeUtf8(head, place).length;
      }
    }
    if (!equal || !MayEnd(head, place, last)) continue;
    const bool is_short = spelling.strength != NameStrength::kFull;
    const bool spaced = ClassOf(first.code_point) != CharClass::kNoSpace;
    if (is_short && ((spaced && IsLetterOrDigit(before)) || IsJoined(head, at, place))) continue;
    if (is_short && spelling.folded.size() == 2 && head.substr(at, place - at) != spelling.printed) continue;
    *match = {.range = {.begin = static_cast<std::uint32_t>(at), .end = static_cast<std::uint32_t>(place)},
              .agency = spelling.agency,
              .strength = spelling.strength,
              .capital = !IsSmall(first.code_point) || head.substr(at, place - at) == spelling.printed};
    return true;
  }
  return false;
}

void AgencyNames::FindIn(std::string_view text, TextRange range, std::vector<NameMatch>* found) const {
  char32_t before = 0;
  for (std::size_t at = range.begin; at < range.end;) {
    NameMatch match;
    if (MatchAt(text, at, range.end, before, &match)) {
      found->push_back(match);
      before = DecodeUtf8Before(text, match.range.end).code_point;
      at = match.range.end;
      continue;
    }
    const Utf8Character c = DecodeUtf8(text, at);
    before = c.code_point;
    at += c.length;
    if (before >= 0x80) continue;
    // Most text: the rest of a word of ASCII letters begins no name.
    while (at < range.end && (before | 0x20) >= 'a' && (before | 0x20) <= 'z') {
      const auto byte = static_cast<unsigned char>(text[at]);
      if ((byte | 0x20) < 'a' || (byte | 0x20) > 'z' || (byte < 'a' && before >= 'a')) break;
      before = byte;
      ++at;
    }
  }
}

}  // namespace copydesk
