// Helpers for the tests of this folder: compression, whole streams at once, folders of files.
#ifndef COPYDESK_TESTS_READ_TESTING_H_
#define COPYDESK_TESTS_READ_TESTING_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/document.h"
#include "copydesk/reader.h"
#include "read/buffered_input.h"

namespace copydesk {

std::string Gzip(std::string_view bytes);

// With the header that zlib's `window_bits` say: none below zero.
std::string Deflate(std::string_view bytes, int window_bits);

// One frame with a checksum. `window_log` 0: as the library chooses, with the size in the header.
std::string Zstd(std::string_view bytes, int window_log = 0);

// A skippable zstd frame.
std::string ZstdSkippable(std::string_view bytes);

struct Records {
  std::vector<Document> documents;
  std::vector<Reject> rejects;
  std::vector<Revisit> revisits;
  ReaderCounts counts;  // of bytes and of what is no document
};

// All of a stream. `piece` as in MemorySource; `step` as in OpenRecordStream.
Records ReadBytes(
    const std::string& file, std::string_view bytes, ReaderOptions options = {},
    const std::function<std::size_t()>& piece = [] { return std::size_t{1} << 30; },
    std::size_t step = BufferedInput::kDefaultStep);

std::vector<std::string> Texts(const Records& records);
std::vector<std::string> Ids(const Records& records);
std::vector<std::string> Reasons(const Records& records);

// An empty folder, removed at the end of the test.
class FolderTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] std::string Path(const std::string& name) const { return (folder_ / name).native(); }

  // Writes a file and the folders above it; returns its path.
  [[nodiscard]] std::string Write(const std::string& name, std::string_view bytes) const;

  std::filesystem::path folder_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_READ_TESTING_H_
