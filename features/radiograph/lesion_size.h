#pragma once
#include "features/values/lesion.h"
#include "io/images/radiograph.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Size of an outline.
/// Definition: area = pixels inside; longest diameter = largest distance between two points of the outline's
/// pixels, from outer side to outer side; perpendicular diameter = extent at right angles to it; axis ratio =
/// perpendicular / longest. mm are taken along columns and rows separately. Unit: mm, mm2, pixels.
/// Unknown when: mm without pixel spacing. A lesion that reaches the edge of the usable film is measured as
/// far as it is seen, which `method` says. Reference: RECIST 1.1 (Eisenhauer et al., Eur J Cancer
/// 2009;45:228) for longest and perpendicular diameter; methods A8.
struct RadiographLesionSize {
  MeasuredQuantity area = Unknown{"not measured"};
  MeasuredQuantity area_pixels = Unknown{"not measured"};
  MeasuredQuantity longest_diameter = Unknown{"not measured"};
  MeasuredQuantity longest_diameter_pixels = Unknown{"not measured"};
  MeasuredQuantity perpendicular_diameter = Unknown{"not measured"};
  MeasuredQuantity axis_ratio = Unknown{"not measured"};
  Measured<Eigen::Vector2d> diameter_start_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> diameter_end_px = Unknown{"not measured"};
};

RadiographLesionSize measure_lesion_size(const Radiograph& film, const RadiographLesionOutline& outline,
                                         const std::vector<std::uint8_t>& usable);

}  // namespace osteosign
