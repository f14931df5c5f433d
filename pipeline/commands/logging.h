#pragma once
#include <filesystem>

namespace osteosign {

enum class LogLevel { progress, warnings_only };

/// Sends the log to standard error. Neither file nor screen ever gets a patient's name, birth date or ID.
void start_logging(LogLevel level);
/// Also writes it to a file, from now on, at full detail. Throws OutputError.
void log_to_file(const std::filesystem::path& file);
/// Ends the file, so that its folder can be renamed.
void close_log_file();

}  // namespace osteosign
