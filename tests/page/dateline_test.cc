#include "page/dateline.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

TEST(Dateline, AsPrinted) {
  for (const auto& [text, dateline] : std::vector<std::pair<std::string, std::string>>{
           {"WASHINGTON (AP) — The Senate met.", "WASHINGTON (AP) —"},
           {"WASHINGTON — The Senate met.", "WASHINGTON —"},
           {"  ST. PAUL, Minn. – Snow fell.", "ST. PAUL, Minn. –"},
           {"LOS ANGELES, Nov. 7 (Reuters) - Stars", "LOS ANGELES, Nov. 7 (Reuters) -"},
           {"CEDAR RAPIDS, Iowa -- Voters lined up.", "CEDAR RAPIDS, Iowa --"},
           {"(Reuters) - Oil rose.", "(Reuters) -"},
           {"Berlin (dpa) - Der Bundestag", "Berlin (dpa) -"},
           {"Paris (AFP) – Le", "Paris (AFP) –"},
           {"МОСКВА (ТАСС) — Снег", "МОСКВА (ТАСС) —"}}) {
    EXPECT_EQ(FindDateline(text), dateline) << text;
  }
}

TEST(Dateline, SentencesHaveNone) {
  for (const std::string text : {"", "—", "WASHINGTON", "WASHINGTON —", "The Senate — which met — rose.",
                                 "The International Monetary Fund (IMF) — a lender", "BREAKING — The Senate met.",
                                 "VIDEO: WATCH — it", "A well-known fact - it rained.", "U.S. — the land",
                                 "NASA launched a rocket — again.", "He said (to AP) — twice", ") — x", "(AP — x"}) {
    EXPECT_EQ(FindDateline(text), "") << text;
  }
  EXPECT_EQ(FindDateline(std::string(1 << 20, 'A') + " — x"), "");
  EXPECT_EQ(FindDateline(std::string(1 << 20, ' ') + "ROME — x"), "ROME —");
}

}  // namespace
}  // namespace copydesk
