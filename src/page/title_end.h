// Where a title ends that runs on into its text, as in scraped pages that lost their line ends: "Ferry drifts all night
// with 212 on board A stray rope wound itself ...".
#ifndef COPYDESK_PAGE_TITLE_END_H_
#define COPYDESK_PAGE_TITLE_END_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/words.h"

namespace copydesk {

// What the words of a page tell of each other: the page is its own dictionary, in whatever language.
// Lines are read when it is first asked, for most pages never need it. Not thread-safe, not even where it is const.
class PageVocabulary {
 public:
  // Adds the words of text[line]. `text` must stay live while this is live.
  void Add(std::string_view text, TextRange line) { unread_.emplace_back(text, line); }

  // Times that a word was seen in lower case.
  [[nodiscard]] int LowerCase(const std::string& key) const;

  // Times that two words were seen side by side, both with capitals.
  [[nodiscard]] int Pair(const std::string& first, const std::string& second) const;

 private:
  void ReadLines() const;

  mutable std::vector<std::pair<std::string_view, TextRange>> unread_;
  mutable std::map<std::string, int, std::less<>> lower_;
  mutable std::map<std::pair<std::string, std::string>, int> pairs_;
};

struct TitleEnd {
  std::size_t body = 0;  // index of the first word of the text; 0: no end was found
  int score = 0;         // how sure that is, from 1 on
};

// The end of the title that begins at words[0]: before the word whose capital no name explains. A photo credit in
// capitals between title and text belongs to neither. The first 24 words are looked at.
[[nodiscard]] TitleEnd FindTitleEnd(std::span<const PageWord> words, const PageVocabulary& vocabulary);

// How many words from words[0] on are a photo credit: "PHOTO: AFP", "SCREENSHOTS: YOUTUBE/JANE DOE"; 0: none.
[[nodiscard]] std::size_t PhotoCreditWords(std::span<const PageWord> words);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_TITLE_END_H_
