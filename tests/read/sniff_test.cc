#include "read/sniff.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

using std::string_literals::operator""s;

TEST(SniffTest, Compression) {
  EXPECT_EQ(SniffCompression("\x1f\x8b\x08"), Compression::kGzip);
  EXPECT_EQ(SniffCompression("\x28\xb5\x2f\xfd"), Compression::kZstd);
  EXPECT_EQ(SniffCompression("\x50\x2a\x4d\x18"), Compression::kZstd);
  EXPECT_EQ(SniffCompression("\x5f\x2a\x4d\x18"), Compression::kZstd);
  for (const std::string& head : {""s, "\x1f"s, "\x28\xb5\x2f"s, "\x60\x2a\x4d\x18"s, "{\"text\""s}) {
    EXPECT_EQ(SniffCompression(head), Compression::kNone) << head;
  }
}

TEST(SniffTest, NamesWhatIsNotRead) {
  EXPECT_EQ(UnsupportedFormat("%PDF-1.7\n", true), "a PDF document");
  EXPECT_EQ(UnsupportedFormat("\x89PNG\r\n\x1a\n", true), "a PNG image");
  EXPECT_EQ(UnsupportedFormat("\xff\xd8\xff\xe0", true), "a JPEG image");
  EXPECT_EQ(UnsupportedFormat("GIF89a", true), "a GIF image");
  EXPECT_EQ(UnsupportedFormat("PK\x03\x04", true), "a zip archive or an office document");
  EXPECT_EQ(UnsupportedFormat("\x7f\x45LF", true), "an ELF program");
  EXPECT_EQ(UnsupportedFormat("BZh91AY&SY", true), "bzip2 data");
  EXPECT_EQ(UnsupportedFormat("\xfd\x37zXZ\0"s, true), "xz data");
  EXPECT_EQ(UnsupportedFormat("7z\xbc\xaf\x27\x1c", true), "a 7z archive");
  EXPECT_EQ(UnsupportedFormat("PAR1\x15", true), "a Parquet file");
  EXPECT_EQ(UnsupportedFormat("SQLite format 3\0"s, true), "an SQLite database");
  EXPECT_EQ(UnsupportedFormat(std::string(257, 'n') + "ustar\0"s, true), "a tar archive");
  EXPECT_EQ(UnsupportedFormat(std::string(257, 'n') + "ustar  \0"s, true), "a tar archive");
  EXPECT_EQ(UnsupportedFormat("\xff\xfeh\0i\0"s, true), "UTF-16 text (iconv makes it UTF-8)");
  EXPECT_EQ(UnsupportedFormat("{\\rtf1", true), "an RTF document");
}

TEST(SniffTest, MarkupOnlyWhereAskedFor) {
  EXPECT_EQ(UnsupportedFormat("WARC/0.18\r\n", true), "a WARC file of a draft before WARC 1.0");
  EXPECT_EQ(UnsupportedFormat("WARC/0.18\r\n", false), "");
}

TEST(SniffTest, Warc) {
  for (const std::string head : {"WARC/1.0\r\n", "WARC/1.1\n"}) {
    EXPECT_EQ(UnsupportedFormat(head, true), "");
    EXPECT_EQ(SniffText("a.txt", head), InputFormat::kWarc);
    EXPECT_EQ(SniffText("-", head), InputFormat::kWarc);
  }
  EXPECT_EQ(SniffText("a.warc.gz", "damaged"), InputFormat::kWarc);
  EXPECT_EQ(SniffText("a.wet", ""), InputFormat::kWarc);
  EXPECT_EQ(SniffText("a", "WARC/ "), InputFormat::kText);
  EXPECT_EQ(SniffText("a", " WARC/1.0"), InputFormat::kText);
}

TEST(SniffTest, OrdinaryTextIsNotRefused) {
  for (const std::string head : {"", " ", "PAR1 is a gene", "BZh is no word", "<htmlish>", "<p>", "WARC files", "PK",
                                 "II", "{\"text\":1}", "Rar!", "ustar"}) {
    EXPECT_EQ(UnsupportedFormat(head, true), "") << head;
  }
}

TEST(SniffTest, Html) {
  for (const std::string head : {"<!doctype html>", "<!DOCTYPE HTML PUBLIC", "\xef\xbb\xbf\n <html>", "<HTML lang=en>",
                                 "<!-- a --> <!-- b -->\n<html>", "<?xml version='1.0'?>\n<!DOCTYPE html>"}) {
    EXPECT_EQ(SniffText("a", head), InputFormat::kHtml) << head;
  }
  for (const std::string head : {"<htmlish>", "<p>", "<!-- never closed <html>", "html"}) {
    EXPECT_EQ(SniffText("a", head), InputFormat::kText) << head;
    EXPECT_EQ(SniffText("a.htm.gz", head), InputFormat::kHtml) << head;
  }
  EXPECT_EQ(SniffText("a.jsonl", "<html>"), InputFormat::kJsonLines);
}

TEST(SniffTest, JsonLinesOrText) {
  constexpr InputFormat kJson = InputFormat::kJsonLines;
  constexpr InputFormat kText = InputFormat::kText;
  EXPECT_EQ(SniffText("-", "{\"text\":\"a\"}\n"), kJson);
  EXPECT_EQ(SniffText("a", "\xef\xbb\xbf \r\n\t{"), kJson);
  EXPECT_EQ(SniffText("a", "{broken"), kJson);
  EXPECT_EQ(SniffText("a", "[{\"text\":\"a\"}]"), kJson);
  EXPECT_EQ(SniffText("a.json", "[\n  {\n"), kJson);
  EXPECT_EQ(SniffText("a", "[1, 2]"), kText);
  EXPECT_EQ(SniffText("a", "Hello"), kText);
  EXPECT_EQ(SniffText("a", "\n\n"), kText);
}

TEST(SniffTest, TheNameSettlesDoubt) {
  constexpr InputFormat kJson = InputFormat::kJsonLines;
  constexpr InputFormat kText = InputFormat::kText;
  EXPECT_EQ(SniffText("a.jsonl", "garbage\n"), kJson);
  EXPECT_EQ(SniffText("a.NDJSON.GZ", "garbage\n"), kJson);
  EXPECT_EQ(SniffText("a.jsonl.zst", "\n"), kJson);
  EXPECT_EQ(SniffText("a.txt", "{{template}} text\n"), kText);
  EXPECT_EQ(SniffText("a.txt", "{note} text\n"), kText);
  EXPECT_EQ(SniffText("a.txt", "[{\"text\":\"a\"}]"), kText);
  EXPECT_EQ(SniffText("a.md.gz", "{\"text\":\"a\"\n}\n"), kText);
  EXPECT_EQ(SniffText("a.txt", "{\"text\":\"a\"}\r\nmore"), kJson);
  EXPECT_EQ(SniffText("a.txt", "\xef\xbb\xbf\n{\"text\":\"a\"}"), kJson);
  const std::string rest(kSniffBytes, 'x');
  EXPECT_EQ(SniffText("a.txt", "{ \"text\":\"" + rest), kJson);
  EXPECT_EQ(SniffText("a.txt", "{ text " + rest), kText);
}

}  // namespace
}  // namespace copydesk
