// Signature format 1 is frozen: these bytes may not change. docs/signature-format.md says how they come about. A
// failure here means that every signature and store of before would be read wrongly: take the change back, or make a
// new format.
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "base/hash.h"
#include "copydesk/signature_codec.h"
#include "sketch/story_identity.h"
#include "sketch/terms.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"
#include "testing/random_text.h"
#include "text/shingles.h"
#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

Signature SignatureOf(std::string_view text, std::string_view title, const SketchConfig& config) {
  absl::StatusOr<Signature> signature = ComputeSignature(text, config);
  EXPECT_TRUE(signature.ok()) << signature.status();
  if (!signature.ok()) return {};
  const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  if (signature->tokens > 0) signature->terms = ExtractTerms(title, text, {&whole, 1});
  return *std::move(signature);
}

std::string LongText() {
  std::mt19937_64 random(20260317);
  return AsProse(RandomWords(random, 20'000, 4000));
}

struct Golden {
  const char* name;
  std::string title;
  std::string text;
  std::uint32_t tokens;
  std::size_t size;     // of the encoding
  std::uint64_t bytes;  // XXH3-64 of the encoding without its checksum
  std::uint64_t identity;
};

std::vector<Golden> Goldens() {
  return {
      {"empty", "", "", 0, 25, 0x85f5f149ddd083cc, 0x743df94ee4c78a2a},
      {"no word", "", "\u2014 !? \u2026", 0, 25, 0x85f5f149ddd083cc, 0x743df94ee4c78a2a},
      {"one word", "", "Harbour", 1, 101, 0x9d408d478a438617, 0x0a06b4798946addc},
      {"headline", "", "Harbour board shuts 120-year-old swing bridge on Monday, 4 May", 12, 483, 0xeb32e3885db68d49,
       0x174c1d152154c654},
      {"English", "Bridge to close",
       "SALTMERE — The harbour board voted 7–2 on Tuesday to close the old swing bridge, a decision that "
       "shopkeepers on both banks had feared for years.\n\n“It’s the end of Quay Street,” said Orla Prowse, who "
       "has sold rope there since 1994. The board's engineer, Mr. Lucan, put the cost of repairs at 4,200,000 "
       "crowns; the ministry in Dunmarsh offered 350,000. Ferries will run every 20 minutes from June.",
       69, 719, 0xa2df1146e4d60300, 0x0e5a94f8be207835},
      {"German", "Brücke gesperrt",
       "Der Gemeinderat von Wesselhafen hat am Montag beschlossen, die alte Brücke über den Kanal für zwei "
       "Jahre zu sperren. Bürgermeisterin Anke Frisk sagte, die Straße sei nach dem Unfall vom 3. März nicht "
       "mehr sicher; die Kosten von 1.250.000 Euro trage das Land.",
       43, 1124, 0xa19416071ae49ed1, 0x8e5aab2fdbb3793f},
      {"Russian", "Мост закроют",
       "Городской совет Ладума решил закрыть старый мост, сообщил 5 августа капитан Орлов. Ремонт займёт два "
       "года и обойдётся в 40 миллионов крон.",
       22, 1010, 0x718fedafd53be051, 0x465a434e22eb8ec0},
      {"Chinese", "旧桥关闭",
       "港口委员会周二投票决定关闭这座旧桥，两岸的店主多年来一直担心"
       "这一决定。2026年3月12日，渡轮将每20分钟一班。",
       45, 669, 0x3ca85b42ff4c0100, 0xfea834c7877a95cc},
      {"Japanese", "", "市議会は古い橋を閉鎖することを決めた。フェリーは毎時運航される。ﾌｪﾘｰ", 33, 489,
       0xa73b694413ff0896, 0x96cbdc0aa4be0f10},
      {"Arabic", "", "قرّر مجلس الميناء يوم الثلاثاء إغلاق الجسر القديم لمدة ٣٠ يوماً — مــرسى النخيل.", 13, 633,
       0x8249514636014a94, 0xefae982f0224bd29},
      {"Hindi", "", "बंदरगाह बोर्ड ने मंगलवार को पुराना पुल बंद करने का फैसला किया।", 12, 442, 0x706fb7eeee6d1550,
       0xe3f07aa13b0d6c5c},
      {"Thai", "", "คณะกรรมการท่าเรือลงมติปิดสะพานเก่า", 28, 522, 0xf1b420742dd3ec93, 0xe44fc389b111a8d3},
      {"disguised", "",
       "\uff34\uff48\uff45 h\u0430rb\u043eur b\u00ado\u200bard v\u043eted \u24d3\u24d4 cl\u043ese the \ufb01nal "
       "sw\u0456ng br\u0456dge; z\u0336a\u0336l\u0336go\u0301\u0302\u0303\u0304 "
       "\U0001d41b\U0001d428\U0001d42d\U0001d421 "
       "b\u0430nks, cafe\u0301 na\u00efve",
       15, 672, 0xe3bdd8e14e748812, 0xfacca9e810762002},
      {"not UTF-8", "", "The harbour\xff board \xe2\x82 voted\xc0\xaf on \xed\xa0\x80 Tuesday", 6, 226,
       0x4b0fe91d046c12c6, 0x956b688e5086d8f0},
      {"repeated word", "",
       [] {
         std::string text;
         for (int i = 0; i < 1000; ++i) text += "ferry ";
         return text;
       }(),
       1000, 117, 0x71c745e0eba9c5c8, 0xa7b6e51fd6960842},
      {"long", "Saltmere Waits For 4,000 Crates", LongText(), 20000, 23742, 0xd37260f61b97ea2a, 0x6f95a365f098516b},
  };
}

TEST(SignatureGolden, BytesOfTexts) {
  for (const Golden& golden : Goldens()) {
    const Signature signature = SignatureOf(golden.text, golden.title, {});
    const absl::StatusOr<std::string> bytes = EncodeSignature(signature);
    ASSERT_TRUE(bytes.ok()) << golden.name << ": " << bytes.status();
    EXPECT_EQ(signature.tokens, golden.tokens) << golden.name;
    EXPECT_EQ(bytes->size(), golden.size) << golden.name;
    EXPECT_EQ(Hash64(std::string_view(*bytes).substr(0, bytes->size() - 8)), golden.bytes) << golden.name;
    EXPECT_EQ(IdentifyStory(signature).low, golden.identity) << golden.name;
    EXPECT_EQ(DecodeSignature(*bytes).value(), signature) << golden.name;
  }
}

TEST(SignatureGolden, EveryByteOfShortOnes) {
  const auto hex = [](std::string_view text) {
    return absl::BytesToHexString(EncodeSignature(SignatureOf(text, "", {})).value());
  };
  EXPECT_EQ(hex(""), "4344534701000000e8c691bcbd31ebc600cc83d0dd49f1f585");
  EXPECT_EQ(hex("Ferry sinks 40"),
            "4344534701000000e8c691bcbd31ebc603a3c659d4fb1430d155e3c4f5e757b43e7521b2e0319ed3420000010303fc23a2e835bef3"
            "c2eefa010000552930b02399ce1800000200006700f6e4599e1163f5f5010002000000016700f6e4599e1163034e9e11631b8354b9"
            "9b3197cc0d3796304c5bd47856065c01814cde5f833d89d38c29ae8ea8e47a6fb076dfb9b0358354b98cd2babac9d7ecca963197cc"
            "09c19af5676fd8c5297e4623");
}

TEST(SignatureGolden, Configuration) {
  EXPECT_EQ(SketchConfig().Describe(),
            "signature=1 unicode=15.0 words=1 look-alikes=1 word-hash=aes-1 shingle-hash=1 background=2 terms=3 "
            "shingle=5 bins=256 bits=8 fingerprint-shingle=6 max-window=15");
  EXPECT_EQ(SketchConfig().Fingerprint(), 0xc6eb31bdbc91c6e8);
}

// The parts, each by itself, so that a failure above can be placed. Words: tests/text/word_hash_test.cc. Terms:
// tests/sketch/terms_test.cc. Bands: tests/sketch/signature_test.cc.
TEST(SignatureGolden, Parts) {
  const auto tokens = Tokenize(LongText()).hash;
  EXPECT_EQ(HashWords128(tokens).low, 0xb419289e6119515a) << "tokens";
  for (const auto& [k, expected] : std::vector<std::pair<int, std::uint64_t>>{
           {2, 0x985647d65bbfec2b}, {5, 0xc99d1cb871abffbb}, {6, 0x1dd35a1df108de35}, {32, 0x6d37625aa3d83547}}) {
    EXPECT_EQ(HashWords128(ShingleHashes(tokens, k)).low, expected) << "shingles of " << k;
  }
  EXPECT_EQ(ShingleHashes(std::vector<std::uint64_t>{1, 2, 3, 4, 5}, 5).front(), 0x5bc2049ed5007d8f);
  EXPECT_EQ(ComputeSimHash(tokens), 0xa6c2158aacc33c30);
  std::vector<std::uint64_t> kept;
  for (const PassageFingerprint& fingerprint : Winnow(ShingleHashes(tokens, 6), 15)) {
    kept.push_back(fingerprint.hash);
    kept.push_back(fingerprint.position);
  }
  EXPECT_EQ(HashWords128(kept).low, 0x29e8193d87401c02) << "winnowing";
  for (const auto& [bins, expected] : std::vector<std::pair<int, std::uint64_t>>{
           {64, 0x38930f05e8ae2834}, {256, 0x901376c2b9a69928}, {1024, 0xc6094495884d742d}}) {
    const MinHashSketch sketch = ComputeMinHash(ShingleHashes(std::span(tokens).first(600), 5), bins);
    const std::vector<std::uint64_t> bands = BandHashes(sketch, {.bands = bins / 6, .rows = 6});
    EXPECT_EQ(HashWords128(bands).low, expected) << "bands of " << bins << " bins";
  }
}

}  // namespace
}  // namespace copydesk
