#include "pipeline/report/measurement_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace osteosign {
namespace {

std::string unit_text(const nlohmann::ordered_json& entry) {
  const std::string code = entry.value("unit", "1");
  if (code == "1" || code == "{count}") return "";
  if (code == "mm2") return " mm²";
  if (code == "mm3") return " mm³";
  if (code == "deg") return "°";
  if (code == "[hnsf'U]") return " HU";
  if (code == "{pixel}") return " px";
  if (code == "{pixel}2") return " px²";
  return " " + code;
}

/// Decimals that show `digits` significant ones of a number.
int decimals_for(double number, int digits) {
  if (number == 0) return 1;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(number)))), 0, 3);
}

}  // namespace

std::string measured_text(const nlohmann::ordered_json& measurement) {
  const double value = measurement.at("value").get<double>();
  if (!measurement.contains("sd"))
    return fmt::format("{:.{}f}{}", value, decimals_for(value, 3), unit_text(measurement));
  const double sd = measurement.at("sd").get<double>();
  const int decimals = std::max(decimals_for(sd, 2), decimals_for(value, 3));
  return fmt::format("{:.{}f} ± {:.{}f}{}", value, decimals, sd, decimals, unit_text(measurement));
}

std::string evidence_text(const nlohmann::ordered_json& evidence) {
  const std::string name = words_from_key(evidence.at("name").get<std::string>());
  if (evidence.contains("unknown"))
    return fmt::format("{}: unknown, {}", name, evidence.at("unknown").get<std::string>());
  if (evidence.at("value").is_object())
    return fmt::format("{}: unknown, {}", name, evidence.at("value").at("unknown").get<std::string>());
  std::string text = fmt::format("{} {}", name, measured_text(evidence));
  if (evidence.contains("threshold"))
    text += fmt::format(", threshold {:g}{}", evidence.at("threshold").get<double>(), unit_text(evidence));
  if (evidence.contains("threshold_source"))
    text += fmt::format(" ({})", evidence.at("threshold_source").get<std::string>());
  return text;
}

std::string words_from_key(const std::string& key) {
  std::string words = key;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace osteosign
