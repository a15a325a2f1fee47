#include "copydesk/version.h"

namespace copydesk {

std::string_view Version() { return COPYDESK_VERSION; }

}  // namespace copydesk
