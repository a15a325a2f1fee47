// Progress of long work on standard error: one line that is rewritten on a terminal, a plain line now and then
// elsewhere.
#ifndef COPYDESK_TOOLS_PROGRESS_H_
#define COPYDESK_TOOLS_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace copydesk::tools {

class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // `done` of `total` bytes and so many records have been read; `total` is 0 when it is not known. Shows rate and time
  // left. Cheap: prints four times a second on a terminal, every ten seconds elsewhere.
  void Reading(std::uint64_t records, std::uint64_t done, std::uint64_t total);

  // A later stage has done so much.
  void Stage(const std::string& stage, std::uint64_t done, const std::string& unit);

  // Removes the line from the terminal, before other output.
  void Clear();

 private:
  bool IsDue();
  void Show(const std::string& text);

  bool quiet_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_ = start_;
};

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_PROGRESS_H_
