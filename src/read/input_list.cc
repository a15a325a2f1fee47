#include "read/input_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

struct Walk {
  std::vector<InputFile> files;
  std::vector<std::string> folders;  // still to be listed
  std::uint64_t bytes = 0;
};

std::string Problem(const std::error_code& error) {
  return absl::StrCat("cannot be read (", error.message(), "); change its permissions, or leave it out");
}

void Visit(const fs::directory_entry& entry, Walk* walk) {
  const std::string& path = entry.path().native();
  if (entry.path().filename().native().starts_with('.')) return;
  std::error_code error;
  const fs::file_type type = entry.status(error).type();
  if (type == fs::file_type::directory) {
    // A link could lead around in a circle, or out of what the user named.
    if (!entry.is_symlink(error)) walk->folders.push_back(path);
  } else if (type == fs::file_type::regular) {
    const std::uintmax_t size = entry.file_size(error);
    walk->bytes += error ? 0 : size;
    walk->files.push_back({.path = path, .walked = true, .problem = error ? Problem(error) : ""});
  } else if (type == fs::file_type::not_found) {
    walk->files.push_back({.path = path, .walked = true, .problem = "a link to nothing; remove it"});
  } else if (type == fs::file_type::none || type == fs::file_type::unknown) {
    walk->files.push_back({.path = path, .walked = true, .problem = Problem(error)});
  } else {
    walk->files.push_back({.path = path, .walked = true, .problem = "no regular file; name it directly to read it"});
  }
}

Walk WalkFolder(const std::string& folder) {
  Walk walk;
  walk.folders.push_back(folder);
  while (!walk.folders.empty()) {
    const std::string path = std::move(walk.folders.back());
    walk.folders.pop_back();
    std::error_code error;
    fs::directory_iterator entries(path, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) Visit(*entries, &walk);
    if (error) walk.files.push_back({.path = path, .walked = true, .problem = Problem(error)});
  }
  std::sort(walk.files.begin(), walk.files.end(),
            [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
  return walk;
}

// The errors of an input that the user named.
absl::Status CheckReadable(const std::string& path) {
  if (faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) == 0) return absl::OkStatus();
  return absl::ErrnoToStatus(errno, path);
}

}  // namespace

absl::StatusOr<InputList> ListInputs(const std::vector<std::string>& inputs) {
  if (inputs.empty()) return absl::InvalidArgumentError("no input; name files, folders, or - for standard input");
  if (std::count(inputs.begin(), inputs.end(), kStandardInput) > 1) {
    return absl::InvalidArgumentError("standard input is given twice; it can be read once");
  }
  InputList list;
  bool size_known = true;
  for (const std::string& input : inputs) {
    if (input == kStandardInput) {
      size_known = false;
      list.files.push_back({.path = input, .walked = false, .problem = ""});
      continue;
    }
    COPYDESK_RETURN_IF_ERROR(CheckReadable(input));
    std::error_code error;
    const fs::file_type type = fs::status(input, error).type();
    if (type == fs::file_type::directory) {
      Walk walk = WalkFolder(input);
      list.total_bytes += walk.bytes;
      std::move(walk.files.begin(), walk.files.end(), std::back_inserter(list.files));
      continue;
    }
    const std::uintmax_t size = type == fs::file_type::regular ? fs::file_size(input, error) : 0;
    size_known = size_known && type == fs::file_type::regular && !error;
    list.total_bytes += error ? 0 : size;
    list.files.push_back({.path = input, .walked = false, .problem = ""});
  }
  if (!size_known) list.total_bytes = 0;
  return list;
}

}  // namespace copydesk
