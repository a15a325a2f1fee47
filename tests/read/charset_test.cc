#include "read/charset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "read/charset_labels.h"

namespace copydesk {
namespace {

using std::string_literals::operator""s;

std::string Utf8(std::string_view bytes, std::string_view declared = {}, ContentType type = ContentType::kHtml) {
  std::string converted;
  return std::string(ToUtf8(bytes, declared, type, &converted));
}

// `text` in the encoding that ICU calls `name`.
std::string Encode(const std::string& text, const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(4 * text.size() + 16, '\0');
  const std::int32_t size = ucnv_convert(name, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), text.data(),
                                         static_cast<std::int32_t>(text.size()), &error);
  EXPECT_LE(error, U_ZERO_ERROR) << name;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

TEST(CharsetTest, DeclaredByThePage) {
  EXPECT_EQ(Utf8("<meta charset=\"iso-8859-1\">caf\xe9"), "<meta charset=\"iso-8859-1\">café");
  EXPECT_EQ(Utf8("<meta charset='windows-1251'>\xcc\xe8\xf0"), "<meta charset='windows-1251'>Мир");
  EXPECT_EQ(Utf8("<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">\x93\xfa\x96\x7b"),
            "<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">日本");
  EXPECT_EQ(Utf8("<?xml version=\"1.0\" encoding=\"koi8-r\"?>\xed\xc9\xd2"),
            "<?xml version=\"1.0\" encoding=\"koi8-r\"?>Мир");
  EXPECT_EQ(Utf8("<META\nname=x><meta CHARSET = \"x-sjis\" >\x93\xfa"), "<META\nname=x><meta CHARSET = \"x-sjis\" >日");
}

TEST(CharsetTest, WhatIsNoDeclaration) {
  // In a script, a comment, text, beyond the first 4,096 bytes, or without a value.
  for (const std::string& before :
       {"<script charset=windows-1251></script>"s, "<!-- <meta charset=windows-1251> -->"s, "charset=windows-1251 "s,
        "<metal charset=windows-1251>"s, "<meta charset=>"s, "<meta charset"s, "<meta charset=klingon-8>"s,
        std::string(4096, ' ') + "<meta charset=windows-1251>"}) {
    EXPECT_EQ(Utf8(before + " caf\xe9"), before + " café");
  }
  EXPECT_EQ(Utf8("<!-- -- > --><meta charset=windows-1251>\xcc"), "<!-- -- > --><meta charset=windows-1251>М");
  EXPECT_EQ(Utf8("<meta charset=windows-1251>\xe9", {}, ContentType::kText), "<meta charset=windows-1251>é");
}

TEST(CharsetTest, TheHeaderComesBeforeThePage) {
  EXPECT_EQ(Utf8("<meta charset=windows-1251>\xe9", "iso-8859-1"), "<meta charset=windows-1251>é");
  EXPECT_EQ(Utf8("<meta charset=windows-1251>\xcc", "klingon-8"), "<meta charset=windows-1251>М");
  EXPECT_EQ(Utf8("\xcc\xe8\xf0", "windows-1251", ContentType::kText), "Мир");
}

TEST(CharsetTest, AMarkComesBeforeTheHeader) {
  EXPECT_EQ(Utf8("\xef\xbb\xbf<p>x", "utf-16"), "<p>x");
  EXPECT_EQ(Utf8("\xff\xfe<\0p\0>\0"s, "utf-8"), "<p>");
  EXPECT_EQ(Utf8("\xfe\xff\0<\0p\0>"s), "<p>");
  EXPECT_EQ(Utf8("\xff\xfe"), "");
}

TEST(CharsetTest, WhatIsUtf8IsBelievedMoreThanItsLabel) {
  EXPECT_EQ(Utf8("<meta charset=iso-8859-1>café"), "<meta charset=iso-8859-1>café");
  EXPECT_EQ(Utf8("café", "windows-1252"), "café");
  EXPECT_EQ(Utf8("日本", "shift_jis"), "日本");
  EXPECT_EQ(Utf8("plain", "utf-16"), "plain");
  EXPECT_EQ(Utf8("<meta charset=utf-16>café"), "<meta charset=utf-16>café");
}

TEST(CharsetTest, WhatOnlyLooksLikeUtf8) {
  const std::string unicom = "\xc1\xaa\xcd\xa8";  // two characters of GBK, each of which is a character of UTF-8 too
  EXPECT_EQ(Utf8(unicom, "gbk"), "联通");
  EXPECT_EQ(Utf8("\x1b$BF|K\\\x1b(B", "iso-2022-jp"), "日本");
  EXPECT_EQ(Utf8("h\0i\0"s, "utf-16le"), "hi");
  EXPECT_EQ(Utf8("\0h\0i"s, "utf-16be"), "hi");
}

// Once converted, a page keeps its label; it must not be converted again.
TEST(CharsetTest, TwiceIsOnce) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const char* const labels[] = {"gb2312",       "big5",     "euc-jp", "shift_jis",  "euc-kr", "iso-2022-jp",
                                "windows-1251", "utf-16le", "utf-8",  "iso-8859-1", ""};
  for (int round = 0; round < 3000; ++round) {
    const std::string label = labels[random() % std::size(labels)];
    std::string page = "<meta charset=" + label + ">";
    for (std::size_t i = random() % 40; i > 0; --i) page.push_back(static_cast<char>(random()));
    const std::string header = random() % 2 == 0 ? labels[random() % std::size(labels)] : "";
    std::string mended;
    const std::string once = std::string(MendUtf8(Utf8(page, header), &mended));
    ASSERT_TRUE(IsUtf8(once));
    if (once.starts_with("\xef\xbb\xbf") || once.find('\x1b') != std::string::npos) continue;
    ASSERT_EQ(Utf8(once), once) << testing::PrintToString(page) << " " << header;
  }
}

TEST(CharsetTest, Labels) {
  const auto converter = [](std::string_view label) {
    const Encoding encoding = EncodingOfLabel(label);
    return encoding.known() ? std::string(encoding.converter) : "";
  };
  EXPECT_EQ(converter(" ISO-8859-1 "), "windows-1252");
  EXPECT_EQ(converter("latin1"), "windows-1252");
  EXPECT_EQ(converter("us-ascii"), "windows-1252");
  EXPECT_EQ(converter("GB2312"), "gb18030");
  EXPECT_EQ(converter("gbk"), "gb18030");
  EXPECT_EQ(converter("iso-8859-9"), "windows-1254");
  EXPECT_EQ(converter("tis-620"), "windows-874");
  EXPECT_EQ(converter("ks_c_5601-1987"), "windows-949");
  EXPECT_EQ(converter("x-sjis"), "ibm-943_P15A-2003");
  EXPECT_EQ(converter("utf8"), "UTF-8");
  for (const char* none : {"", "klingon-8", "iso-8859-1 utf-8", "../../etc/passwd", "ibm-37", "utf-7", "8859-1",
                           "a-label-that-is-much-longer-than-any-that-is-known"}) {
    EXPECT_EQ(converter(none), "") << none;
  }
}

TEST(CharsetTest, EveryEncodingIsKnownToIcu) {
  for (const char* label :
       {"utf-8",        "windows-1252", "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14",
        "iso-8859-15",  "ibm866",       "koi8-r",       "koi8-u",       "macintosh",    "x-mac-cyrillic",
        "windows-874",  "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "gb18030",      "big5",         "euc-jp",
        "iso-2022-jp",  "shift_jis",    "euc-kr",       "utf-16be",     "utf-16le"}) {
    const Encoding encoding = EncodingOfLabel(label);
    ASSERT_TRUE(encoding.known()) << label;
    UErrorCode error = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding.converter, &error);
    EXPECT_LE(error, U_ZERO_ERROR) << label;
    EXPECT_NE(converter, nullptr) << label;
    ucnv_close(converter);
    EXPECT_NE(Encode("a", encoding.converter).find('a'), std::string::npos) << label;
  }
}

// Pages without any label.
TEST(CharsetTest, Detection) {
  const std::string russian =
      "Президент России и президент США провели встречу в Хельсинки, на которой обсудили вопросы безопасности и "
      "отношения между двумя странами. После переговоров они вышли к журналистам.";
  const std::string japanese =
      "日本の首相は月曜日に記者会見を開き、新しい経済政策について説明した。来年度の予算は国会で審議される。";
  const std::string chinese =
      "中国国家主席星期一在北京会见了来访的外国客人，双方就共同关心的问题交换了意见。会见后发表了联合声明。";
  const std::string korean =
      "대통령은 월요일 기자회견을 열고 새로운 경제 정책을 설명했다. 내년도 예산안은 국회에서 심의될 예정이다.";
  const std::string greek =
      "Ο πρωθυπουργός ανακοίνωσε τη Δευτέρα νέα μέτρα για την οικονομία και τις επενδύσεις στη χώρα.";
  const std::string french =
      "Le président a déclaré à la presse que les mesures prévues étaient nécessaires à l’économie.";
  for (const char* name : {"windows-1251", "KOI8-R"}) EXPECT_EQ(Utf8(Encode(russian, name)), russian) << name;
  for (const char* name : {"Shift_JIS", "EUC-JP"}) EXPECT_EQ(Utf8(Encode(japanese, name)), japanese) << name;
  EXPECT_EQ(Utf8(Encode(chinese, "gb18030")), chinese);
  EXPECT_EQ(Utf8(Encode(korean, "EUC-KR")), korean);
  EXPECT_EQ(Utf8(Encode(greek, "windows-1253")), greek);
  EXPECT_EQ(Utf8(Encode(french, "windows-1252")), french);
  // Behind a page of markup.
  const std::string markup = "<html>" + std::string(100'000, ' ') + "<p>";
  EXPECT_EQ(Utf8(markup + Encode(russian, "windows-1251")), markup + russian);
}

// Languages of western Europe are not taken for others, however short the text.
TEST(CharsetTest, WesternTextsWithoutALabel) {
  for (const char* const western :
       {"Der Bürgermeister eröffnete am Montag die neue Brücke über die Elbe.", "Größe und Maß", "Año nuevo en España",
        "El presidente anunció el lunes nuevas medidas para la economía del país.",
        "O governo anunciou na segunda-feira novas medidas para a educação e a saúde.", "São Paulo",
        "Regeringen presenterade på måndagen åtgärder för ekonomin i landet.", "Malmö är öppen",
        "Perché la città è più bella di così", "Le Conseil d’État a rejeté la requête déposée jeudi.", "déjà vu",
        "Københavns borgmester åbnede broen mandag.", "“Quoted,” she said — twice"}) {
    const std::string text = western;
    EXPECT_EQ(Utf8(Encode(text, "windows-1252")), text);
    EXPECT_EQ(Utf8(Encode(text, "windows-1252"), {}, ContentType::kText), text);
  }
}

TEST(CharsetTest, Windows1252WhereNothingIsSure) {
  EXPECT_EQ(Utf8("\x93quoted\x94"), "“quoted”");
  EXPECT_EQ(Utf8("caf\xe9"), "café");
  EXPECT_EQ(Utf8("\xff"), "ÿ");
  EXPECT_EQ(Utf8("na\xefve and caf\xe9", {}, ContentType::kText), "naïve and café");
}

TEST(CharsetTest, BytesThatAreNotOfTheEncoding) {
  EXPECT_EQ(Utf8("a\x80z", "shift_jis").find('a'), 0U);
  EXPECT_EQ(Utf8("a\xa4\xff\xa4", "euc-jp"), "a\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(Utf8("caf\xe9 \xc3\xa9", "utf-8"), "caf\xe9 \xc3\xa9") << "offsets stay";
  EXPECT_EQ(Utf8("o\0d\0d"s, "utf-16le"), "od\xef\xbf\xbd") << "half a character";
}

TEST(CharsetTest, LargePagesOfManyPieces) {
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) text += "Мир " + std::to_string(i) + " ";
  EXPECT_TRUE(Utf8(Encode(text, "windows-1251"), "windows-1251") == text);
  EXPECT_TRUE(Utf8(Encode(text, "UTF-16LE"), "utf-16le") == text);
  EXPECT_TRUE(Utf8(Encode(text, "gb18030"), "gb18030") == text);
}

TEST(MendUtf8Test, ReplacesWhatIsIllFormed) {
  const auto mend = [](std::string_view text) {
    std::string mended;
    return std::string(MendUtf8(text, &mended));
  };
  EXPECT_EQ(mend("café"), "café");
  EXPECT_EQ(mend("\xe9t\xe9"), "\xef\xbf\xbdt\xef\xbf\xbd");
  EXPECT_EQ(mend("a\xf0\x9f\x98z"), "a\xef\xbf\xbdz");
  EXPECT_EQ(mend(""), "");
}

}  // namespace
}  // namespace copydesk
