// What of an HTML page is given to libxml2, so that no page takes it more than linear time.
//
// Scripts, styles and comments are emptied, for nothing reads them: most of many pages. libxml2 compares each
// attribute of an element with all before it, and each end tag with all open elements. So an element keeps its first
// 256 attributes, a value its first 4,096 bytes, a tag 64 KiB; and a page in which more than 1,024 elements are open at
// once is read without tags from there on, with line breaks for those that begin lines. Where a tag ends is decided as
// libxml2 does. Linear.
#ifndef COPYDESK_PAGE_HTML_FEED_H_
#define COPYDESK_PAGE_HTML_FEED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// Call protocol: Next* with PageOffset in between.
class HtmlFeed {
 public:
  // `page` must stay live while this is live.
  explicit HtmlFeed(std::string_view page) : page_(page) {}

  // Puts the next piece, about 64 KiB, into *piece, the same string each time. `open_elements`: how many the parser has
  // open after the last one. False, and an empty piece, at the end.
  [[nodiscard]] bool Next(std::size_t open_elements, std::string* piece);

  // The byte of the page at byte `fed` of all pieces together. Calls must not go back by more than a piece.
  [[nodiscard]] std::size_t PageOffset(std::size_t fed);

  // The contents of scripts of JSON-LD so far; views of the page.
  [[nodiscard]] const std::vector<std::string_view>& json_ld() const { return json_ld_; }

 private:
  // From byte `fed` on, a byte of the page is so much further on than that of the feed.
  struct Gap {
    std::size_t fed = 0;
    std::int64_t ahead = 0;
  };

  // An attribute: bytes [begin, end) of the page, and where its value begins and ends without its quotation marks.
  struct Attribute {
    std::size_t begin = 0;
    std::size_t value = 0;
    std::size_t value_end = 0;
    std::size_t end = 0;
  };

  // A start tag. `close`: of ">" or "/>", or the end of the page.
  struct Tag {
    std::size_t begin = 0;
    std::size_t name_end = 0;
    std::size_t close = 0;
    std::size_t end = 0;
    std::uint64_t name = 0;  // PackedTag
  };

  void TakeCharacters(std::size_t end);  // as TakeText, but for what indents lines
  void TakeText(std::size_t end);        // up to page_[end]
  void Skip(std::size_t end);            // likewise, and gives the parser none of it
  void Insert(std::string_view text);
  void TakeTag();
  void TakeAttributes(const Tag& tag);
  void TakeFlat(const Tag& tag);
  void SkipRawText(const Tag& tag);
  void TakeMarkup();  // a comment, an end tag, a declaration
  [[nodiscard]] Tag ReadTag(std::size_t begin);
  [[nodiscard]] std::size_t FindCommentEnd(std::size_t begin);

  std::string_view page_;
  std::size_t at_ = 0;  // read so far
  bool flat_ = false;
  bool comments_end_ = true;  // false: no comment that begins from here on ends
  std::string* piece_ = nullptr;
  std::size_t fed_before_ = 0;  // bytes of earlier pieces
  std::vector<Gap> gaps_;
  std::vector<Attribute> unread_;  // of the tag at hand: what is left out, and those whose value is cut
  std::size_t gap_ = 0;            // the first one that PageOffset may still need
  std::int64_t ahead_ = 0;
  std::vector<std::string_view> json_ld_;
};

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_FEED_H_
