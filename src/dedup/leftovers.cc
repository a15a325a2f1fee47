#include "dedup/leftovers.h"

#include <signal.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

#include "absl/strings/numbers.h"
#include "base/status.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

// Whether a file is "NAME.part-PID" for one of the names, of a process that is gone.
bool IsLeft(std::string_view file, const std::set<std::string, std::less<>>& names) {
  constexpr std::string_view kMark = ".part-";
  const std::size_t mark = file.rfind(kMark);
  if (mark == std::string_view::npos || !names.contains(file.substr(0, mark))) return false;
  pid_t process = 0;
  if (!absl::SimpleAtoi(ToAbsl(file.substr(mark + kMark.size())), &process) || process <= 0) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

void RemoveLeftovers(const std::vector<std::string>& paths) {
  std::map<fs::path, std::set<std::string, std::less<>>> names;  // by folder
  for (const std::string& path : paths) names[fs::path(path).parent_path()].insert(fs::path(path).filename().string());
  for (const auto& [folder, files] : names) {
    std::error_code error;
    std::vector<fs::path> left;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
      if (IsLeft(entry->path().filename().string(), files)) left.push_back(entry->path());
    }
    for (const fs::path& path : left) fs::remove(path, error);
  }
}

}  // namespace copydesk
