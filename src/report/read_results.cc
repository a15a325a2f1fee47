// The files of a scan, line by line.
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/results.h"

namespace copydesk {
namespace {

// The lines of a file. Memory: the longest line, up to kMaxResultLine.
class Lines {
 public:
  static absl::StatusOr<Lines> Open(const std::string& path) {
    struct ::stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
      if (errno != ENOENT && errno != ENOTDIR) return absl::ErrnoToStatus(errno, path);
      return absl::NotFoundError(absl::StrCat(path, ": no such file; name the folder that copydesk scan -o wrote"));
    }
    if (!S_ISREG(status.st_mode)) return absl::FailedPreconditionError(absl::StrCat(path, ": not a file"));
    File file(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) return absl::ErrnoToStatus(errno, path);
    return Lines(path, std::move(file));
  }

  // Calls `visit` for each line that is not empty. The error of a line names it.
  absl::Status ForEach(const std::function<absl::Status(std::string_view line)>& visit) {
    std::string line;
    for (std::uint64_t number = 1; true; ++number) {
      COPYDESK_ASSIGN_OR_RETURN(const bool has_line, Next(&line));
      if (!has_line) return absl::OkStatus();
      if (line.size() > kMaxResultLine) return Damaged(number, "the line is too long");
      if (line.empty()) continue;
      if (const absl::Status status = visit(line); !status.ok()) return Damaged(number, status.message());
    }
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  Lines(std::string path, File file) : path_(std::move(path)), file_(std::move(file)) {}

  absl::Status Damaged(std::uint64_t number, absl::string_view what) const {
    return absl::DataLossError(absl::StrCat(path_, ":", number, ": ", what));
  }

  // False at the end. Of a line above the limit no more than one byte more is kept.
  absl::StatusOr<bool> Next(std::string* line) {
    line->clear();
    int c = EOF;
    while ((c = ::getc_unlocked(file_.get())) != EOF && c != '\n') {
      if (line->size() <= kMaxResultLine) line->push_back(static_cast<char>(c));
    }
    if (std::ferror(file_.get()) != 0) return absl::ErrnoToStatus(errno, path_);
    return c != EOF || !line->empty();
  }

  std::string path_;
  File file_;
};

// Reads a file of JSON lines with `parse`.
template <typename Value>
absl::StatusOr<std::vector<Value>> ReadLines(const std::string& path,
                                             absl::StatusOr<Value> (*parse)(std::string_view)) {
  COPYDESK_ASSIGN_OR_RETURN(Lines lines, Lines::Open(path));
  std::vector<Value> values;
  COPYDESK_RETURN_IF_ERROR(lines.ForEach([&](std::string_view line) -> absl::Status {
    COPYDESK_ASSIGN_OR_RETURN(Value value, parse(line));
    values.push_back(std::move(value));
    return absl::OkStatus();
  }));
  return values;
}

absl::StatusOr<ResultSettings> ReadSummary(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(Lines lines, Lines::Open(path));
  std::string text;
  COPYDESK_RETURN_IF_ERROR(lines.ForEach([&](std::string_view line) -> absl::Status {
    if (text.size() + line.size() > kMaxResultLine) return absl::DataLossError("the file is too long");
    text.append(line).push_back('\n');
    return absl::OkStatus();
  }));
  absl::StatusOr<ResultSettings> settings = ParseSummary(text);
  if (!settings.ok()) return absl::DataLossError(absl::StrCat(path, ": ", settings.status().message()));
  return settings;
}

}  // namespace

absl::StatusOr<ScanResults> ReadResults(const std::string& folder) {
  ScanResults results;
  COPYDESK_ASSIGN_OR_RETURN(results.settings, ReadSummary(folder + "/summary.json"));
  COPYDESK_ASSIGN_OR_RETURN(results.texts, ReadLines<ResultText>(folder + "/blocks.jsonl", &ParseBlock));
  COPYDESK_ASSIGN_OR_RETURN(results.matches, ReadLines<Match>(folder + "/matches.jsonl", &ParseMatch));
  return results;
}

}  // namespace copydesk
