#include "dedup/resume_state.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/output_file.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

absl::Status SystemError(int error, const std::string& path) {
  return absl::ErrnoToStatus(error, absl::StrCat(path, ": cannot be written"));
}

// The lines of a file that have their line end; none of a file that is not there.
std::vector<std::string> WholeLines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', begin)) {
    lines.push_back(bytes.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Takes away the end of a line that an interruption cut off.
absl::Status RemoveCutLine(const std::string& path) {
  std::uint64_t size = 0;
  for (const std::string& line : WholeLines(path)) size += line.size() + 1;
  std::error_code error;
  if (!fs::exists(path, error) || fs::file_size(path, error) == size) return absl::OkStatus();
  fs::resize_file(path, size, error);
  return error ? SystemError(error.value(), path) : absl::OkStatus();
}

std::set<std::uint32_t> Numbers(const std::string& path) {
  std::set<std::uint32_t> numbers;
  for (const std::string& line : WholeLines(path)) {
    std::uint32_t number = 0;
    if (absl::SimpleAtoi(line, &number)) numbers.insert(number);
  }
  return numbers;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ResumeState>> ResumeState::Open(std::string folder, std::string run, bool resume,
                                                               bool force) {
  std::unique_ptr<ResumeState> state(new ResumeState(std::move(folder), std::move(run)));
  std::error_code error;
  if (!fs::exists(fs::symlink_status(state->folder_, error))) return state;
  if (!fs::is_directory(fs::symlink_status(state->folder_, error))) {
    return absl::FailedPreconditionError(
        absl::StrCat(state->folder_, ": is not what a run of dedup leaves; move it away"));
  }
  if (!resume && !force) {
    return absl::FailedPreconditionError(
        absl::StrCat(state->folder_,
                     ": was left by a run that did not end; add --resume to go on with it, or --force "
                     "to begin anew"));
  }
  const std::vector<std::string> lines = WholeLines(state->Path("run"));
  if (!resume || lines.empty()) {  // without its first line nothing was done
    COPYDESK_RETURN_IF_ERROR(state->Remove());
    return state;
  }
  if (lines.size() != 1 || lines.front() != state->run_) {
    return absl::FailedPreconditionError(
        absl::StrCat(state->folder_,
                     ": was left by a run with other inputs or options; repeat these with --resume, or "
                     "remove the folder to begin anew"));
  }
  state->found_ = true;
  for (const char* name : {"read", "written", "found.jsonl"}) {
    COPYDESK_RETURN_IF_ERROR(RemoveCutLine(state->Path(name)));
  }
  state->read_ = Numbers(state->Path("read"));
  state->written_ = Numbers(state->Path("written"));
  return state;
}

ResumeState::~ResumeState() = default;

std::string ResumeState::Path(std::string_view name) const { return absl::StrCat(folder_, "/", ToAbsl(name)); }

absl::Status ResumeState::Create() {
  if (found_) return absl::OkStatus();
  COPYDESK_RETURN_IF_ERROR(CreateFolder(folder_));
  COPYDESK_RETURN_IF_ERROR(Append("run", absl::StrCat(run_, "\n")));
  found_ = true;
  return absl::OkStatus();
}

absl::Status ResumeState::MarkRead(std::uint32_t file) {
  if (!read_.insert(file).second) return absl::OkStatus();
  return Append("read", absl::StrCat(file, "\n"));
}

absl::Status ResumeState::MarkWritten(std::uint32_t file) {
  if (!written_.insert(file).second) return absl::OkStatus();
  return Append("written", absl::StrCat(file, "\n"));
}

absl::StatusOr<std::vector<std::string>> ResumeState::FoundLines() const { return WholeLines(Path("found.jsonl")); }

absl::Status ResumeState::AppendFound(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) absl::StrAppend(&text, line, "\n");
  return text.empty() ? absl::OkStatus() : Append("found.jsonl", text);
}

bool ResumeState::decided() const {
  std::error_code error;
  return found_ && fs::is_regular_file(Path("removed.jsonl"), error);
}

absl::Status ResumeState::Remove() {
  // In an order in which what is left can always be gone on with: the store before the decision that makes it needless.
  std::error_code error;
  for (const char* name : {"store", "found.jsonl", "read", "removed.jsonl", "written", "run"}) {
    if (!error) fs::remove_all(Path(name), error);
  }
  if (!error) fs::remove_all(folder_, error);
  found_ = false;
  if (!error) return absl::OkStatus();
  return absl::ErrnoToStatus(error.value(), absl::StrCat(folder_, ": cannot be removed"));
}

absl::Status ResumeState::Append(std::string_view name, std::string_view lines) {
  const std::string path = Path(name);
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0) return SystemError(errno, path);
  int error = 0;
  while (error == 0 && !lines.empty()) {
    const ssize_t written = ::write(file, lines.data(), lines.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) lines.remove_prefix(static_cast<std::size_t>(written));
  }
  if (error == 0 && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error == 0 ? absl::OkStatus() : SystemError(error, path);
}

}  // namespace copydesk
