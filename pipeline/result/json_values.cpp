#include "pipeline/result/json_values.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace osteosign {

double rounded(double number, int significant_digits) {
  if (!std::isfinite(number))
    throw InternalError("a number that is not finite was to be written to result.json");
  const std::string text = fmt::format("{:.{}g}", number, significant_digits);
  double shorter = 0;
  std::from_chars(text.data(), text.data() + text.size(), shorter);
  return shorter == 0 ? 0 : shorter;  // no negative zero
}

ResultJson unknown_json(const std::string& reason) {
  if (reason.empty())
    throw InternalError("an unknown value without a reason was to be written to result.json");
  return {{"unknown", reason}};
}

ResultJson number_json(const Measured<double>& number) {
  return number.known() ? ResultJson(rounded(number.value(), measured_digits))
                        : unknown_json(number.reason());
}

ResultJson number_json(const MeasuredQuantity& quantity) {
  return quantity.known() ? ResultJson(rounded(quantity.value().value, measured_digits))
                          : unknown_json(quantity.reason());
}

ResultJson quantity_json(const MeasuredQuantity& quantity) {
  if (!quantity.known()) return unknown_json(quantity.reason());
  const Quantity& found = quantity.value();
  ResultJson json{{"value", rounded(found.value, measured_digits)}, {"unit", ucum(found.unit)}};
  if (found.sd) json["sd"] = rounded(*found.sd, measured_digits);
  if (!found.method.empty()) json["method"] = found.method;
  return json;
}

ResultJson text_json(const Measured<std::string>& text) {
  return text.known() ? ResultJson(text.value()) : unknown_json(text.reason());
}

ResultJson text_or_unknown_json(const std::string& text, const std::string& reason_when_empty) {
  return text.empty() ? unknown_json(reason_when_empty) : ResultJson(text);
}

}  // namespace osteosign
