#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace osteosign {

/// The words of a command line, without a shell: blanks separate; '...' keeps everything as it is; "..."
/// keeps blanks, and in it \" and \\ stand for " and \; outside of quotes \ takes the next character as it
/// is. Nothing else is special: no variables, no globs, no pipes. Throws UsageError naming the command when a
/// quote is not closed or there is no word.
std::vector<std::string> split_command(const std::string& command);

/// Runs a program (found by PATH) and waits for it. Its standard output is dropped, its standard error goes
/// to `error_log`. Throws InputError (analysis failed) with exit status or signal and the last lines of its
/// standard error when it does not end with 0, cannot be started, or is still running after `limit`: then it
/// and its children are killed.
void run_command(const std::vector<std::string>& words, const std::filesystem::path& error_log,
                 std::chrono::seconds limit);

}  // namespace osteosign
