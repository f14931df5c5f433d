#include "pipeline/batch/stop_request.h"

#include <signal.h>

#include <array>

namespace osteosign {
namespace {

volatile sig_atomic_t asked_to_stop = 0;
constexpr std::array stopping{SIGINT, SIGTERM};
std::array<struct sigaction, stopping.size()> before;

}  // namespace

StopRequest::StopRequest() {
  asked_to_stop = 0;
  struct sigaction action {};
  action.sa_handler = [](int) { asked_to_stop = 1; };  // no SA_RESTART: waiting ends
  for (std::size_t each = 0; each < stopping.size(); ++each)
    sigaction(stopping[each], &action, &before[each]);
}

StopRequest::~StopRequest() {
  for (std::size_t each = 0; each < stopping.size(); ++each)
    sigaction(stopping[each], &before[each], nullptr);
}

bool StopRequest::made() const { return asked_to_stop != 0; }

}  // namespace osteosign
