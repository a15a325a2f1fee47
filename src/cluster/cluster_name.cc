#include "cluster/cluster_name.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "base/hash.h"

namespace copydesk {

std::string NameOfMembers(char prefix, std::vector<BlockName> members) {
  std::sort(members.begin(), members.end());
  std::string bytes;
  for (const BlockName& name : members) {
    for (const std::string& field : {name.document, name.block}) {
      bytes += absl::StrFormat("%d:", field.size());
      bytes += field;
    }
  }
  return absl::StrFormat("%c-%016x", prefix, Hash64(bytes));
}

}  // namespace copydesk
