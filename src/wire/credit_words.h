// The words of credits, in many languages. Folded as FoldForCredits does.
#ifndef COPYDESK_WIRE_CREDIT_WORDS_H_
#define COPYDESK_WIRE_CREDIT_WORDS_H_

#include <span>
#include <string_view>

namespace copydesk {

// "agencies", "wire reports": stand where names of agencies do.
[[nodiscard]] std::span<const std::string_view> GenericNames();

// "by", "von": a byline follows.
[[nodiscard]] std::span<const std::string_view> ByWords();

// "source", "quelle", "来源": with a colon, a credit follows.
[[nodiscard]] std::span<const std::string_view> SourceLabels();

// "with files from", "mit material": in one sentence before the names, they say that the agency contributed.
[[nodiscard]] std::span<const std::string_view> ContributionsBefore();

// "avec", "mit": so they do right before the names, where a line or a pair of brackets ends with these.
[[nodiscard]] std::span<const std::string_view> ContributionsRightBefore();

// "contributed to this report": so they do in one sentence behind the names.
[[nodiscard]] std::span<const std::string_view> ContributionsBehind();

// "photo", "pictures": right behind a name, or with a colon or "by" in one line before it, a picture is credited.
[[nodiscard]] std::span<const std::string_view> PhotoWords();

// "photo:", "image courtesy", "图片来源": before the names.
[[nodiscard]] std::span<const std::string_view> PhotoLabels();

// "told", "according to": right before a name, perhaps with an article, the text speaks of the agency.
[[nodiscard]] std::span<const std::string_view> MentionsBefore();

// "reported", "said", "news agency": so it does, right behind a name.
[[nodiscard]] std::span<const std::string_view> MentionsBehind();

// "all rights reserved".
[[nodiscard]] std::span<const std::string_view> RightsReserved();

// "staff", "writer", "correspondent": may stand beside the name in a byline.
[[nodiscard]] std::span<const std::string_view> StaffWords();

// "provided by", "supplied by": before the names, on a line of their own.
[[nodiscard]] std::span<const std::string_view> SyndicationPhrases();

}  // namespace copydesk

#endif  // COPYDESK_WIRE_CREDIT_WORDS_H_
