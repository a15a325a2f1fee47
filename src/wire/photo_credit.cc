// "(AP Photo/Jane Doe)", "REUTERS/Jane Doe", "Photo: AFP", "Getty Images/AFP", "Jane Doe / AP", "新华社记者 王某 摄".
#include <algorithm>

#include "base/utf8.h"
#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

// "AP Photo", "AFP file photo", "Reuters Pictures", "(AP) Photo".
bool IsBeforePhotoWord(const Candidate& candidate) {
  std::string_view behind = Behind(candidate, 60);
  if (behind.starts_with("/")) behind.remove_prefix(1);
  const std::vector<PrintedWord> words = SplitPrinted(behind);
  for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 2); ++i) {
    const std::string_view printed = behind.substr(words[i].range.begin, words[i].range.end - words[i].range.begin);
    const std::string folded = FoldForCredits(printed.substr(0, printed.find('/')));
    if (StartsWithPhrase(folded, PhotoWords())) {
      // "AP photographer Jane Doe" says who took a picture, "AP video" in a sentence does not matter either way.
      return true;
    }
    if (folded != "file" && folded != "pool") return false;
  }
  return false;
}

// "/Jane Doe", "/Pool", "/ Getty": a name after a slash, to the end of the line, the brackets or the sentence.
bool IsBeforeSlashAndName(const Candidate& candidate) {
  std::string_view behind = TrimStart(Behind(candidate, 80));
  if (!behind.starts_with('/') && !behind.starts_with("／")) return false;
  behind = TrimStart(behind.substr(behind[0] == '/' ? 1 : 3));
  const std::vector<PrintedWord> words = SplitPrinted(behind);
  if (words.empty() || words[0].letters.empty() || !words[0].capital || words[0].digit) return false;
  if (words.size() == 1) return true;
  const std::string_view first = behind.substr(words[0].range.begin, words[0].range.end - words[0].range.begin);
  if (words[0].letters.size() < first.size()) return true;  // punctuation ends it: "REUTERS/Pool)"
  return words[1].capital && !words[1].letters.empty();     // and not "Reuters/Ipsos poll"
}

// "Jane Doe/", "Jane Doe / ", "Getty Images/".
bool IsBehindNameAndSlash(const Candidate& candidate) {
  std::string_view before = TrimEnd(Before(candidate, 80));
  if (!before.ends_with('/') && !before.ends_with("／")) return false;
  before = TrimEnd(before.substr(0, before.size() - (before.back() == '/' ? 1 : 3)));
  const std::vector<PrintedWord> words = SplitPrinted(before);
  if (words.empty() || words.back().letters.empty() || words.back().digit || !words.back().capital) return false;
  if (candidate.caption || candidate.photo_agency) return true;
  if (words.size() == 1) return before.starts_with('(');
  // Several writers: "JANE DOE, JOHN ROE and ANN POE / AP".
  const bool people = std::all_of(words.begin(), words.end(),
                                  [](const PrintedWord& word) { return word.capital || word.letters == "and"; });
  if (candidate.above_body && people && FoldForCredits(before).find(" and ") != std::string::npos) return false;
  return !words.back().all_capitals ? words[words.size() - 2].capital : !words[words.size() - 2].letters.empty();
}

bool IsBehindPhotoLabel(const Candidate& candidate) {
  const std::string before = FoldForCredits(Before(candidate, 90));
  const std::size_t label = FindPhrase(before, PhotoLabels());
  if (label == std::string_view::npos) return false;
  // Nothing but names between the label and this one.
  const std::string_view between = std::string_view(before).substr(label);
  return LastSentence(between).size() == between.size() || between.size() < 50;
}

// "(July 15) AP": the credit of a video.
bool IsBehindBracketedDate(const Candidate& candidate) {
  const std::string_view before = TrimEnd(Before(candidate, 24));
  if (!before.ends_with(')') || !TrimStart(Behind(candidate, 8)).empty()) return false;
  const std::size_t open = before.rfind('(');
  return open != std::string_view::npos && before.find_first_of("0123456789", open) != std::string_view::npos;
}

// "via AP", "via Getty Images".
bool IsBehindVia(const Candidate& candidate) {
  const std::string before = FoldForCredits(TrimEnd(Before(candidate, 12)));
  if (!before.ends_with(" via") && before != "via" && !before.ends_with("(via")) return false;
  const std::string_view behind = TrimStart(Behind(candidate, 8));
  if (!behind.empty() && SplitPrinted(behind).front().capital) return true;  // the photographer
  return behind.empty() || behind[0] == ')' || behind[0] == ']' || behind[0] == '.' || behind[0] == '|';
}

// "© AFP" without a year, "© Jane Doe / Reuters".
bool IsBehindSign(const Candidate& candidate) {
  const std::string_view before = TrimEnd(Before(candidate, 8));
  if (!before.ends_with("©")) return false;
  const std::string_view behind = Behind(candidate, 12);
  return std::none_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "新华社记者 王某 摄", "新华社发（王某摄）".
bool IsBeforeCamera(const Candidate& candidate) {
  if (DecodeUtf8(candidate.text, candidate.range.begin).code_point < 0x2E80) return false;
  const std::string_view behind = Behind(candidate, 60);
  const std::string_view sentence = behind.substr(0, std::min(behind.find("。"), behind.size()));
  for (const std::string_view word : {"摄", "攝", "图片", "圖片", "照片", "発）写真", "撮影"}) {
    if (sentence.find(word) != std::string_view::npos) return true;
  }
  return behind.starts_with("发（") || behind.starts_with("发 （");
}

}  // namespace

std::optional<Form> PhotoCreditOf(const Candidate& candidate) {
  const bool photo = (candidate.photo_agency && (candidate.caption || candidate.full)) || candidate.equals ||
                     IsBeforePhotoWord(candidate) || IsBeforeSlashAndName(candidate) ||
                     IsBehindNameAndSlash(candidate) || IsBehindPhotoLabel(candidate) || IsBehindVia(candidate) ||
                     IsBehindBracketedDate(candidate) || IsBeforeCamera(candidate) || IsBehindSign(candidate);
  if (!photo) return std::nullopt;
  return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
}

}  // namespace copydesk
