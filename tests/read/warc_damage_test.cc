// Damaged and hostile WARC files: every record but the damaged one comes back, nothing is lost silently, and neither
// time nor memory runs away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "read/memory_source.h"
#include "read/testing.h"
#include "read/warc_records.h"
#include "read/warc_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> Reasons(const Walk& walk) {
  std::vector<std::string> reasons;
  for (const WarcDamage& damage : walk.damages) reasons.push_back(damage.reason);
  return reasons;
}

// Ways to spoil a record so that it can be seen.
constexpr unsigned kCutOff = 0;
constexpr unsigned kWays = 9;
std::string Spoil(std::string record, unsigned way, std::mt19937* random) {
  const std::size_t length = record.find("Content-Length: ") + 16;
  switch (way) {
    case kCutOff:  // anywhere before the line ends after it
      record.resize((*random)() % (record.size() - 4));
      return record;
    case 1:
      record.insert(length, 1 + (*random)() % 12, '9');
      return record;
    case 2:
      record.insert(length, "-");
      return record;
    case 3:
      record.replace(0, 5, "CRAW/");
      return record;
    case 4:
      record.replace(record.find("WARC-Type"), 9, "WARC-Hype");
      return record;
    case 5:
      record.replace(length - 16, 15, "Content-Weight:");
      return record;
    case 6:
      record.insert(record.find("WARC-Type"), "no field\r\n");
      return record;
    case 7: {                                          // a piece of the content is missing
      const std::size_t piece = 5 + (*random)() % 10;  // less would be taken from the line ends
      record.erase(record.size() - 4 - piece, piece);
      return record;
    }
    default:
      record.insert(record.size() - 4, "more");
      return record;
  }
}

// Whether the content that a record claims happens to end where line ends, or the end, make it seem whole.
bool SeemsWhole(const std::vector<std::string>& records, std::size_t number, std::size_t content) {
  std::string rest;
  for (std::size_t i = number; i < records.size(); ++i) rest += records[i];
  const std::size_t head = rest.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  const std::size_t end = head + 4 + content;
  return end == rest.size() || (end < rest.size() && (rest[end] == '\r' || rest[end] == '\n')) ||
         rest.find(kWarcMagic, end) == end;
}

TEST(WarcDamageTest, OneSpoiledRecordCostsOnlyItself) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> records;
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 6; ++i) {
      sizes.push_back(20 + random() % 3000);
      records.push_back(WarcRecordBytes("response", absl::StrCat("r", i), std::string(sizes.back(), 'x')));
    }
    const std::size_t spoiled = random() % records.size();
    std::vector<std::string> expected = records;
    expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(spoiled));
    const unsigned way = random() % kWays;
    records[spoiled] = Spoil(records[spoiled], way, &random);
    if (way == kCutOff && SeemsWhole(records, spoiled, sizes[spoiled])) continue;
    for (const Packing& packing : Packings()) {
      // In a record that is not held, the next one is found after an empty line only.
      const bool all_held = way == kCutOff || random() % 4 != 0;
      const std::size_t max_held = all_held ? 1'000'000 : random() % 2000;
      const Walk walk = WalkWarc(packing.pack(records), max_held, 1 + random() % 5000);
      ASSERT_TRUE(walk.bytes == expected) << packing.name << " held " << max_held << " way " << way << ", record "
                                          << spoiled << ": " << testing::PrintToString(Ids(walk)) << "\n"
                                          << records[spoiled].substr(0, 200);
      ASSERT_THAT(walk.damages, SizeIs(records[spoiled].empty() ? 0 : 1)) << testing::PrintToString(Reasons(walk));
      ASSERT_TRUE(walk.has_no_gap);
    }
  }
}

// Letters: a damaged member that was full of heads and line ends could seem to hold a whole record by chance.
std::string Letters(std::size_t size, std::mt19937* random) {
  std::string letters(size, ' ');
  for (char& c : letters) c = static_cast<char>('a' + (*random)() % 26);
  return letters;
}

// Bytes of one member or frame are overwritten, or taken out.
TEST(WarcDamageTest, OneDamagedMemberCostsOnlyItsRecord) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (const Packing& packing : Packings()) {
    if (!packing.by_record) continue;
    for (int round = 0; round < 200; ++round) {
      std::vector<std::string> records;
      std::vector<std::string> members;
      for (int i = 0; i < 6; ++i) {
        records.push_back(WarcRecordBytes("response", absl::StrCat("r", i), Letters(random() % 5000, &random)));
        members.push_back(packing.pack({records.back()}));
      }
      const std::size_t damaged = random() % members.size();
      std::string& member = members[damaged];
      if (random() % 2 == 0) {
        member.resize(4 + random() % (member.size() - 4));
      } else {
        // The first bytes of the file say that it is compressed.
        const std::size_t at = damaged == 0 ? 4 + random() % (member.size() - 4) : random() % member.size();
        member.replace(at, 8, std::string(std::min<std::size_t>(8, member.size() - at), static_cast<char>(random())));
      }
      std::string stored;
      for (const std::string& bytes : members) stored += bytes;
      const Walk walk = WalkWarc(stored, 1'000'000, 1 + random() % 5000);
      std::vector<std::string> expected = records;
      expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(damaged));
      // What was overwritten may be a time or a name in a header, which nothing depends on.
      if (walk.bytes == records) continue;
      ASSERT_TRUE(walk.bytes == expected) << packing.name << ", record " << damaged << ": "
                                          << testing::PrintToString(Ids(walk)) << testing::PrintToString(Reasons(walk));
      ASSERT_FALSE(walk.damages.empty());
      ASSERT_TRUE(walk.has_no_gap);
    }
  }
}

TEST(WarcDamageTest, GarbageBetweenMembersIsReported) {
  const std::string a = WarcRecordBytes("response", "a", "one");
  const std::string b = WarcRecordBytes("response", "b", "two");
  for (const std::string& stored : {Gzip(a) + "garbage" + Gzip(b), Zstd(a) + "garbage" + Zstd(b)}) {
    const Walk walk = WalkWarc(stored);
    EXPECT_THAT(walk.bytes, ElementsAre(a, b));
    EXPECT_THAT(Reasons(walk), ElementsAre(HasSubstr("bytes after the last")));
  }
}

TEST(WarcDamageTest, ACutOffRecordInTheMiddleOfALine) {
  const std::string a = WarcRecordBytes("response", "a", "a line that is cut off, and nothing after it");
  const std::string b = WarcRecordBytes("response", "b", "two");
  const Walk walk = WalkWarc(a.substr(0, a.size() - 20) + b);
  EXPECT_THAT(walk.bytes, ElementsAre(b));
  EXPECT_THAT(Reasons(walk), ElementsAre(HasSubstr("claims")));
}

TEST(WarcDamageTest, LengthsThatAreNotThere) {
  const std::string after = WarcRecordBytes("response", "b", "two") + WarcRecordBytes("response", "c", "three");
  for (const char* length : {"4294967296", "5000000000", "4611686018427387904", "18446744073709551615", "-1", "1e3",
                             "99999999999999999999999999", "", "2000000"}) {
    for (const std::uint64_t max_held : {std::uint64_t{100}, std::uint64_t{1} << 30}) {
      const std::string lie = absl::StrReplaceAll(WarcRecordBytes("response", "a", "one"),
                                                  {{"Content-Length: 3", absl::StrCat("Content-Length: ", length)}});
      for (const Packing& packing : Packings()) {
        const Walk walk = WalkWarc(packing.pack({lie, after}), max_held);
        EXPECT_THAT(Ids(walk), ElementsAre("b", "c")) << length << " " << packing.name;
        EXPECT_THAT(walk.damages, SizeIs(1)) << length;
      }
    }
  }
}

TEST(WarcDamageTest, AShortLengthIsSeen) {
  const std::string lie =
      absl::StrReplaceAll(WarcRecordBytes("response", "a", "one and a half"), {{"Length: 14", "Length: 9"}});
  const Walk walk = WalkWarc(lie + WarcRecordBytes("response", "b", "two"));
  EXPECT_THAT(Ids(walk), ElementsAre("b"));
  EXPECT_THAT(Reasons(walk), ElementsAre(HasSubstr("its length is wrong")));
}

// Text about the format is not taken for records while all is well.
TEST(WarcDamageTest, ARecordInsideARecordIsContent) {
  const std::string inner = "text\r\n\r\n" + WarcRecordBytes("response", "inner", "x");
  const std::string outer = WarcRecordBytes("response", "outer", inner);
  EXPECT_THAT(WalkWarc(outer + outer).bytes, ElementsAre(outer, outer));
}

TEST(WarcDamageTest, HeadsAreLimited) {
  const std::string after = WarcRecordBytes("response", "b", "two");
  const std::string start = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1\r\n";
  std::string lines = start;
  for (int i = 0; i < 1'000'000; ++i) lines += "X: y\r\n";
  const std::string line = start + "X: " + std::string(3'000'000, 'x') + "\r\n";
  for (const std::string& hostile : {lines, line}) {
    const Walk walk = WalkWarc(hostile + "\r\n" + after);
    EXPECT_THAT(Ids(walk), ElementsAre("b"));
    EXPECT_THAT(walk.damages, SizeIs(1));
  }
}

// Each of these looks for a long way like many heads: seconds in all, and beyond the time limit of tests were it not
// linear.
TEST(WarcDamageTest, LookingForTheNextRecordIsLinear) {
  const std::string pieces[] = {"WARC/1.",
                                "WARC/1.0\n",
                                "a: WARC/1.0\n",
                                "\n\nWARC/1.0\n",
                                "WARC/1.0\na:b\n",
                                "\n\nWARC/1.0\n\n",
                                "WARC/1.0\nContent-Length: 9999999\nWARC-Type: a\n\n",
                                "\x1f\x8b\x08",
                                "\x28\xb5\x2f\xfd"};
  for (const std::string& piece : pieces) {
    std::string hostile = "no magic of a compression\n";
    while (hostile.size() < 2'000'000) hostile += piece;
    for (const std::uint64_t max_held : {1000, 100'000'000}) {
      const Walk walk = WalkWarc(hostile + "\n" + WarcRecordBytes("response", "last", "x"), max_held);
      ASSERT_FALSE(walk.records.empty()) << piece;
      EXPECT_EQ(walk.records.back().head.id, "last") << piece;
      EXPECT_TRUE(walk.has_no_gap);
    }
    // Behind damaged compression, too.
    const std::string cut = Gzip(WarcRecordBytes("response", "a", "text"));
    (void)WalkWarc(cut.substr(0, cut.size() - 3) + hostile);
  }
}

TEST(WarcDamageTest, AnErrorOfTheInputEndsTheWalk) {
  const std::string stored = WarcRecordBytes("response", "a", "one") + WarcRecordBytes("response", "b", "two");
  BufferedInput input(std::make_unique<MemorySource>(
      std::string_view(stored).substr(0, stored.size() - 10), [] { return std::size_t{7}; },
      absl::InternalError("read error: broken disk")));
  WarcRecords records(&input, 1000);
  EXPECT_EQ(std::get<WarcRecord>(*records.Next()).head.id, "a");
  EXPECT_THAT(std::get<WarcDamage>(*records.Next()).reason, HasSubstr("broken disk"));
  EXPECT_FALSE(records.Next().has_value());
}

}  // namespace
}  // namespace copydesk
