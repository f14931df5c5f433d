#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "io/values/measured.h"

namespace osteosign {

enum class Unit { one, count, fraction, degree, hu, mm, mm2, mm3, pixel, pixel2, day };

/// UCUM code of a unit, as printed in result.json and in DICOM ("mm", "mm3", "[hnsf'U]", "deg", "1",
/// "{count}", "{pixel}", "d").
std::string_view ucum(Unit unit);
/// The unit as a reader of the report sees it ("mm", "mm³", "HU", "°", "").
std::string_view display(Unit unit);

/// A measured number: value, unit, standard deviation where one could be estimated, and how it was measured.
struct Quantity {
  double value;
  Unit unit;
  std::optional<double> sd{};
  std::string method{};
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

using MeasuredQuantity = Measured<Quantity>;

}  // namespace osteosign
