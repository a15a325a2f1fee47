// Whole runs of dedup over files, each checked by the verification, which shares nothing with the writing of outputs.
#include "copydesk/dedup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "dedup/dedup_testing.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Some words of it are others.
std::string Edited(std::string text, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (int i = 0; i < 3; ++i) text[random() % text.size()] = 'q';
  return text;
}

TEST_F(DedupTest, KeepsTheFirstOfEachByteForByte) {
  const std::string odd = "{ \"text\" : \"caf\\u00e9 " + SomeText(3) + "\",\"id\":\"c\" }\r\n";
  const std::string lines = "\xef\xbb\xbf" + Record("a", SomeText(1)) + "\n" + Record("a2", SomeText(1)) + odd +
                            "{not json\n" + Record("b", Edited(SomeText(1), 1)) + Record("d", SomeText(4));
  Write("in.jsonl", lines.substr(0, lines.size() - 1));  // the last line has no line end
  const DedupOptions options = OptionsFor({"in.jsonl"});
  const DedupReport report = Run(options);
  EXPECT_EQ(report.records, 5U);
  EXPECT_EQ(report.removed, 2U);
  EXPECT_EQ(report.reader.rejects, 1U);
  EXPECT_THAT(report.by_relation, ElementsAre(std::pair(Relation::kExact, 1U), std::pair(Relation::kNear, 1U)));
  const std::string expected =
      "\xef\xbb\xbf" + Record("a", SomeText(1)) + "\n" + odd + "{not json\n" + Record("d", SomeText(4));
  EXPECT_EQ(Read("out"), expected.substr(0, expected.size() - 1));
  EXPECT_EQ(report.bytes_in, report.bytes_kept + report.bytes_removed);
  EXPECT_EQ(report.bytes_kept, Read("out").size());
  EXPECT_THAT(Lines("removed.jsonl"),
              ElementsAre(StartsWith(R"({"removed":{"document":"a2")"), StartsWith(R"({"removed":{"document":"b")")));
  EXPECT_FALSE(fs::exists(Path("out.resume")));
  const VerifyReport verified = Verify(options);
  EXPECT_THAT(verified.problems, IsEmpty());
  EXPECT_EQ(verified.removed, 2U);
  EXPECT_EQ(verified.sampled, 3U);
  EXPECT_EQ(verified.missed, 0U);
}

TEST_F(DedupTest, ShardsKeepTheirNames) {
  Write("in/a.jsonl", Record("1", SomeText(1)) + Record("2", SomeText(2)));
  WriteGzip("in/deep/b.jsonl.gz", Record("3", SomeText(1)) + Record("4", SomeText(3)));
  Write("in/c.jsonl", Record("5", SomeText(2)));
  const DedupOptions options = OptionsFor({"in"});
  Run(options);
  EXPECT_EQ(Read("out/a.jsonl"), Record("1", SomeText(1)) + Record("2", SomeText(2)));
  EXPECT_EQ(Read("out/deep/b.jsonl.gz"), Record("4", SomeText(3)));
  EXPECT_NE(fs::file_size(Path("out/deep/b.jsonl.gz")), Read("out/deep/b.jsonl.gz").size());
  EXPECT_EQ(Read("out/c.jsonl"), "");
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, TextsAreFiles) {
  Write("in/a.txt", SomeText(1));
  Write("in/b.txt", SomeText(1));
  Write("in/c.txt", SomeText(2));
  const DedupOptions options = OptionsFor({"in"});
  EXPECT_EQ(Run(options).removed, 1U);
  EXPECT_EQ(Read("out/a.txt"), SomeText(1));
  EXPECT_FALSE(fs::exists(Path("out/b.txt")));
  EXPECT_EQ(Read("out/c.txt"), SomeText(2));
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, OneIdTwiceIsTwoRecords) {
  Write("in.jsonl", Record("x", SomeText(1)) + Record("x", SomeText(1)) + Record("x", SomeText(2)));
  const DedupOptions options = OptionsFor({"in.jsonl"});
  EXPECT_EQ(Run(options).removed, 1U);
  EXPECT_EQ(Read("out"), Record("x", SomeText(1)) + Record("x", SomeText(2)));
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, KeepPolicies) {
  const std::vector<std::string> records = {
      Record("0", SomeText(1), R"("source":"Gazette","published":"2020-01-02","score":1)"),
      Record("1", SomeText(1), R"("source":"Reuters","score":2.5)"),
      Record("2", SomeText(1) + " And more.", R"("source":"AP","published":"2020-01-01","score":"x")")};
  Write("in.jsonl", records[0] + records[1] + records[2]);
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.force = true;
  const auto kept = [&](KeepPolicy policy) {
    options.keep = policy;
    Run(options);
    EXPECT_THAT(Verify(options).problems, IsEmpty());
    return Read("out");
  };
  EXPECT_EQ(kept(KeepPolicy::kFirst), records[0]);
  EXPECT_EQ(kept(KeepPolicy::kEarliest), records[2]);
  EXPECT_EQ(kept(KeepPolicy::kLongest), records[2]);
  options.keep_field = "score";
  EXPECT_EQ(kept(KeepPolicy::kField), records[1]);
  options.keep_sources = {"AFP", "Reuters"};
  EXPECT_EQ(kept(KeepPolicy::kSource), records[1]);
}

TEST_F(DedupTest, OnlyContainedTextsGoAndOnlyWhenAsked) {
  Write("in.jsonl", Record("part", SomeText(1, 60)) + Record("whole", SomeText(1, 60) + " " + SomeText(2, 100)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  EXPECT_EQ(Run(options).removed, 0U);
  options.detector.relations.push_back(Relation::kContains);
  options.force = true;
  EXPECT_EQ(Run(options).removed, 1U);
  EXPECT_THAT(Read("out"), HasSubstr("\"whole\""));
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

// A market report and the next day's are near, and neither replaces the other, here or in a store.
TEST_F(DedupTest, IssuesOfAReportStay) {
  const auto report = [](std::uint64_t day) {
    std::mt19937_64 random(day);
    std::string text;
    for (int row = 0; row < 12; ++row) {
      text += SomeText(static_cast<std::uint64_t>(row), 4) + " " + std::to_string(1000 + random() % 9000) + " ";
    }
    return text;
  };
  Write("in.jsonl", Record("monday", report(1)) + Record("tuesday", report(2)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  EXPECT_EQ(Run(options).removed, 0U);
  const VerifyReport verified = Verify(options);
  EXPECT_THAT(verified.problems, IsEmpty());
  EXPECT_EQ(verified.missed, 0U);
  options.detector.relations.push_back(Relation::kContains);
  options.force = true;
  EXPECT_EQ(Run(options).removed, 0U);
}

// A character alone is a token only where none stands beside it: what a part's tokens are depends on its text.
TEST_F(DedupTest, PassagesOfChineseAreVerified) {
  std::string shared;
  for (int i = 0; i < 40; ++i) shared += "我 word" + std::to_string(i) + " 春夏秋冬来了。";
  Write("in.jsonl",
        Record("a", "东西南北。" + shared + "一二三四。") + Record("b", "上下左右。" + shared + "五六七八。"));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.unit = DedupUnit::kPassage;
  EXPECT_EQ(Run(options).parts, 1U);
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, Annotates) {
  Write("in.jsonl", Record("a", SomeText(1)) + "[]\n" + Record("b", SomeText(1)) + Record("c", SomeText(2)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.annotate = true;
  Run(options);
  const std::vector<std::string> lines = Lines("out");
  ASSERT_EQ(lines.size(), 4U);
  const auto a = nlohmann::json::parse(lines[0]);
  const auto b = nlohmann::json::parse(lines[2]);
  const auto c = nlohmann::json::parse(lines[3]);
  EXPECT_EQ(a["copydesk_cluster"], b["copydesk_cluster"]);
  EXPECT_EQ(a["copydesk_size"], 2);
  EXPECT_EQ(a["copydesk_keep"], true);
  EXPECT_EQ(b["copydesk_keep"], false);
  EXPECT_TRUE(c["copydesk_cluster"].is_null());
  EXPECT_EQ(c["copydesk_size"], 1);
  EXPECT_EQ(lines[1], "[]");
  EXPECT_THAT(lines[0], StartsWith(Record("a", SomeText(1)).substr(0, 40)));
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, ParagraphsAndPassages) {
  const std::string shared = SomeText(9, 80);
  Write("in.jsonl", Record("a", SomeText(1) + "\n\n" + shared + "\n\n" + SomeText(2)) +
                        Record("b", SomeText(3) + "\n\n" + shared + "\n\n" + SomeText(4)) + Record("c", shared));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.force = true;
  for (const DedupUnit unit : {DedupUnit::kParagraph, DedupUnit::kPassage}) {
    options.unit = unit;
    const DedupReport report = Run(options);
    EXPECT_EQ(report.parts, 2U);
    EXPECT_EQ(report.removed, 1U);  // of c nothing is left
    const std::vector<std::string> lines = Lines("out");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0] + "\n", Record("a", SomeText(1) + "\n\n" + shared + "\n\n" + SomeText(2)));
    EXPECT_THAT(lines[1], HasSubstr(SomeText(3)));
    EXPECT_THAT(lines[1], testing::Not(HasSubstr(shared)));
    EXPECT_THAT(Verify(options).problems, IsEmpty());
  }
}

TEST_F(DedupTest, ContaminatedRecordsGo) {
  const std::string question = SomeText(7, 30);
  Write("bench.jsonl", Record("q1", question));
  Write("in.jsonl", Record("a", SomeText(1) + " " + question + " " + SomeText(2)) + Record("b", SomeText(3)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.contamination = Path("bench.jsonl");
  const DedupReport report = Run(options);
  EXPECT_EQ(report.contaminated, 1U);
  EXPECT_EQ(Read("out"), Record("b", SomeText(3)));
  EXPECT_THAT(Verify(options).problems, IsEmpty());
}

TEST_F(DedupTest, NothingIsOverwritten) {
  Write("in.jsonl", Record("a", SomeText(1)));
  Write("out", "mine");
  const DedupOptions options = OptionsFor({"in.jsonl"});
  EXPECT_THAT(ErrorOf(options), HasSubstr("--force"));
  EXPECT_EQ(Read("out"), "mine");
  DedupOptions onto_itself = options;
  onto_itself.output = Path("in.jsonl");
  onto_itself.force = true;
  EXPECT_THAT(ErrorOf(onto_itself), HasSubstr("input"));
  DedupOptions inside = OptionsFor({"in"});
  Write("in/a.jsonl", Record("a", SomeText(1)));
  inside.output = Path("in/clean/");
  EXPECT_THAT(ErrorOf(inside), HasSubstr("input folder"));
}

TEST_F(DedupTest, OptionsThatDoNotGoTogether) {
  Write("in.jsonl", Record("a", SomeText(1)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.inputs = {"-"};
  EXPECT_THAT(ErrorOf(options), HasSubstr("standard input"));
  options = OptionsFor({"in.jsonl"});
  options.unit = DedupUnit::kPassage;
  options.annotate = true;
  EXPECT_THAT(ErrorOf(options), HasSubstr("annotate"));
  options.annotate = false;
  options.min_passage = 5;
  EXPECT_THAT(ErrorOf(options), HasSubstr("min_passage"));
  Write("other/in.jsonl", "");
  options = OptionsFor({"in.jsonl", "other/in.jsonl"});
  EXPECT_THAT(ErrorOf(options), HasSubstr("would both be written"));
}

TEST_F(DedupTest, DryRunWritesNothing) {
  Write("in.jsonl", Record("a", SomeText(1)) + Record("b", SomeText(1)));
  DedupOptions options = OptionsFor({"in.jsonl"});
  options.dry_run = true;
  EXPECT_EQ(Run(options).removed, 1U);
  EXPECT_FALSE(fs::exists(Path("out")));
  EXPECT_FALSE(fs::exists(Path("removed.jsonl")));
}

// Interrupted after each of its stages, a run that is resumed writes what an uninterrupted one does.
TEST_F(DedupTest, ResumesWhereItStopped) {
  for (int file = 0; file < 4; ++file) {
    std::string lines;
    for (int i = 0; i < 10; ++i) {
      lines += Record(std::to_string(file * 10 + i), SomeText(static_cast<std::uint64_t>(file * 3 + i)));
    }
    Write("in/" + std::to_string(file) + ".jsonl", lines);
  }
  DedupOptions whole = OptionsFor({"in"});
  whole.output = Path("whole");
  whole.removed = Path("whole.jsonl");
  Run(whole);
  int stops = 0;
  for (std::uint64_t stop = 1;; ++stop) {
    fs::remove_all(Path("out"));
    std::atomic<bool> cancel = false;
    std::uint64_t calls = 0;
    DedupOptions options = OptionsFor({"in"});
    options.resume = true;
    options.reader.cancel = options.detector.cancel = &cancel;
    options.progress = [&](const Progress&) { cancel = ++calls >= stop; };
    const absl::Status stopped = Dedup(options).status();
    if (!stopped.ok()) {
      EXPECT_TRUE(absl::IsCancelled(stopped)) << stopped;
      EXPECT_TRUE(fs::exists(Path("out.resume")));
      ++stops;
      cancel = false;
      options.progress = nullptr;
      Run(options);
    }
    for (int file = 0; file < 4; ++file) {
      const std::string name = "/" + std::to_string(file) + ".jsonl";
      EXPECT_EQ(Read("out" + name), Read("whole" + name));
    }
    EXPECT_EQ(Read("removed.jsonl"), Read("whole.jsonl"));
    EXPECT_FALSE(fs::exists(Path("out.resume")));
    fs::remove(Path("removed.jsonl"));
    if (stopped.ok()) break;
  }
  EXPECT_GE(stops, 4);  // once for each file that is written, at least
}

// On collections with planted copies: what stays has no likes, a second run removes nothing, and all is verified.
TEST_F(DedupTest, RandomCollections) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    std::vector<std::string> texts;
    std::string lines;
    for (int i = 0; i < 60; ++i) {
      const std::uint64_t kind = random() % 4;
      std::string text = SomeText(seed * 1000 + static_cast<std::uint64_t>(i), 30 + random() % 90);
      if (kind == 0 && !texts.empty()) text = texts[random() % texts.size()];
      if (kind == 1 && !texts.empty()) text = Edited(texts[random() % texts.size()], random());
      texts.push_back(text);
      lines += Record("r" + std::to_string(i), text);
    }
    Write("in.jsonl", lines);
    DedupOptions options = OptionsFor({"in.jsonl"});
    options.force = true;
    EXPECT_GT(Run(options).removed, 0U);
    const VerifyReport verified = Verify(options);
    EXPECT_THAT(verified.problems, IsEmpty());
    EXPECT_EQ(verified.missed, 0U);
    DedupOptions again = OptionsFor({"out"});
    again.output = Path("again");
    again.removed = Path("again.jsonl");
    again.force = true;
    EXPECT_EQ(Run(again).removed, 0U);
    EXPECT_EQ(Read("again"), Read("out"));
  }
}

}  // namespace
}  // namespace copydesk
