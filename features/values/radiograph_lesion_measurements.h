#pragma once
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a lesion on a radiograph. Millimetres are unknown without a pixel spacing; ratios
/// stay.
struct RadiographLesionMeasurements {
  MeasuredQuantity area = Unknown{"not measured"};
  MeasuredQuantity area_pixels = Unknown{"not measured"};
  MeasuredQuantity longest_diameter = Unknown{"not measured"};
  MeasuredQuantity longest_diameter_pixels = Unknown{"not measured"};
  MeasuredQuantity perpendicular_diameter = Unknown{"not measured"};
  MeasuredQuantity axis_ratio = Unknown{"not measured"};
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_width = Unknown{"not measured"};
  MeasuredQuantity margin_width_to_radius = Unknown{"not measured"};
  MeasuredQuantity margin_sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_wide_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  MeasuredQuantity outline_agreement = Unknown{"not measured"};
};

}  // namespace osteosign
