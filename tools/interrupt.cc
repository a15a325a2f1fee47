#include "interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace copydesk::tools {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

extern "C" void HandleInterrupt(int signal_number) {
  interrupted = true;
  std::signal(signal_number, SIG_DFL);
  // A read that waits for standard input is begun again after a signal; it then finds the end of the input.
  const int error = errno;
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
  errno = error;
}

}  // namespace

const std::atomic<bool>& Interrupted() { return interrupted; }

void InstallInterruptHandler() {
  std::signal(SIGINT, HandleInterrupt);
  std::signal(SIGTERM, HandleInterrupt);
}

}  // namespace copydesk::tools
