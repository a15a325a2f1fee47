#include "integration/integration_testing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "copydesk/reader.h"
#include "copydesk/report.h"

namespace copydesk {
namespace {

std::size_t Draw(std::mt19937_64& random, std::size_t low, std::size_t high) {
  return std::uniform_int_distribution<std::size_t>(low, high)(random);
}

std::string RandomWords(std::mt19937_64& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) absl::StrAppend(&text, "w", Draw(random, 0, 5000), " ");
  return text;
}

// `text` with every n-th word replaced, about.
std::string Edited(std::mt19937_64& random, const std::string& text, std::size_t n) {
  std::string edited;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size() - 1) + 1;
    edited += Draw(random, 1, n) == 1 ? RandomWords(random, 1) : text.substr(begin, end - begin);
    begin = end;
  }
  return edited;
}

// Empty when the file cannot be read.
std::vector<Document> ReadAll(const std::string& path) {
  auto reader = OpenReader({path}, {});
  if (!reader.ok()) return {};
  auto batch = (*reader)->ReadBatch(1 << 30);
  return batch.ok() ? *std::move(batch) : std::vector<Document>();
}

}  // namespace

const std::vector<Document>& NewsArticles() {
  static const std::vector<Document> articles = ReadAll(COPYDESK_SOURCE_DIR "/samples/news/articles.jsonl");
  return articles;
}

const std::vector<Document>& LanguageTexts() {
  static const std::vector<Document> texts = ReadAll(COPYDESK_SOURCE_DIR "/samples/languages/articles.jsonl");
  return texts;
}

std::vector<Document> RandomCollection(std::mt19937_64& random, std::size_t size) {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < size; ++i) {
    Document document;
    document.metadata.id = absl::StrFormat("doc-%03d", i);
    const std::string before = i == 0 ? "" : documents[Draw(random, 0, i - 1)].text;
    switch (before.empty() ? 0 : Draw(random, 0, 6)) {
      case 0:
        document.text = RandomWords(random, Draw(random, 20, 300));
        break;
      case 1:
        document.text = before;
        break;
      case 2:
        document.text = Edited(random, before, 60);
        break;
      case 3:
        document.text = Edited(random, before, 12);
        break;
      case 4:  // cut: ends between words
        document.text = before.substr(0, before.find(' ', before.size() / 2) + 1);
        break;
      case 5:
        document.text = absl::StrCat(RandomWords(random, 150), before);
        break;
      default:
        if (Draw(random, 0, 3) > 0) document.text = absl::StrCat(before, "\"", RandomWords(random, 40), "\"");
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

Detector OpenOrDie(const Options& options) {
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) {
    std::fprintf(stderr, "%s\n", detector.status().ToString().c_str());
    std::abort();
  }
  return *std::move(detector);
}

void AddAll(std::span<const Document> documents, std::size_t batch, Detector* detector) {
  for (std::size_t begin = 0; begin < documents.size(); begin += batch) {
    const absl::Status status = detector->Add(documents.subspan(begin, std::min(batch, documents.size() - begin)));
    ASSERT_TRUE(status.ok()) << status;
  }
}

std::vector<std::string> MatchLines(std::span<const Match> matches) {
  std::vector<std::string> lines;
  lines.reserve(matches.size());
  for (const Match& match : matches) lines.push_back(MatchJson(match));
  return lines;
}

std::vector<std::string> FoundBy(Detector* detector) {
  const auto matches = detector->Matches();
  EXPECT_TRUE(matches.ok()) << matches.status();
  if (!matches.ok()) return {};
  std::vector<std::string> lines = MatchLines(*matches);
  const auto clusters = detector->Cluster();
  EXPECT_TRUE(clusters.ok()) << clusters.status();
  if (!clusters.ok()) return {};
  for (const Cluster& cluster : *clusters) lines.push_back(ClusterJson(cluster));
  const auto stories = detector->Stories();
  EXPECT_TRUE(stories.ok()) << stories.status();
  if (!stories.ok()) return {};
  for (const Story& story : *stories) lines.push_back(StoryJson(story));
  const absl::Status status = detector->ForEachDocument([&](const DocumentView& view) {
    for (const Block& block : view.blocks) lines.push_back(BlockJson(view, block));
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return lines;
}

void IntegrationTest::SetUp() {
  std::string name = (std::filesystem::temp_directory_path() / "copydesk-integration-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  ASSERT_EQ(NewsArticles().size(), 48U) << "samples/news/articles.jsonl cannot be read";
}

void IntegrationTest::TearDown() { std::filesystem::remove_all(folder_); }

Options IntegrationTest::OnDisk(const std::string& name) const {
  Options options;
  options.store = (folder_ / name).string();
  return options;
}

}  // namespace copydesk
