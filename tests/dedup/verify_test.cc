// A certificate or an output that says anything but the truth is found out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "dedup/dedup_testing.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class VerifyTest : public DedupTest {
 protected:
  void SetUp() override {
    DedupTest::SetUp();
    std::string near = SomeText(1);
    near[30] = 'q';
    Write("in.jsonl", Record("a", SomeText(1)) + Record("b", SomeText(2)) + Record("copy", SomeText(1)) +
                          Record("near", near) + Record("c", SomeText(3)));
    options_ = OptionsFor({"in.jsonl"});
    Run(options_);
    certificate_ = Lines("removed.jsonl");
    ASSERT_EQ(certificate_.size(), 2U);
    ASSERT_THAT(Problems(), IsEmpty());
  }

  std::vector<std::string> Problems() { return Verify(options_).problems; }

  // The problems of a certificate in which one line is another.
  std::vector<std::string> Forged(std::size_t line, const std::function<void(nlohmann::json*)>& forge) {
    std::vector<std::string> lines = certificate_;
    nlohmann::json json = nlohmann::json::parse(lines[line]);
    forge(&json);
    lines[line] = json.dump();
    std::string bytes;
    for (const std::string& one : lines) bytes += one + "\n";
    Write("removed.jsonl", bytes);
    return Problems();
  }

  DedupOptions options_;
  std::vector<std::string> certificate_;
};

TEST_F(VerifyTest, ForgedLinesFail) {
  const auto kept = [](const char* member, const nlohmann::json& value) {
    return [=](nlohmann::json* json) { (*json)["kept"][member] = value; };
  };
  const auto removed = [](const char* member, const nlohmann::json& value) {
    return [=](nlohmann::json* json) { (*json)["removed"][member] = value; };
  };
  const auto own = [](const char* member, const nlohmann::json& value) {
    return [=](nlohmann::json* json) { (*json)[member] = value; };
  };
  const nlohmann::json b = {{"document", "b"},
                            {"file", options_.inputs[0]},
                            {"line", 2},
                            {"offset", Record("a", SomeText(1)).size()},
                            {"length", Record("b", SomeText(2)).size() - 1}};
  EXPECT_THAT(Forged(0, kept("document", "b")), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, kept("offset", 7)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, kept("length", 7)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, kept("file", "other.jsonl")), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, own("kept", b)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, removed("document", "b")), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, removed("offset", 7)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, removed("length", 7)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, own("removed", b)), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, own("relation", "near")), Not(IsEmpty()));
  EXPECT_THAT(Forged(1, own("relation", "exact")), Not(IsEmpty()));
  EXPECT_THAT(Forged(1, own("score", 0.5)), Not(IsEmpty()));
  EXPECT_THAT(Forged(1, own("reason", "against")), Not(IsEmpty()));
  EXPECT_THAT(Forged(1, own("reason", "contamination")), Not(IsEmpty()));
  EXPECT_THAT(Forged(1, own("relation", "akin")), Not(IsEmpty()));
  EXPECT_THAT(Forged(0, [](nlohmann::json*) {}), IsEmpty());
}

TEST_F(VerifyTest, MissingAndRepeatedLinesFail) {
  Write("removed.jsonl", certificate_[0] + "\n");
  EXPECT_THAT(Problems(), Not(IsEmpty()));
  Write("removed.jsonl", certificate_[1] + "\n" + certificate_[0] + "\n");
  EXPECT_THAT(Problems(), Not(IsEmpty()));
  Write("removed.jsonl", certificate_[0] + "\n" + certificate_[1] + "\n" + certificate_[1] + "\n");
  EXPECT_THAT(Problems(), Not(IsEmpty()));
}

TEST_F(VerifyTest, ChangedOutputsFail) {
  const std::string output = Read("out");
  for (const std::string& changed :
       {output.substr(1), output + "\n", output + Record("new", SomeText(5)), output.substr(0, output.size() - 1),
        std::string(), Record("a", SomeText(1)), output + Record("copy", SomeText(1))}) {
    Write("out", changed);
    EXPECT_THAT(Problems(), Not(IsEmpty()));
  }
  std::string one_byte = output;
  one_byte[40] ^= 1;
  Write("out", one_byte);
  EXPECT_THAT(Problems(), Not(IsEmpty()));
  std::filesystem::remove(Path("out"));
  EXPECT_THAT(Problems(), Not(IsEmpty()));
}

// What was kept must be kept: a line for a record that goes itself.
TEST_F(VerifyTest, WhatIsKeptMustStay) {
  const std::string a = Record("a", SomeText(1));
  Write("in.jsonl", a + Record("b", SomeText(1)) + Record("c", SomeText(1)));
  options_.force = true;
  Run(options_);
  certificate_ = Lines("removed.jsonl");
  const auto forged = Forged(1, [&](nlohmann::json* json) {
    (*json)["kept"] = {
        {"document", "b"}, {"file", options_.inputs[0]}, {"line", 2}, {"offset", a.size()}, {"length", a.size() - 1}};
  });
  ASSERT_EQ(forged.size(), 1U);
  EXPECT_THAT(forged[0], HasSubstr("removed too"));
}

// Duplicates that were kept on purpose are found by the sample.
TEST_F(VerifyTest, WhatWasMissedIsEstimated) {
  std::string lines;
  for (int i = 0; i < 40; ++i) lines += Record(std::to_string(i), SomeText(static_cast<std::uint64_t>(i / 2)));
  Write("in.jsonl", lines);
  Write("out", lines);
  Write("removed.jsonl", "");
  const VerifyReport report = Verify(options_);
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.sampled, 40U);
  EXPECT_EQ(report.missed, 40U);
  EXPECT_EQ(report.missed_pairs.size(), 10U);
  EXPECT_GT(report.missed_low, 0.9);
  EXPECT_EQ(report.missed_high, 1);
}

}  // namespace
}  // namespace copydesk
