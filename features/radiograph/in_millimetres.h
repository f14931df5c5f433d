#pragma once
#include <cmath>

#include "io/images/radiograph.h"
#include "io/values/quantity.h"

namespace osteosign {

/// A length on a film, given in units of `unit_px` pixels, in mm: by the geometric mean of the distances of
/// rows and of columns, in the plane that the spacing refers to. Unknown when the length or the spacing is.
inline MeasuredQuantity in_millimetres(const MeasuredQuantity& length, double unit_px,
                                       const Measured<PixelSpacing>& spacing) {
  if (!length.known()) return length;
  if (!spacing.known()) return spacing.unknown();
  const double unit_mm = unit_px * std::sqrt(spacing.value().column_mm * spacing.value().row_mm);
  Quantity in_mm = length.value();
  in_mm.unit = Unit::mm;
  in_mm.value *= unit_mm;
  if (in_mm.sd) *in_mm.sd *= unit_mm;
  return in_mm;
}

}  // namespace osteosign
