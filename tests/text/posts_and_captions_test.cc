#include "text/posts_and_captions.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/paragraphs.h"

namespace copydesk {
namespace {

using Strings = std::vector<std::string>;

Strings Found(std::string_view text) {
  Strings found;
  for (const TextRange& range : FindPostsAndCaptions(text, FindParagraphs(text))) {
    found.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return found;
}

constexpr std::string_view kStory =
    "The harbour board voted on Tuesday to close the old swing bridge, a decision that shopkeepers on both banks of "
    "the "
    "river had feared ever since the first report on its rusted bearings was made public in spring.";

TEST(Posts, SignatureAndTheTextBeforeIt) {
  const std::string text = std::string(kStory) + "\n\nWhat a sad day for our old bridge!\n\n" +
                           "— Jane Doe (@janedoe_1) July 16, 2018\n\n" + std::string(kStory);
  EXPECT_EQ(Found(text), (Strings{"What a sad day for our old bridge!", "— Jane Doe (@janedoe_1) July 16, 2018"}));
  EXPECT_EQ(Found("— Jane Doe (@janedoe) 16 июля 2018 г."), Strings{"— Jane Doe (@janedoe) 16 июля 2018 г."});
  EXPECT_EQ(Found("今日は悲しい。\n\n— 市長 (@shicho) 2018年7月16日"),
            (Strings{"今日は悲しい。", "— 市長 (@shicho) 2018年7月16日"}));
}

TEST(Posts, Links) {
  EXPECT_EQ(Found(std::string(kStory) + "\n\nGoodbye! pic.twitter.com/AbC123"),
            Strings{"Goodbye! pic.twitter.com/AbC123"});
}

TEST(Posts, MentionsAreNone) {
  EXPECT_EQ(Found("He is known as @janedoe and was born in 1970."), Strings{});
  EXPECT_EQ(Found("Jane Doe (@janedoe) is the mayor."), Strings{});  // no date
  EXPECT_EQ(Found("Write to (@) or (@jane doe) or (@jane before 2018."), Strings{});
  EXPECT_EQ(Found(std::string(kStory) + " Jane Doe (@janedoe) wrote that in 2018."), Strings{});  // running text
}

TEST(Captions, InSeveralLanguages) {
  for (const std::string_view caption : {"The bridge at dawn on July 16, 2018. (AP Photo/Jane Doe)",
                                         "The bridge at dawn. Photo: Jane Doe",
                                         "The bridge at dawn on Monday. Jane Doe/Getty Images",
                                         "The bridge at dawn. REUTERS/Jane Doe",
                                         "The bridge at dawn (Jane Doe/Daily Planet)",
                                         "The bridge (Jane Doe/Daily Planet).",
                                         "The bridge at dawn (Jane Doe / Planet)",
                                         "The bridge at dawn (Jane Doe, Pool via Planet)",
                                         "Die Brücke am Morgen. Foto: Erika Muster",
                                         "Die Brücke am Morgen. Bild: Erika Muster",
                                         "Le pont à l’aube. Photo : Jeanne Dupont",
                                         "Le pont à l’aube. Crédit photo Jeanne Dupont",
                                         "El puente al amanecer. Fotografía: Juana Pérez",
                                         "Мост на рассвете. Фото: Анна Иванова",
                                         "Мост на рассвете. Анна Иванова/ТАСС",
                                         "Мост на рассвете © РИА Новости / Анна Иванова",
                                         "黎明时分的大桥。图片来源：城市晚报",
                                         "夜明けの橋（写真：山田花子）",
                                         "새벽의 다리 사진=홍길동",
                                         "الجسر عند الفجر صورة: ليلى"}) {
    EXPECT_EQ(Found(std::string(caption) + "\n\n" + std::string(kStory)), Strings{std::string(caption)});
  }
}

TEST(Captions, CreditOnALineOfItsOwn) {
  EXPECT_EQ(Found(std::string(kStory) + "\n\nThe bridge at dawn.\n\nPhoto: Jane Doe\n\n" + std::string(kStory)),
            (Strings{"The bridge at dawn.", "Photo: Jane Doe"}));
  EXPECT_EQ(Found("Photo: Jane Doe"), Strings{"Photo: Jane Doe"});
  // A long paragraph before it is no caption.
  std::string story(kStory);
  story += " ";
  story += kStory;
  EXPECT_EQ(Found(story + "\n\nPhoto: Jane Doe"), Strings{"Photo: Jane Doe"});
}

// A caption with its credit at the end takes nothing with it.
TEST(Captions, TheParagraphBeforeAWholeCaptionIsNone) {
  for (const std::string_view caption :
       {"The bridge at dawn on July 16, 2018. (AP Photo/Jane Doe)", "The bridge at dawn. Photo: Jane Doe",
        "Is this the bridge? J. Doe/Getty Images", "Die Brücke am Morgen. Foto: Erika Muster",
        "Мост на рассвете. Анна Иванова/ТАСС", "黎明时分的大桥。图片来源：城市晚报"}) {
    EXPECT_EQ(Found(std::string(kStory) + "\n\n" + std::string(caption)), Strings{std::string(caption)});
  }
  for (const std::string_view credit : {"Photo: Jane Doe.", "J. Doe/Getty Images", "(AP Photo/Jane Doe)",
                                        "REUTERS/Jane Doe", "(Jane Doe/Daily Planet)", "Foto: Erika Muster"}) {
    EXPECT_EQ(Found("The bridge at dawn.\n\n" + std::string(credit)),
              (Strings{"The bridge at dawn.", std::string(credit)}));
  }
}

TEST(Captions, RunningTextIsNone) {
  EXPECT_EQ(Found(kStory), Strings{});
  EXPECT_EQ(Found("The photo shows the bridge. A photographer stood by."), Strings{});
  EXPECT_EQ(Found("The share rose (from 3/4 to 5/6)."), Strings{});
  EXPECT_EQ(Found("The vote (for and against)."), Strings{});
  EXPECT_EQ(Found("He said and/or wrote it."), Strings{});
}

TEST(Captions, LongParagraphsAreNone) {
  const std::string credit = " (AP Photo/Jane Doe)";
  EXPECT_EQ(Found(std::string(900 - credit.size(), 'x') + credit).size(), 1u);
  EXPECT_TRUE(Found(std::string(901 - credit.size(), 'x') + credit).empty());
}

TEST(PostsAndCaptions, NoParagraphs) { EXPECT_TRUE(FindPostsAndCaptions("", {}).empty()); }

}  // namespace
}  // namespace copydesk
