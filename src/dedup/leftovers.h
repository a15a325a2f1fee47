// Files that runs which were killed have left beside their outputs.
#ifndef COPYDESK_DEDUP_LEFTOVERS_H_
#define COPYDESK_DEDUP_LEFTOVERS_H_

#include <string>
#include <vector>

namespace copydesk {

// Removes what OutputFile had begun to write for one of `paths` in a process that is gone. What cannot be removed
// stays.
void RemoveLeftovers(const std::vector<std::string>& paths);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_LEFTOVERS_H_
