#include "features/prepare/image_quality.h"

#include <algorithm>
#include <cmath>

#include "features/prepare/noise.h"
#include "features/prepare/point_spread.h"

namespace osteosign {

Measured<double> PointSpread::sigma_along_mm(const Eigen::Vector3d& direction_in_index_frame) const {
  const double in_slice = direction_in_index_frame.head<2>().squaredNorm();
  const double along_normal = direction_in_index_frame.z() * direction_in_index_frame.z();
  if (in_slice > 0 && !in_plane_sigma_mm.known()) return in_plane_sigma_mm.unknown();
  if (along_normal > 0 && !axial_sigma_mm.known()) return axial_sigma_mm.unknown();
  const double in_plane = in_slice > 0 ? in_plane_sigma_mm.value().value : 0;
  const double axial = along_normal > 0 ? axial_sigma_mm.value().value : 0;
  return std::sqrt(in_slice * in_plane * in_plane + along_normal * axial * axial);
}

ImageQuality estimate_image_quality(const CtVolume& ct, const ImageQualityParameters& parameters) {
  return {measure_noise(ct, parameters), measure_point_spread(ct, parameters)};
}

Measured<int> constant_background_hu(const CtVolume& ct) {
  if (ct.hounsfield.empty()) return Unknown{"the volume is empty"};
  constexpr std::int16_t air_hu = -200;
  // Air is met among the first voxels of a usual scan.
  if (std::ranges::any_of(ct.hounsfield, [](std::int16_t hu) { return hu <= air_hu; }))
    return Unknown{"the volume holds air"};
  const std::int16_t lowest = *std::ranges::min_element(ct.hounsfield);
  const auto filled = std::count(ct.hounsfield.begin(), ct.hounsfield.end(), lowest);
  if (static_cast<double>(filled) <= 0.3 * static_cast<double>(ct.hounsfield.size()))
    return Unknown{"no value fills the background"};
  return lowest;
}

}  // namespace osteosign
