#pragma once
#include <string>
#include <vector>

namespace osteosign::benchmark {

/// What a program took.
struct ChildUsage {
  int exit_code = 0;
  double wall_s = 0;
  double processor_s = 0;
  double peak_mb = 0;  ///< largest resident memory; not below that of the caller when it was started
};

/// Runs a program with arguments and waits for it. Throws std::runtime_error when it can not be started.
ChildUsage run_child(const std::vector<std::string>& command);

}  // namespace osteosign::benchmark
