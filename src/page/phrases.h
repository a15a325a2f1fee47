// What pages say beside their stories, in many languages: a small lexicon for a cold start. Structure comes first
// (see text_blocks.h and html_blocks.h); these phrases only support it.
#ifndef COPYDESK_PAGE_PHRASES_H_
#define COPYDESK_PAGE_PHRASES_H_

#include <string_view>

namespace copydesk {

// All but IsByline take a folded line (LineKey).

// "Related articles", "Lesen Sie auch": related stories follow.
[[nodiscard]] bool IsRelatedHeading(std::string_view key);

// "Comments", "Leave a reply": what readers wrote follows.
[[nodiscard]] bool IsCommentsHeading(std::string_view key);

// "Top stories", "Most read": begins with the words that stand above a list of headlines.
[[nodiscard]] bool StartsHeadlineList(std::string_view key);

// "Read more here", "Continue reading": the line, or a phrase at the start of it, is such an invitation.
// Returns the number of words of the longest that the line starts with; 0 for none.
[[nodiscard]] int ReadMoreWords(std::string_view key);

// "Sign up now", "Subscribe to our newsletter", "Share this", "Advertisement": begins like an invitation to the reader.
[[nodiscard]] bool StartsLikeInvitation(std::string_view key);

// "Advertisement", "Sponsored": begins like a paid notice.
[[nodiscard]] bool StartsLikeAdvertisement(std::string_view key);

// "Photo", "Screenshots", "图片": a credit that follows is that of a picture.
[[nodiscard]] bool IsPhotoWord(std::string_view key);

// "Agency", "Wire", "Reuters", "通讯社": a word that names of agencies have. Of a script without spaces: a line that
// holds one.
[[nodiscard]] bool HasAgencyWord(std::string_view key);

// "published", "updated on".
[[nodiscard]] bool IsPublishedWord(std::string_view key);

// "By Jane Doe", "Von ...": as printed.
[[nodiscard]] bool IsByline(std::string_view line);

// "***", "---": nothing but marks.
[[nodiscard]] bool IsRule(std::string_view line);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_PHRASES_H_
