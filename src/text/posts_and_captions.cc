#include "text/posts_and_captions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace copydesk {
namespace {

// A caption is a sentence or three; a longer paragraph that names a photo agency is running text.
constexpr std::size_t kMaxCaptionBytes = 900;

// A credit that stands on a line of its own, below the caption.
constexpr std::size_t kMaxCreditBytes = 100;
constexpr std::size_t kMaxCaptionBeforeCreditBytes = 400;

// Signs of a photo credit; ASCII in lower case, other letters as they are written. A word that also occurs in running
// text is taken with the punctuation that makes it a credit.
constexpr auto kPhotoCredits = std::to_array<std::string_view>({
    "ap photo",
    "(photo",
    "photo:",
    "photo by",
    "photos by",
    "file photo",
    "pool photo",
    "photo via",
    "photograph:",
    "photography by",
    "getty images",
    "/getty",
    "/afp",
    "afp/",
    "reuters/",
    "/reuters",
    "/ap)",
    "/ap photo",
    "epa-efe",
    "/epa",
    "epa/",
    "shutterstock",
    "image copyright",
    "image caption",
    "picture:",
    "picture by",
    "image:",
    "foto:",
    "foto von",
    "/dpa",
    "dpa/",
    "bild:",
    "photo :",
    "crédit photo",
    "crédits photo",
    "fotografía:",
    "фото:",
    "Фото:",
    "/ТАСС",
    "РИА Новости /",
    "图片来源",
    "图片：",
    "摄影",
    "图为",
    "写真：",
    "写真:",
    "撮影",
    "사진=",
    "사진:",
    "صورة:",
    "تصوير",
});

constexpr std::size_t kMaxClosingCreditBytes = 100;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Signs of a link to a post.
constexpr auto kPostLinks = std::to_array<std::string_view>({"pic.twitter.com/", "https://t.co/"});

// Of four bytes: those that a sign may begin with, capitals or not. All signs have that many.
constexpr std::size_t kBeginningBits = 12;

constexpr std::uint32_t BeginningOf(std::uint32_t bytes) {
  return ((bytes | 0x20202020u) * 0x9e3779b1u) >> (32 - kBeginningBits);
}

// For each beginning the first sign that has it, plus one, and for each sign the next one; photo credits, then links.
struct SignChains {
  std::array<std::uint8_t, std::size_t{1} << kBeginningBits> first{};
  std::array<std::uint8_t, kPhotoCredits.size() + kPostLinks.size()> next{};
};

constexpr SignChains kChains = [] {
  SignChains chains;
  const auto add = [&](std::string_view sign, std::size_t number) {
    std::uint32_t bytes = 0;
    for (std::size_t i = 4; i > 0; --i) bytes = bytes << 8 | static_cast<unsigned char>(sign[i - 1]);
    std::uint8_t& first = chains.first[BeginningOf(bytes)];
    chains.next[number] = first;
    first = static_cast<std::uint8_t>(number + 1);
  };
  for (std::size_t i = 0; i < kPhotoCredits.size(); ++i) add(kPhotoCredits[i], i);
  for (std::size_t i = 0; i < kPostLinks.size(); ++i) add(kPostLinks[i], kPhotoCredits.size() + i);
  return chains;
}();

bool BeginsWith(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char l, char c) { return l == Lower(c); });
}

struct Signs {
  bool has_post_link = false;
  std::size_t photo_credit = std::string_view::npos;  // where the first is
};

// In one pass, which looks closer only where four bytes are those of a sign.
Signs FindSigns(std::string_view paragraph) {
  Signs signs;
  for (std::size_t at = 0; at + sizeof(std::uint32_t) <= paragraph.size(); ++at) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, paragraph.data() + at, sizeof(bytes));
    for (std::size_t sign = kChains.first[BeginningOf(bytes)]; sign != 0; sign = kChains.next[sign - 1]) {
      const bool is_link = sign > kPhotoCredits.size();
      if (!BeginsWith(paragraph.substr(at),
                      is_link ? kPostLinks[sign - 1 - kPhotoCredits.size()] : kPhotoCredits[sign - 1])) {
        continue;
      }
      signs.has_post_link = signs.has_post_link || is_link;
      if (!is_link) signs.photo_credit = std::min(signs.photo_credit, at);
    }
  }
  return signs;
}

bool IsLetter(char c) { return (Lower(c) >= 'a' && Lower(c) <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; }

// Where the "(name/agency)" or "(... via agency)" begins that a paragraph ends with, as captions do; npos when it does
// not.
std::size_t FindClosingCredit(std::string_view paragraph) {
  constexpr std::size_t kNone = std::string_view::npos;
  const std::size_t close = paragraph.find_last_not_of(" .");
  if (close == kNone || paragraph[close] != ')') return kNone;
  const std::size_t open = paragraph.rfind('(', close);
  if (open == kNone || close - open > kMaxClosingCreditBytes) return kNone;
  const std::string_view inside = paragraph.substr(open + 1, close - open - 1);
  if (std::any_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; })) return kNone;
  const std::size_t slash = inside.find('/');
  const bool has_names_around_slash = slash != kNone && slash > 0 && slash + 1 < inside.size() &&
                                      (IsLetter(inside[slash - 1]) || inside[slash - 1] == ' ') &&
                                      (IsLetter(inside[slash + 1]) || inside[slash + 1] == ' ');
  return has_names_around_slash || inside.find(" via ") != kNone ? open : kNone;
}

// True when a sentence ends in `text`; the full stop of an initial is none.
bool HasSentenceEnd(std::string_view text) {
  if (text.find("。") != std::string_view::npos) return true;
  for (std::size_t end = text.find_first_of(".!?"); end != std::string_view::npos;
       end = text.find_first_of(".!?", end + 1)) {
    const bool is_initial = end > 0 && text[end] == '.' && text[end - 1] >= 'A' && text[end - 1] <= 'Z';
    if (!is_initial) return true;
  }
  return false;
}

// True when the credit that begins at byte `credit` of a paragraph is all of it: no caption stands before it, at most
// the name of a photographer.
bool IsCreditAlone(std::string_view paragraph, std::size_t credit) {
  return paragraph.size() <= kMaxCreditBytes && !HasSentenceEnd(paragraph.substr(0, credit));
}

bool IsHandleCharacter(char c) {
  const char lower = Lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// "(@name)", the way in which the author of an embedded post is given.
bool HasBracketedHandle(std::string_view paragraph) {
  for (std::size_t at = paragraph.find("(@"); at != std::string_view::npos; at = paragraph.find("(@", at + 2)) {
    std::size_t end = at + 2;
    while (end < paragraph.size() && IsHandleCharacter(paragraph[end])) ++end;
    if (end > at + 2 && end < paragraph.size() && paragraph[end] == ')') return true;
  }
  return false;
}

// The line below a post: a dash or a name, the handle, a date.
bool IsPostSignature(std::string_view paragraph) {
  constexpr std::size_t kMaxBytes = 160;
  const bool has_digit = std::any_of(paragraph.begin(), paragraph.end(), [](char c) { return c >= '0' && c <= '9'; });
  return paragraph.size() <= kMaxBytes && has_digit && HasBracketedHandle(paragraph);
}

}  // namespace

std::vector<TextRange> FindPostsAndCaptions(std::string_view text, std::span<const TextRange> paragraphs) {
  std::vector<std::uint8_t> found(paragraphs.size(), 0);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const std::size_t size = paragraphs[i].end - paragraphs[i].begin;
    if (size > kMaxCaptionBytes) continue;
    const std::string_view paragraph = text.substr(paragraphs[i].begin, size);
    const Signs signs = FindSigns(paragraph);
    const std::size_t before = i == 0 ? 0 : paragraphs[i - 1].end - paragraphs[i - 1].begin;
    if (IsPostSignature(paragraph)) {
      found[i] = 1;
      if (i > 0) found[i - 1] = 1;
    } else if (signs.has_post_link) {
      found[i] = 1;
    } else if (const std::size_t credit = std::min(signs.photo_credit, FindClosingCredit(paragraph));
               credit != std::string_view::npos) {
      found[i] = 1;
      if (i > 0 && IsCreditAlone(paragraph, credit) && before <= kMaxCaptionBeforeCreditBytes) found[i - 1] = 1;
    }
  }
  std::vector<TextRange> ranges;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (found[i] != 0) ranges.push_back(paragraphs[i]);
  }
  return ranges;
}

}  // namespace copydesk
