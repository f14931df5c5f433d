#pragma once
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a lesion on CT. A new measurement is one member here, one described row below, and its
/// code.
struct CtLesionMeasurements {
  MeasuredQuantity volume = Unknown{"not measured"};
  MeasuredQuantity longest_diameter = Unknown{"not measured"};
  MeasuredQuantity perpendicular_diameter = Unknown{"not measured"};
  MeasuredQuantity largest_diameter_3d = Unknown{"not measured"};
  MeasuredQuantity surface_area = Unknown{"not measured"};
  MeasuredQuantity sphericity = Unknown{"not measured"};
  MeasuredQuantity elongation = Unknown{"not measured"};
  MeasuredQuantity flatness = Unknown{"not measured"};
  MeasuredQuantity mean_hu = Unknown{"not measured"};
  MeasuredQuantity sd_hu = Unknown{"not measured"};
  MeasuredQuantity median_hu = Unknown{"not measured"};
  MeasuredQuantity p10_hu = Unknown{"not measured"};
  MeasuredQuantity p90_hu = Unknown{"not measured"};
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_width = Unknown{"not measured"};
  MeasuredQuantity margin_width_p90 = Unknown{"not measured"};
  MeasuredQuantity margin_sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_wide_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  MeasuredQuantity rim_thickness = Unknown{"not measured"};
};

}  // namespace osteosign
