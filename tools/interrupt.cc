#include "interrupt.h"

#include <csignal>

namespace copydesk::tools {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

extern "C" void HandleInterrupt(int /*signal_number*/) { interrupted = true; }

}  // namespace

const std::atomic<bool>& Interrupted() { return interrupted; }

void InstallInterruptHandler() {
  struct sigaction action = {};
  action.sa_handler = HandleInterrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESETHAND;  // and no SA_RESTART: a wait for standard input is to end
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace copydesk::tools
