#include "pipeline/commands/logging.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "io/values/errors.h"

namespace osteosign {

void start_logging(LogLevel level) {
  const auto screen = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  screen->set_level(level == LogLevel::progress ? spdlog::level::info : spdlog::level::warn);
  const auto logger = std::make_shared<spdlog::logger>("osteosign", screen);
  logger->set_level(spdlog::level::debug);
  logger->set_pattern("%H:%M:%S %l: %v");
  spdlog::set_default_logger(logger);
}

void log_to_file(const std::filesystem::path& file) {
  try {
    const auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
    sink->set_pattern("%Y-%m-%d %H:%M:%S %l: %v");
    spdlog::default_logger()->sinks().push_back(sink);
  } catch (const spdlog::spdlog_ex& error) {
    throw OutputError(file.string() + ": " + error.what());
  }
}

void close_log_file() {
  spdlog::default_logger()->flush();
  if (auto& sinks = spdlog::default_logger()->sinks(); sinks.size() > 1) sinks.resize(1);
}

}  // namespace osteosign
