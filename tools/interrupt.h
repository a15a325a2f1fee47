// Ctrl-C and SIGTERM: the work under way ends soon, and nothing half-written stays.
#ifndef COPYDESK_TOOLS_INTERRUPT_H_
#define COPYDESK_TOOLS_INTERRUPT_H_

#include <atomic>

namespace copydesk::tools {

// Becomes true at the first SIGINT or SIGTERM after InstallInterruptHandler; a second one ends the program at once.
[[nodiscard]] const std::atomic<bool>& Interrupted();

void InstallInterruptHandler();

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_INTERRUPT_H_
