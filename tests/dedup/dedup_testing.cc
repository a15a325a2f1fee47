#include "dedup/dedup_testing.h"

#include <stdlib.h>
#include <zlib.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

namespace copydesk {

namespace fs = std::filesystem;

void DedupTest::SetUp() {
  std::string name = (fs::temp_directory_path() / "copydesk-dedup-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void DedupTest::TearDown() { fs::remove_all(folder_); }

void DedupTest::Write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << bytes;
}

void DedupTest::WriteGzip(const std::string& name, const std::string& bytes) const {
  fs::create_directories((folder_ / name).parent_path());
  gzFile file = gzopen(Path(name).c_str(), "wb");
  ASSERT_NE(file, nullptr);
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
}

std::string DedupTest::Read(const std::string& name) const {
  gzFile file = gzopen(Path(name).c_str(), "rb");  // reads what is not compressed too
  if (file == nullptr) return "<none>";
  std::string bytes;
  char buffer[4096];
  int size = 0;
  while ((size = gzread(file, buffer, sizeof(buffer))) > 0) bytes.append(buffer, static_cast<std::size_t>(size));
  gzclose(file);
  return bytes;
}

std::vector<std::string> DedupTest::Lines(const std::string& name) const {
  std::istringstream bytes(Read(name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(bytes, line);) lines.push_back(line);
  return lines;
}

DedupOptions DedupTest::OptionsFor(const std::vector<std::string>& inputs) const {
  DedupOptions options;
  for (const std::string& input : inputs) options.inputs.push_back(Path(input));
  options.output = Path("out");
  options.removed = Path("removed.jsonl");
  options.detector.relations = {Relation::kExact, Relation::kNear};
  options.detector.threads = 2;
  return options;
}

DedupReport DedupTest::Run(const DedupOptions& options) {
  absl::StatusOr<DedupReport> report = Dedup(options);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *std::move(report) : DedupReport();
}

std::string DedupTest::ErrorOf(const DedupOptions& options) {
  const absl::Status status = Dedup(options).status();
  return std::string(status.message());
}

VerifyReport DedupTest::Verify(const DedupOptions& options) {
  VerifyOptions verify;
  verify.inputs = options.inputs;
  verify.output = options.output;
  verify.removed = options.removed;
  verify.reader = options.reader;
  verify.rules = options.detector.rules;
  verify.min_contained = options.min_contained;
  verify.annotated = options.annotate;
  verify.against = options.against;
  verify.contamination = options.contamination;
  verify.contamination_run = options.contamination_run;
  absl::StatusOr<VerifyReport> report = VerifyDedup(verify);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *std::move(report) : VerifyReport();
}

std::string SomeText(std::uint64_t number, std::size_t words) {
  std::mt19937_64 random(number);
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += i % 12 == 0 ? ". " : " ";
    for (int letter = 0; letter < 5; ++letter) text += static_cast<char>('a' + random() % 26);
  }
  return text + ".";
}

std::string Record(const std::string& id, const std::string& text, const std::string& more) {
  const nlohmann::json id_json = id;
  const nlohmann::json text_json = text;
  return "{\"id\": " + id_json.dump() + ", \"text\": " + text_json.dump() + (more.empty() ? "" : ", " + more) + "}\n";
}

}  // namespace copydesk
