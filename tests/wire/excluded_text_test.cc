#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "copydesk/audit.h"
#include "wire/audit_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, ExclusionReason>> Excluded(const AuditText& text, const AuditRules& rules) {
  std::vector<std::pair<std::string, ExclusionReason>> excluded;
  for (const ExcludedText& piece : FindExcludedText(text, rules)) {
    excluded.emplace_back(text.text.substr(piece.range.begin, piece.range.end - piece.range.begin), piece.why);
  }
  return excluded;
}

TEST(ExcludedTextTest, OfAnEmptyTextIsNothing) { EXPECT_THAT(FindExcludedText({}), IsEmpty()); }

TEST(ExcludedTextTest, SaysWhatIsLeftOutAndWhy) {
  Articles articles;
  AuditText text =
      articles.Add("Skelder Post",
                   "SALTMERE (AP) — The quay was closed. All rights remain with us. “We heard it crack,” she said. "
                   "Sign up here.");
  const auto signup = static_cast<std::uint32_t>(text.text.find("Sign up"));
  const std::vector<TextRange> furniture = {{.begin = signup, .end = static_cast<std::uint32_t>(text.text.size())}};
  text.furniture = furniture;
  AuditRules rules;
  rules.phrases = PhraseList::Parse("all rights remain with us\n").value();
  EXPECT_THAT(Excluded(text, rules), ElementsAre(Pair("SALTMERE (AP", ExclusionReason::kCredit),
                                                 Pair("All rights remain with us", ExclusionReason::kPhrase),
                                                 Pair("Sign up here", ExclusionReason::kFurniture)));
  rules.exclude_furniture = false;
  rules.exclude_quotations = true;
  EXPECT_THAT(Excluded(text, rules), ElementsAre(Pair("SALTMERE (AP", ExclusionReason::kCredit),
                                                 Pair("All rights remain with us", ExclusionReason::kPhrase),
                                                 Pair("We heard it crack", ExclusionReason::kQuotation)));
}

}  // namespace
}  // namespace copydesk
