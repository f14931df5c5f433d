#pragma once
#include <Eigen/Core>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "io/values/quantity.h"

namespace osteosign {

using ResultJson = nlohmann::ordered_json;

/// Significant digits of numbers in result.json: measured values keep six (a part in a million, finer than
/// any measurement here), the geometry of the grid ten, so that a voxel is found again.
inline constexpr int measured_digits = 6;
inline constexpr int geometry_digits = 10;

/// The number rounded to so many significant digits, so that the last bits of a sum, which differ between
/// compilers, do not reach the file. A number that is not finite is a bug: InternalError.
double rounded(double number, int significant_digits);

ResultJson unknown_json(const std::string& reason);

/// A number, or why there is none.
ResultJson number_json(const Measured<double>& number);
ResultJson number_json(const MeasuredQuantity& quantity);
/// {value, unit, sd, method}, or why it is unknown; sd and method only where there are such.
ResultJson quantity_json(const MeasuredQuantity& quantity);
ResultJson text_json(const Measured<std::string>& text);
/// The text, or why an empty one is not there.
ResultJson text_or_unknown_json(const std::string& text, const std::string& reason_when_empty);

template <class Vector>
ResultJson numbers_json(const Vector& numbers, int significant_digits) {
  ResultJson list = ResultJson::array();
  for (const double number : numbers) list.push_back(rounded(number, significant_digits));
  return list;
}

}  // namespace osteosign
