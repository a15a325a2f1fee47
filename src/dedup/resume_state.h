// What a run leaves beside its output until it has ended, so that another can go on with it.
//
// A folder named as the output with ".resume" after it:
//   run             what the run is: a line of JSON with its inputs, their sizes and times, and its options
//   store/          the records that were read, when the run was told to be resumed
//   read            one line an input file of which all records are in the store: its number
//   found.jsonl     certificate lines that were found while reading
//   removed.jsonl   the certificate, when it is decided
//   written         one line an output that has its final name: its number
// Lines are appended and flushed to the disk one by one; a last line without its line end does not count.
#ifndef COPYDESK_DEDUP_RESUME_STATE_H_
#define COPYDESK_DEDUP_RESUME_STATE_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace copydesk {

class ResumeState {
 public:
  // `folder` need not exist. `run` says what the run is, without line ends. Errors: FailedPrecondition, with the
  // remedy, when the folder is that of another run, or exists and neither `resume` nor `force` is set. With `force` and
  // without `resume` what is there is removed.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<ResumeState>> Open(std::string folder, std::string run,
                                                                         bool resume, bool force);

  ~ResumeState();
  ResumeState(const ResumeState&) = delete;
  ResumeState& operator=(const ResumeState&) = delete;

  // Whether an earlier run left something.
  [[nodiscard]] bool found() const { return found_; }

  // Makes the folder, if it is not there.
  [[nodiscard]] absl::Status Create();

  [[nodiscard]] std::string Path(std::string_view name) const;

  [[nodiscard]] const std::set<std::uint32_t>& read() const { return read_; }
  [[nodiscard]] const std::set<std::uint32_t>& written() const { return written_; }
  [[nodiscard]] absl::Status MarkRead(std::uint32_t file);
  [[nodiscard]] absl::Status MarkWritten(std::uint32_t file);

  // Lines of found.jsonl.
  [[nodiscard]] absl::StatusOr<std::vector<std::string>> FoundLines() const;
  [[nodiscard]] absl::Status AppendFound(const std::vector<std::string>& lines);

  // Whether the certificate is there, whole.
  [[nodiscard]] bool decided() const;

  // Removes the folder: the run has ended.
  [[nodiscard]] absl::Status Remove();

 private:
  ResumeState(std::string folder, std::string run) : folder_(std::move(folder)), run_(std::move(run)) {}
  [[nodiscard]] absl::Status Append(std::string_view name, std::string_view lines);

  const std::string folder_;
  const std::string run_;
  bool found_ = false;
  std::set<std::uint32_t> read_;
  std::set<std::uint32_t> written_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_RESUME_STATE_H_
