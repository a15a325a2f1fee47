#include "read/text_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "read/memory_source.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(TextFileTest, TheTextIsTheBytes) {
  for (const std::string bytes : {"a", "\xef\xbb\xbfmark\r\nlines\r", "\n", "not UTF-8: \xff\xfe", "漢字\n\n"}) {
    const Records records = ReadBytes("dir/a.txt", bytes);
    EXPECT_THAT(Texts(records), ElementsAre(bytes));
    EXPECT_THAT(Ids(records), ElementsAre("dir/a.txt"));
    EXPECT_EQ(records.documents[0].metadata.locator, (Locator{"dir/a.txt", 0, 0, bytes.size()}));
    EXPECT_THAT(records.rejects, IsEmpty());
  }
}

TEST(TextFileTest, ANulByteIsRefusedWhereverItIs) {
  for (const std::size_t place : {std::size_t{0}, std::size_t{5}, std::size_t{200'000}}) {
    std::string bytes(300'000, 'x');
    bytes[place] = '\0';
    const Records records = ReadBytes("a", bytes);
    EXPECT_THAT(records.documents, IsEmpty());
    ASSERT_THAT(records.rejects, SizeIs(1));
    EXPECT_EQ(records.rejects[0].offset, place);
    EXPECT_THAT(records.rejects[0].reason, HasSubstr("UTF-16"));
  }
}

TEST(TextFileTest, TheLimitIsInclusive) {
  ReaderOptions options;
  options.max_record_bytes = 100'000;
  EXPECT_THAT(Texts(ReadBytes("a", std::string(100'000, 'x'), options)), SizeIs(1));
  const Records records = ReadBytes("a", std::string(100'001, 'x'), options);
  EXPECT_THAT(records.documents, IsEmpty());
  ASSERT_THAT(records.rejects, SizeIs(1));
  EXPECT_THAT(records.rejects[0].reason, HasSubstr("longer than 100000 bytes"));
}

TEST(TextFileTest, ADecompressionBombIsReadToTheLimitOnly) {
  ReaderOptions options;
  options.max_record_bytes = 1'000'000;
  std::string text;
  text.append(50'000'000, 'x');
  for (const std::string& stored : {Gzip(text), Zstd(text)}) {
    ASSERT_LT(stored.size(), 100'000U);
    const Records records = ReadBytes("a", stored, options);
    EXPECT_THAT(records.documents, IsEmpty());
    EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("longer than")));
    EXPECT_LE(records.counts.bytes_out, 1'000'000 + 2 * BufferedInput::kDefaultStep);
  }
}

TEST(TextFileTest, ADamagedTextIsNoRecord) {
  const std::string stored = Gzip("a text that is cut somewhere in its middle");
  const Records records = ReadBytes("a", stored.substr(0, stored.size() - 12));
  EXPECT_THAT(records.documents, IsEmpty());
  ASSERT_THAT(Reasons(records), ElementsAre(HasSubstr("truncated gzip")));
  EXPECT_EQ(records.rejects[0].offset, records.counts.bytes_out);
}

}  // namespace
}  // namespace copydesk
