// Names that depend on members alone.
#ifndef COPYDESK_CLUSTER_CLUSTER_NAME_H_
#define COPYDESK_CLUSTER_CLUSTER_NAME_H_

#include <string>
#include <vector>

#include "copydesk/document.h"

namespace copydesk {

// `prefix` and 16 hexadecimal digits, the XXH3-64 of the members' names in order.
[[nodiscard]] std::string NameOfMembers(char prefix, std::vector<const BlockName*> members);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_CLUSTER_NAME_H_
