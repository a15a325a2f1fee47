#include "copydesk/signature.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "copydesk/simhash.h"
#include "sketch/content_hash.h"
#include "sketch/sketch.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"
#include "testing/random_text.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

Signature SignatureOf(std::string_view text, const SketchConfig& config = {}) {
  absl::StatusOr<Signature> signature = ComputeSignature(text, config);
  EXPECT_TRUE(signature.ok()) << signature.status();
  return signature.ok() ? *std::move(signature) : Signature();
}

TEST(ContentHash, EqualForTextsThatReadTheSame) {
  const ContentHash expected = SignatureOf("The minister's reply: no comment. Café at 10.30").content;
  for (const std::string_view text : {"the MINISTER'S reply no comment café at 10.30",
                                      "  The  minister’s\r\nreply — “no comment”!\tCafé, at 10.30...",
                                      "The minister's reply: no comment. Cafe\u0301 at 10.30",
                                      "Ｔｈｅ minister＇s re\u00adply: no comment. CAFÉ at １０.３０"}) {
    EXPECT_EQ(SignatureOf(text).content, expected) << text;
  }
}

TEST(ContentHash, DiffersOtherwise) {
  const std::vector<std::string_view> texts = {"no comment at 10.30",
                                               "comment no at 10.30",
                                               "no comment at 10.31",
                                               "no comment at 1030",
                                               "nocomment at 10.30",
                                               "no comment at",
                                               "no comment",
                                               "no",
                                               "нет",
                                               "no no"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(SignatureOf(texts[i]).content, SignatureOf(texts[j]).content) << texts[i] << " / " << texts[j];
    }
  }
}

TEST(ContentHash, HashesTheTokens) {
  const Tokens tokens = Tokenize("one two three");
  const Hash128 hash = HashWords128(tokens.hash);
  EXPECT_EQ(HashContent(tokens.hash), (ContentHash{.high = hash.high, .low = hash.low}));
}

TEST(Signature, TextsWithoutTokensAreAllZero) {
  for (const std::string_view text : {"", " ", "\r\n\t", "... — !?", "\xff\xfe", "\u200b"}) {
    EXPECT_EQ(SignatureOf(text), Signature()) << testing::PrintToString(text);
  }
}

TEST(Signature, TextsShorterThanAShingle) {
  for (const std::string_view text : {"one", "one two three four"}) {
    const Signature signature = SignatureOf(text);
    EXPECT_NE(signature.content, ContentHash()) << text;
    EXPECT_NE(signature.simhash, 0u) << text;
    EXPECT_TRUE(signature.minhash.empty()) << text;
    EXPECT_TRUE(signature.fingerprints.empty()) << text;
  }
  EXPECT_NE(SignatureOf("one two").content, SignatureOf("three four").content);
}

// A sketch that samples a text at fixed places would lose every sample to one word more at its start.
TEST(Signature, OneInsertedWordShiftsNothing) {
  std::mt19937_64 random(12);
  const Words words = RandomWords(random, 3000, 5000);
  const Signature whole = SignatureOf(JoinWords(words));
  for (const std::size_t place : {0u, 1u, 1500u, 2999u}) {
    Words longer = words;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(place), "inserted");
    const Signature other = SignatureOf(JoinWords(longer));
    EXPECT_GT(EstimateJaccard(whole.minhash, other.minhash)->value, 0.95) << place;
    EXPECT_LE(SimHashDistance(whole.simhash, other.simhash), 4) << place;
    std::set<std::uint64_t> kept;
    for (const PassageFingerprint& fingerprint : whole.fingerprints) kept.insert(fingerprint.hash);
    std::size_t lost = kept.size();
    for (const PassageFingerprint& fingerprint : other.fingerprints) lost -= kept.erase(fingerprint.hash);
    EXPECT_LE(lost, 5u + 14u) << place << ": more than there are windows with a shingle of that word";
  }
}

TEST(Signature, FiveAndSixTokens) {
  const Signature five = SignatureOf("one two three four five");
  EXPECT_EQ(five.tokens, 5u);
  EXPECT_EQ(five.minhash, ComputeMinHash(ShingleHashes(Tokenize("one two three four five").hash, 5), 256));
  ASSERT_EQ(five.fingerprints.size(), 1u);
  EXPECT_EQ(five.fingerprints[0].position, 0u);

  const Signature six = SignatureOf("one two three four five six");
  EXPECT_EQ(six.tokens, 6u);
  ASSERT_EQ(six.fingerprints.size(), 1u);
  EXPECT_NE(six.fingerprints[0].hash, five.fingerprints[0].hash);

  EXPECT_EQ(SignatureOf("one two three four five six seven").fingerprints.size(), 2u);  // a window of one
}

TEST(Signature, IsMadeOfItsParts) {
  std::mt19937_64 random(9);
  for (const std::size_t count : {5u, 6u, 40u, 200u, 3000u}) {
    const std::string text = AsProse(RandomWords(random, count, 500));
    SketchConfig config;
    config.shingle = 4;
    config.bins = 128;
    config.fingerprint_shingle = 7;
    config.max_window = 10;
    const Tokens tokens = Tokenize(text);
    const Signature signature = SignatureOf(text, config);
    EXPECT_EQ(signature.content, HashContent(tokens.hash));
    EXPECT_EQ(signature.tokens, count);
    EXPECT_EQ(signature.minhash, ComputeMinHash(ShingleHashes(tokens.hash, 4), 128));
    EXPECT_EQ(signature.simhash, ComputeSimHash(tokens.hash));
    const auto runs = ShingleHashes(tokens.hash, 7);
    EXPECT_EQ(signature.fingerprints, Winnow(runs, WindowFor(runs.size(), 10)));
    EXPECT_EQ(Sketch(tokens, config), signature);
  }
}

TEST(Signature, ConfigurationOutOfRangeIsRefused) {
  SketchConfig config;
  config.bins = 100;
  EXPECT_EQ(ComputeSignature("text", config).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Signature, TextOfFourGibibytesIsRefused) {
  constexpr std::size_t kSize = std::size_t{1} << 32;
  void* const memory = mmap(nullptr, kSize, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) GTEST_SKIP() << "no 4 GiB of address space";
  const absl::StatusOr<Signature> signature = ComputeSignature({static_cast<const char*>(memory), kSize});
  EXPECT_EQ(signature.status().code(), absl::StatusCode::kInvalidArgument);
  munmap(memory, kSize);
}

TEST(Signature, HostileRepetitionIsSmall) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "na ";
  const Signature signature = SignatureOf(text);
  EXPECT_EQ(signature.tokens, 200'000u);
  EXPECT_EQ(signature.fingerprints.size(), 1u);
}

// What a signature is, in numbers: a change to any hash or table must be a decision, with new versions in
// SketchConfig::Describe, and not an accident.
struct Golden {
  std::string_view text;
  ContentHash content;
  std::uint32_t tokens;
  std::uint64_t simhash;
  std::uint64_t minhash;  // XXH3-64 of the values
  std::vector<std::uint64_t> occupancy;
  std::vector<PassageFingerprint> fingerprints;
};

const std::vector<Golden>& Goldens() {
  static const std::vector<Golden> kGoldens = {
      {.text = "The harbour board voted on Tuesday to close the old swing bridge, a decision that shopkeepers on both "
               "banks had feared for years.",
       .content = {.high = 0xb4d45582e0b26393, .low = 0x7efcc38d7c9fb653},
       .tokens = 23,
       .simhash = 0x879d91f7c4cda6aa,
       .minhash = 0x87263c819b4f43d9,
       .occupancy = {0x00c0000a00080008, 0x0000000100800002, 0x0001000040002000, 0x2210800004020000},
       .fingerprints = {{.hash = 0x3b08a654b36aa35c, .position = 1},
                        {.hash = 0x346df45f9e538368, .position = 3},
                        {.hash = 0x115d6a53d9aab718, .position = 4},
                        {.hash = 0x016bd41d8d4e9d9e, .position = 7},
                        {.hash = 0x2a8bce1f456c062c, .position = 9},
                        {.hash = 0x844c147ee5f1bcb0, .position = 12},
                        {.hash = 0x7f574e30a06cc744, .position = 14},
                        {.hash = 0x41ef41b5dbb5d56b, .position = 15},
                        {.hash = 0x06f0fc9c62853920, .position = 16}}},
      {.text = "Der Gemeinderat hat am Montag beschlossen, die alte Brücke über den Kanal für zwei Jahre zu sperren.",
       .content = {.high = 0xe86613c440f091c3, .low = 0x68c16e97b7015503},
       .tokens = 17,
       .simhash = 0x5d2ed2e559a4784c,
       .minhash = 0x87b6119fc46af17b,
       .occupancy = {0x0004040000000000, 0x0408018000000000, 0x0000008000800080, 0x0080020201000000},
       .fingerprints = {{.hash = 0x80a5dccf078b0527, .position = 0},
                        {.hash = 0x08c3bf95f3bbd0ba, .position = 2},
                        {.hash = 0x4574e7ac6c55aa62, .position = 4},
                        {.hash = 0xe2651b20aa33393b, .position = 5},
                        {.hash = 0x01dabcf99ff68c43, .position = 7},
                        {.hash = 0xa4c4cbe561d18714, .position = 8},
                        {.hash = 0xa8293e41d4d03c87, .position = 9},
                        {.hash = 0x51ca73e53d4a0ded, .position = 11}}},
      {.text = "Городской совет решил закрыть старый мост; 市議会は古い橋を閉鎖することを決めた。",
       .content = {.high = 0xef420dbdd418cd17, .low = 0xa90d2dea08aa01d1},
       .tokens = 23,
       .simhash = 0xc15450eee0469c54,
       .minhash = 0x6712ca55e4fce1e8,
       .occupancy = {0x8000002004800602, 0x020800000000c002, 0x0100000000000208, 0x4000000000000240},
       .fingerprints = {{.hash = 0x3146f0d6eb97aa38, .position = 0},
                        {.hash = 0xa2e7fefef8d11c5e, .position = 3},
                        {.hash = 0x552e392ec9a5a2f9, .position = 4},
                        {.hash = 0x20a7bf62a64b6657, .position = 5},
                        {.hash = 0x082dd88a649d826e, .position = 6},
                        {.hash = 0x3862fe37aa528523, .position = 8},
                        {.hash = 0xc72ac9d97b2f558d, .position = 11},
                        {.hash = 0x618e70b85689543b, .position = 12},
                        {.hash = 0x024a4b3334eeadcd, .position = 14},
                        {.hash = 0x2806244a96af692c, .position = 17}}},
  };
  return kGoldens;
}

constexpr std::uint64_t kGoldenFirstBand = 0xf56c14b5c85dfe26;
constexpr std::uint64_t kGoldenLastBand = 0x9e387e2808fd2898;

TEST(Signature, GoldenValues) {
  for (const Golden& golden : Goldens()) {
    const Signature signature = SignatureOf(golden.text);
    EXPECT_EQ(signature.content, golden.content) << golden.text;
    EXPECT_EQ(signature.tokens, golden.tokens) << golden.text;
    EXPECT_EQ(signature.simhash, golden.simhash) << golden.text;
    const std::vector<std::uint8_t>& values = signature.minhash.values;
    EXPECT_EQ(Hash64({reinterpret_cast<const char*>(values.data()), values.size()}), golden.minhash) << golden.text;
    EXPECT_EQ(signature.minhash.occupancy, golden.occupancy) << golden.text;
    EXPECT_EQ(signature.fingerprints, golden.fingerprints) << golden.text;
  }
}

TEST(Signature, GoldenBands) {
  const Signature signature = SignatureOf(Goldens().front().text);
  const std::vector<std::uint64_t> bands = BandHashes(signature.minhash, {.bands = 36, .rows = 7});
  ASSERT_EQ(bands.size(), 36u);
  EXPECT_EQ(bands.front(), kGoldenFirstBand);
  EXPECT_EQ(bands.back(), kGoldenLastBand);
}

}  // namespace
}  // namespace copydesk
