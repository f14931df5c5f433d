#pragma once
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <utility>

namespace osteosign {

enum class EventLevel { info, warning, error };

/// From now on standard error gets one JSON object a line. Studies stand in it as the keys of their folders:
/// no name, number, date or UID of a patient or study.
void start_service_log();

/// Writes {"time", "level", "event", ...fields}.
void log_event(EventLevel level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, nlohmann::ordered_json>> fields);

}  // namespace osteosign
