// Whole files of exports: whatever is missing, added or another is noticed at the end at the latest.
#include "export/export_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "read/memory_source.h"

namespace copydesk {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::uint64_t kMostBytes = 1000;

// A header, two chunks of a model, three documents without blocks, the last line.
std::vector<std::string> Lines() {
  const StoreIdentity identity{.config = {}, .bands = {.bands = 42, .rows = 6}, .keep_text = true};
  std::vector<std::string> lines = {
      HeaderLine(
          {.identity = identity, .documents = 3, .model = {.version = 1, .sections = {{"a", 0}, {"b", 1}, {"c", 1}}}}),
      ModelLine({.section = "b", .number = 0, .bytes = "bytes"}),
      ModelLine({.section = "c", .number = 0, .bytes = ""})};
  for (const char* const id : {"one", "two", "three"}) {
    ExportedDocument document;
    document.document.metadata.id = id;
    document.document.text = "a text";
    lines.push_back(DocumentLine(document, identity).value());
  }
  return lines;
}

// The lines with a last one that fits them.
std::string Join(const std::vector<std::string>& lines, const std::string& line_end = "\n",
                 std::uint64_t documents = 3) {
  std::string bytes;
  LineChecksum checksum;
  for (const std::string& line : lines) {
    checksum.Add(line);
    bytes += line + line_end;
  }
  return bytes + EndLine({.documents = documents, .checksum = checksum.value()}) + line_end;
}

// Reads all of it; the number of documents.
absl::StatusOr<std::size_t> ReadAll(std::string_view bytes, std::uint64_t most = kMostBytes,
                                    absl::Status end = absl::OkStatus()) {
  const auto piece = [] { return std::size_t{100}; };
  const auto reader = ExportReader::Open("file", std::make_unique<MemorySource>(bytes, piece, std::move(end)),
                                         {.max_line_bytes = most});
  if (!reader.ok()) return reader.status();
  const auto model = (*reader)->ReadModel();
  if (!model.ok()) return model.status();
  for (std::size_t count = 0; true; ++count) {
    const auto line = (*reader)->ReadDocumentLine();
    if (!line.ok()) return line.status();
    if (!line->has_value()) return count;
    const auto document = ParseDocumentLine((*line)->text, (*reader)->header().identity);
    if (!document.ok()) return (*reader)->AtLine((*line)->number, document.status());
  }
}

void ExpectRefused(std::string_view bytes, const std::string& why, std::uint64_t most = kMostBytes) {
  const auto read = ReadAll(bytes, most);
  EXPECT_TRUE(absl::IsDataLoss(read.status())) << read.status();
  EXPECT_THAT(std::string(read.status().message()), HasSubstr(why));
}

TEST(ExportReader, ReadsWhatIsWhole) {
  const std::string bytes = Join(Lines());
  EXPECT_EQ(ReadAll(bytes).value(), 3u);
  EXPECT_EQ(ReadAll(bytes.substr(0, bytes.size() - 1)).value(), 3u) << "the last line end alone";
  EXPECT_EQ(ReadAll(Join(Lines(), "\r\n")).value(), 3u);
}

TEST(ExportReader, NoticesWhereverTheFileEnds) {
  const std::string bytes = Join(Lines());
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) EXPECT_FALSE(ReadAll(bytes.substr(0, size)).ok()) << size;
  ExpectRefused("", "file:1: the file is empty; copy the file again, or export the store again");
  ExpectRefused(bytes.substr(0, bytes.find(kEndStart)), "file:7: the file ends before its last line: it was cut short");
}

TEST(ExportReader, NoticesEveryBitThatIsAnother) {
  const std::string bytes = Join(Lines());
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      EXPECT_FALSE(ReadAll(changed).ok()) << "bit " << bit << " of byte " << i;
    }
  }
}

TEST(ExportReader, NamesTheLineAndWhatIsWrongWithIt) {
  const std::vector<std::string> lines = Lines();
  const auto with = [&](std::size_t place, const std::string& line) {
    std::vector<std::string> changed = lines;
    changed[place] = line;
    return Join(changed);
  };
  ExpectRefused(with(4, "{\"id\":\"\xff\"}"), "file:5: not UTF-8; copy the file again, or export the store again");
  ExpectRefused(with(4, ""), "file:5: malformed JSON");
  ExpectRefused(with(4, lines[4].substr(1)), "file:5: malformed JSON");
  ExpectRefused(with(4, std::string(100, '[') + std::string(100, ']')), "file:5: nested deeper");
  ExpectRefused(with(4, lines[0]), "file:5: id is missing");
  ExpectRefused(with(1, lines[2]), "file:2: chunk 0 of section b of the model is missing, or not in its place");
  ExpectRefused(with(1, lines[3]), "file:2: a chunk of the model is missing");
  ExpectRefused(with(4, std::string(kMostBytes + 1, ' ')), "file:5: line longer than 1000 bytes; raise --max-record");
  std::size_t longest = 0;
  for (const std::string& line : lines) longest = std::max(longest, line.size());
  EXPECT_TRUE(ReadAll(Join(lines), longest).ok());
  ExpectRefused(Join(lines), "file:1: line longer", longest - 1);
  ExpectRefused(Join(lines) + "\n", "file:8: lines follow the last one");
  ExpectRefused(Join(lines, "\n", 4), "the file has 3 documents; its first line says 3, its last 4");
  std::vector<std::string> fewer = lines;
  fewer.pop_back();
  ExpectRefused(Join(fewer, "\n", 2), "file:6: the file has 2 documents; its first line says 3, its last 2");
  std::string changed = Join(lines);
  changed[changed.find("three")] = 'T';
  ExpectRefused(changed, "file:7: the checksum does not agree: a line was changed or damaged");
  EXPECT_TRUE(absl::IsInvalidArgument(ReadAll(R"({"id":"a","text":"b"})").status()));
}

TEST(ExportReader, ErrorsOfTheFileAreNamed) {
  const std::string bytes = Join(Lines());
  for (const std::size_t size : {std::size_t{0}, bytes.size() / 2, bytes.size()}) {
    const auto read = ReadAll(bytes.substr(0, size), kMostBytes, absl::UnavailableError("the disk is gone"));
    EXPECT_TRUE(absl::IsUnavailable(read.status())) << read.status();
    EXPECT_THAT(std::string(read.status().message()), AllOf(HasSubstr("file"), HasSubstr("the disk is gone")));
  }
  const auto missing = ExportReader::Open("/nowhere/at/all", {.max_line_bytes = kMostBytes});
  EXPECT_TRUE(absl::IsNotFound(missing.status()));
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("/nowhere/at/all"));
  const std::atomic<bool> cancel = true;
  EXPECT_TRUE(absl::IsCancelled(ExportReader::Open("file", std::make_unique<MemorySource>(bytes),
                                                   {.max_line_bytes = kMostBytes, .cancel = &cancel})
                                    .status()));
}

}  // namespace
}  // namespace copydesk
