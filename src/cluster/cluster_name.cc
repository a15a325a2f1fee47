#include "cluster/cluster_name.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/hash.h"

namespace copydesk {

std::string NameOfMembers(char prefix, std::vector<const BlockName*> members) {
  std::sort(members.begin(), members.end(), [](const BlockName* x, const BlockName* y) { return *x < *y; });
  std::string bytes;
  for (const BlockName* const name : members) {
    for (const std::string* const field : {&name->document, &name->block}) {
      absl::StrAppend(&bytes, field->size(), ":", *field);
    }
  }
  return absl::StrFormat("%c-%016x", prefix, Hash64(bytes));
}

}  // namespace copydesk
