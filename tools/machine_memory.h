// How much memory there is.
#ifndef COPYDESK_TOOLS_MACHINE_MEMORY_H_
#define COPYDESK_TOOLS_MACHINE_MEMORY_H_

#include <cstdint>

namespace copydesk::tools {

// Bytes that this process may use: those of the machine, or of its control group where that has fewer; 0 when nobody
// says.
[[nodiscard]] std::uint64_t MachineMemory();

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_MACHINE_MEMORY_H_
