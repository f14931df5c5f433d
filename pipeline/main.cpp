#include <malloc.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <new>

#include "io/values/errors.h"
#include "pipeline/commands/command_line.h"

namespace {

/// Masks and volumes come and go by the hundred. Given back to the system each time, their pages are zeroed
/// again at every use: a whole spine takes a fifth longer (tests/benchmark, `spine-whole`).
void keep_freed_memory() {
  constexpr int one_gibibyte = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, one_gibibyte);
  mallopt(M_TRIM_THRESHOLD, one_gibibyte);
}

}  // namespace

/// The one list of what can go wrong and the exit code it has.
int main(int argument_count, char** arguments) {
  constexpr int bug = 100;
  keep_freed_memory();
  try {
    return osteosign::run_command_line(argument_count, arguments);
  } catch (const osteosign::Failure& failure) {
    spdlog::error("{}", failure.what());
    return failure.exit_code();
  } catch (const std::bad_alloc&) {
    spdlog::error("not enough memory for this input");
    return static_cast<int>(osteosign::FailureKind::analysis_failed);
  } catch (const std::exception& error) {
    spdlog::error("a bug in osteosign, please report it: {}", error.what());
    return bug;
  }
}
