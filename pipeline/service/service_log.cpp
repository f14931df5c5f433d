#include "pipeline/service/service_log.h"

#include <fmt/chrono.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

namespace osteosign {
namespace {

std::string time_now() {
  const auto now = std::chrono::system_clock::now();
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     milliseconds);
}

}  // namespace

void start_service_log() {
  const auto logger =
      std::make_shared<spdlog::logger>("service", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  spdlog::set_default_logger(logger);
}

void log_event(EventLevel level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, nlohmann::ordered_json>> fields) {
  constexpr std::array names{"info", "warning", "error"};
  nlohmann::ordered_json line;
  line["time"] = time_now();
  line["level"] = names.at(static_cast<std::size_t>(level));
  line["event"] = event;
  for (const auto& [name, value] : fields) line[std::string(name)] = value;
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  spdlog::info("{}", line.dump(-1, ' ', false, replace));
}

}  // namespace osteosign
