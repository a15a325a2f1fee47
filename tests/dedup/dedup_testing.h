// Files for the tests of dedup, and runs over them.
#ifndef COPYDESK_TESTS_DEDUP_DEDUP_TESTING_H_
#define COPYDESK_TESTS_DEDUP_DEDUP_TESTING_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "copydesk/dedup.h"

namespace copydesk {

// A folder of its own for each test, removed at its end.
class DedupTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  void Write(const std::string& name, const std::string& bytes) const;
  [[nodiscard]] std::string Read(const std::string& name) const;  // decompressed
  [[nodiscard]] std::vector<std::string> Lines(const std::string& name) const;
  void WriteGzip(const std::string& name, const std::string& bytes) const;

  // Of these inputs to "out", with the certificate in "removed.jsonl".
  [[nodiscard]] DedupOptions OptionsFor(const std::vector<std::string>& inputs) const;

  // The report; fails the test on an error.
  static DedupReport Run(const DedupOptions& options);
  static std::string ErrorOf(const DedupOptions& options);

  // Checks what a run wrote.
  static VerifyReport Verify(const DedupOptions& options);

  std::filesystem::path folder_;
};

// A text of so many words that depends on the number alone.
[[nodiscard]] std::string SomeText(std::uint64_t number, std::size_t words = 120);

// {"id": ..., "text": ...} with what else is given, and a line end.
[[nodiscard]] std::string Record(const std::string& id, const std::string& text, const std::string& more = "");

}  // namespace copydesk

#endif  // COPYDESK_TESTS_DEDUP_DEDUP_TESTING_H_
