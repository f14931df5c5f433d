#include "features/profile/sample_ray.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// The two samples beside a continuous index and the weight of the upper one; a point on the last sample uses
/// that sample alone.
struct Neighbours {
  int lower;
  int upper;
  double weight;
};

Neighbours neighbours_of(double index, int size) {
  const int lower = std::clamp(static_cast<int>(std::floor(index)), 0, size - 1);
  return {lower, std::min(lower + 1, size - 1), index - lower};
}

bool inside(double index, int size) { return index >= 0 && index <= size - 1; }

/// Walks from the surface in both directions and stops at the first unknown sample on each side.
template <class IntensityAt>
Measured<Profile> walk(const SampledRange& range, const IntensityAt& intensity_at_position) {
  const Measured<double> surface = intensity_at_position(0.0);
  if (!surface.known()) return surface.unknown();
  const auto continue_until = [&](int direction, double length) {
    std::vector<double> values;
    const int steps = static_cast<int>(std::floor(length / range.step + 1e-9));
    for (int i = 1; i <= steps; ++i) {
      const Measured<double> value = intensity_at_position(direction * i * range.step);
      if (!value.known()) break;
      values.push_back(value.value());
    }
    return values;
  };
  std::vector<double> values = continue_until(-1, range.inward);
  const int first = -static_cast<int>(values.size());
  std::reverse(values.begin(), values.end());
  values.push_back(surface.value());
  const std::vector<double> outward = continue_until(1, range.outward);
  values.insert(values.end(), outward.begin(), outward.end());
  return Profile{.step = range.step, .first = first, .values = std::move(values)};
}

}  // namespace

Measured<double> hounsfield_at(const CtVolume& ct, const Eigen::Vector3d& voxel) {
  const ImageGrid& grid = ct.grid;
  for (int axis = 0; axis < 3; ++axis)
    if (!inside(voxel[axis], grid.size[static_cast<std::size_t>(axis)]))
      return Unknown{"the point lies outside the volume"};
  const Neighbours x = neighbours_of(voxel.x(), grid.size[0]);
  const Neighbours y = neighbours_of(voxel.y(), grid.size[1]);
  const Neighbours z = neighbours_of(voxel.z(), grid.size[2]);
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const double weight = ((corner & 1) != 0 ? x.weight : 1 - x.weight) *
                          ((corner & 2) != 0 ? y.weight : 1 - y.weight) *
                          ((corner & 4) != 0 ? z.weight : 1 - z.weight);
    if (weight == 0) continue;
    const std::int16_t value =
        ct.hounsfield[grid.index((corner & 1) != 0 ? x.upper : x.lower, (corner & 2) != 0 ? y.upper : y.lower,
                                 (corner & 4) != 0 ? z.upper : z.lower)];
    if (value == CtVolume::padding_hu) return Unknown{"the point lies outside the reconstructed field"};
    sum += weight * value;
  }
  return sum;
}

Measured<double> intensity_at(const Radiograph& radiograph, const Eigen::Vector2d& pixel) {
  if (!inside(pixel.x(), radiograph.columns) || !inside(pixel.y(), radiograph.rows))
    return Unknown{"the point lies outside the image"};
  const Neighbours x = neighbours_of(pixel.x(), radiograph.columns);
  const Neighbours y = neighbours_of(pixel.y(), radiograph.rows);
  const double upper_row =
      (1 - x.weight) * radiograph.at(x.lower, y.lower) + x.weight * radiograph.at(x.upper, y.lower);
  const double lower_row =
      (1 - x.weight) * radiograph.at(x.lower, y.upper) + x.weight * radiograph.at(x.upper, y.upper);
  return (1 - y.weight) * upper_row + y.weight * lower_row;
}

Measured<Profile> sample_ray(const CtVolume& ct, const Eigen::Vector3d& point_in_patient_mm,
                             const Eigen::Vector3d& direction, const SampledRange& range_mm) {
  const Eigen::Vector3d start = ct.grid.voxel_from_patient(point_in_patient_mm);
  const Eigen::Vector3d voxels_per_mm =
      (ct.grid.direction.transpose() * direction).cwiseQuotient(ct.grid.spacing_mm);
  return walk(range_mm, [&](double position) { return hounsfield_at(ct, start + position * voxels_per_mm); });
}

Measured<Profile> sample_ray(const Radiograph& radiograph, const Eigen::Vector2d& pixel,
                             const Eigen::Vector2d& step_in_pixels, const SampledRange& range) {
  return walk(range,
              [&](double position) { return intensity_at(radiograph, pixel + position * step_in_pixels); });
}

}  // namespace osteosign
