// Resolves the inputs that a user names to the files to read.
#ifndef COPYDESK_READ_INPUT_LIST_H_
#define COPYDESK_READ_INPUT_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace copydesk {

inline constexpr const char* kStandardInput = "-";

struct InputFile {
  std::string path;     // as given, or the folder as given and the path below it
  bool walked = false;  // found in a folder
  std::string problem;  // not empty: why it cannot be read
};

struct InputList {
  std::vector<InputFile> files;
  std::uint64_t total_bytes = 0;  // 0 when one of the inputs is no regular file
};

// The files of `inputs`, in their order, each folder's in bytewise order of their paths, by the rules of
// copydesk/reader.h. Opens no file. Keeps all paths in memory.
[[nodiscard]] absl::StatusOr<InputList> ListInputs(const std::vector<std::string>& inputs);

}  // namespace copydesk

#endif  // COPYDESK_READ_INPUT_LIST_H_
