#pragma once

namespace osteosign {

/// Reads the command line and runs the command it names; returns its exit code. Throws UsageError for a value
/// that cannot be understood.
int run_command_line(int argument_count, const char* const* arguments);

}  // namespace osteosign
