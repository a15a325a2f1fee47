#include "match/model_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "absl/strings/escaping.h"
#include "sketch/background.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Model SmallModel() {
  HeadlineCounts headlines{.brief = 1, .shorts = 1, .stems = {{.hash = 7, .blocks = 1}}};
  return {TermModel(300, {{.hash = 0x102, .blocks = 1}, {.hash = 0x304, .blocks = 200}}, headlines),
          FurnitureModel({{.source = 5, .passage = 0x0807060504030201, .contexts = 4},
                          {.source = 5, .passage = 0x1807060504030201, .contexts = 3},
                          {.source = 9, .passage = 1, .contexts = 300}})};
}

Model RandomModel(std::mt19937_64& random, std::size_t terms, std::size_t furniture) {
  constexpr std::uint64_t kBlocks = 1000;
  const auto list = [&](std::size_t count) {
    std::vector<TermFrequency> entries;
    for (std::size_t i = 0; i < count; ++i) {
      entries.push_back({.hash = random() >> (random() % 64), .blocks = static_cast<std::uint32_t>(random() % 1200)});
    }
    return entries;
  };
  std::vector<FurnitureEntry> passages;
  for (std::size_t i = 0; i < furniture; ++i) {
    passages.push_back({.source = random() % 50 * 0x51ec0deu,
                        .passage = random(),
                        .contexts = static_cast<std::uint32_t>(3 + i % 100)});
  }
  HeadlineCounts headlines{.brief = 20, .shorts = 10, .stems = list(terms / 10)};
  return {TermModel(kBlocks, list(terms), std::move(headlines)), FurnitureModel(std::move(passages))};
}

StoredModel Stored(const Model& model, std::uint64_t documents = 12) {
  return {.version = 3, .sections = EncodeModel(model, documents)};
}

void ExpectSame(const Model& a, const Model& b) {
  EXPECT_EQ(a.name(), b.name());
  EXPECT_EQ(a.terms().blocks(), b.terms().blocks());
  EXPECT_TRUE(std::ranges::equal(a.terms().frequencies(), b.terms().frequencies()));
  EXPECT_EQ(a.terms().headlines(), b.terms().headlines());
  EXPECT_TRUE(std::ranges::equal(a.furniture().entries(), b.furniture().entries()));
}

TEST(ModelCodec, GoldenBytes) {
  const std::vector<ModelSection> sections = EncodeModel(SmallModel(), 12);
  ASSERT_EQ(sections.size(), 4u);
  const auto hex = [&](std::size_t i) { return absl::BytesToHexString(sections[i].chunks.at(0)); };
  EXPECT_EQ(sections[0].name, "furniture");
  EXPECT_EQ(hex(0),
            "05"
            "0102030405060708"
            "04"
            "00"
            "0102030405060718"
            "03"
            "04"
            "0100000000000000"
            "ac02");
  EXPECT_EQ(sections[1].name, "stems");
  EXPECT_EQ(hex(1), "0701");
  EXPECT_EQ(sections[2].name, "summary");
  const std::string background(1, static_cast<char>(kBackgroundVersion));
  EXPECT_EQ(hex(2), "01" + absl::BytesToHexString(background) + "12" + absl::BytesToHexString(SmallModel().name()) +
                        "0c"
                        "ac02"
                        "02"
                        "01"
                        "01"
                        "01"
                        "03");
  EXPECT_EQ(sections[3].name, "terms");
  EXPECT_EQ(hex(3),
            "820201"
            "8204c801");
}

TEST(ModelCodec, RoundTrips) {
  std::mt19937_64 random(3);
  for (const std::size_t terms : {std::size_t{0}, std::size_t{1}, std::size_t{500}, 3 * kEntriesPerChunk}) {
    const Model model = RandomModel(random, terms, terms / 3);
    const StoredModel stored = Stored(model);
    for (const ModelSection& section : stored.sections) {
      for (const std::string& chunk : section.chunks) EXPECT_LE(chunk.size(), std::size_t{1} << 20);
    }
    const auto decoded = DecodeModel(stored);
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    ExpectSame(*decoded, model);
    ModelInfo info = Describe(model, 12);
    info.version = 3;
    EXPECT_EQ(DecodeModelInfo(stored).value(), info);
  }
  EXPECT_GT(EncodeModel(RandomModel(random, 3 * kEntriesPerChunk, 0), 1)[3].chunks.size(), 2u);
}

TEST(ModelCodec, NothingLearnedHasNoChunks) {
  const std::vector<ModelSection> sections = EncodeModel(Model(), 0);
  for (const std::size_t empty : {0u, 1u, 3u}) EXPECT_THAT(sections[empty].chunks, IsEmpty());
  EXPECT_EQ(DecodeModel({.version = 1, .sections = sections})->name(), TermModel::Background().name());
}

TEST(ModelCodec, AMissingSectionIsDamage) {
  for (std::size_t lost = 0; lost < 4; ++lost) {
    StoredModel stored = Stored(SmallModel());
    const std::string name = stored.sections[lost].name;
    stored.sections.erase(stored.sections.begin() + static_cast<std::ptrdiff_t>(lost));
    const absl::Status status = DecodeModel(stored).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(std::string(status.message()), HasSubstr("section " + name + " of the model is missing"));
  }
}

// Whatever is cut off, appended or changed is an error, or leaves the model as it was (the number of documents, which
// is no part of the name).
TEST(ModelCodec, DamageIsNoticed) {
  const Model model = SmallModel();
  const StoredModel stored = Stored(model);
  for (std::size_t i = 0; i < stored.sections.size(); ++i) {
    const std::string chunk = stored.sections[i].chunks.at(0);
    const auto try_bytes = [&](const std::string& bytes) {
      StoredModel damaged = stored;
      damaged.sections[i].chunks = {bytes};
      return DecodeModel(damaged);
    };
    for (std::size_t size = 0; size < chunk.size(); ++size) {
      EXPECT_EQ(try_bytes(chunk.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << i << ' ' << size;
    }
    EXPECT_EQ(try_bytes(chunk + '\1').status().code(), absl::StatusCode::kDataLoss);
    for (std::size_t bit = 0; bit < 8 * chunk.size(); ++bit) {
      std::string flipped = chunk;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      const auto decoded = try_bytes(flipped);
      if (decoded.ok()) {
        EXPECT_EQ(stored.sections[i].name, "summary");
        ExpectSame(*decoded, model);
      } else {
        const bool is_version = i == 2 && bit < 16;
        EXPECT_TRUE(absl::IsDataLoss(decoded.status()) || (is_version && absl::IsFailedPrecondition(decoded.status())))
            << decoded.status();
      }
    }
  }
}

TEST(ModelCodec, EntriesOutOfOrderAreDamage) {
  StoredModel stored = Stored(SmallModel());
  // The same entries, each in a chunk of its own, are the same model; so are they in the other order, but twice they
  // are not.
  stored.sections[3].chunks = {std::string("\x84\x06\xc8\x01", 4), std::string("\x82\x02\x01", 3)};
  EXPECT_TRUE(DecodeModel(stored).ok());
  stored.sections[3].chunks = {std::string("\x82\x02\x01\x00\x01", 5)};
  EXPECT_EQ(DecodeModel(stored).status().code(), absl::StatusCode::kDataLoss) << "a gap of 0";
  stored.sections[3].chunks = {std::string("\x82\x02\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01", 14)};
  EXPECT_EQ(DecodeModel(stored).status().code(), absl::StatusCode::kDataLoss) << "beyond 64 bits";
  stored.sections[3].chunks = {std::string("\x82\x02\x00", 3)};
  EXPECT_EQ(DecodeModel(stored).status().code(), absl::StatusCode::kDataLoss) << "a term of no block";
}

TEST(ModelCodec, AnotherVersionHasARemedy) {
  StoredModel stored = Stored(SmallModel());
  for (const std::size_t byte : {0u, 1u}) {
    StoredModel other = stored;
    other.sections[2].chunks[0][byte] = 9;
    for (const absl::Status& status : {DecodeModel(other).status(), DecodeModelInfo(other).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
      EXPECT_THAT(std::string(status.message()), HasSubstr("copydesk store learn"));
    }
  }
}

}  // namespace
}  // namespace copydesk
