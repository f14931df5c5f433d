#include <spdlog/spdlog.h>

#include <exception>
#include <new>

#include "io/values/errors.h"
#include "pipeline/commands/command_line.h"

/// The one list of what can go wrong and the exit code it has.
int main(int argument_count, char** arguments) {
  constexpr int bug = 100;
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
