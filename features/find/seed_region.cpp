#include "features/find/seed_region.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "features/find/walled_in.h"
#include "features/profile/sample_ray.h"
#include "features/shape/even_directions.h"

namespace osteosign {
namespace {

constexpr int direction_count = 162;
constexpr double air_hu = -300;
constexpr double ray_step_mm = 0.5;

std::array<int, 3> nearest_voxel(const ImageGrid& grid, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3d v = grid.voxel_from_patient(point_mm);
  return {static_cast<int>(std::lround(v.x())), static_cast<int>(std::lround(v.y())),
          static_cast<int>(std::lround(v.z()))};
}

bool in_bone(const LabelMap& bones, const Eigen::Vector3d& point_mm) {
  const std::array<int, 3> v = nearest_voxel(bones.grid, point_mm);
  return in_bone_or_walled_in(bones, {v[0], v[1], v[2]});
}

bool bone_within(const LabelMap& bones, const Eigen::Vector3d& point_mm, double distance_mm) {
  if (in_bone(bones, point_mm)) return true;
  for (const Eigen::Vector3d& direction : even_directions(direction_count))
    for (double d = ray_step_mm; d <= distance_mm; d += ray_step_mm)
      if (in_bone(bones, point_mm + d * direction)) return true;
  return false;
}

std::vector<double> values_in_ball(const CtVolume& ct, const Eigen::Vector3d& centre_mm, double radius_mm) {
  const Eigen::Vector3d centre = ct.grid.voxel_from_patient(centre_mm);
  const Eigen::Vector3d reach = (radius_mm * ct.grid.spacing_mm.cwiseInverse()).cwiseMax(1.0);
  std::vector<double> values;
  for (int z = static_cast<int>(std::ceil(centre.z() - reach.z())); z <= centre.z() + reach.z(); ++z)
    for (int y = static_cast<int>(std::ceil(centre.y() - reach.y())); y <= centre.y() + reach.y(); ++y)
      for (int x = static_cast<int>(std::ceil(centre.x() - reach.x())); x <= centre.x() + reach.x(); ++x) {
        if (!ct.grid.contains(x, y, z)) continue;
        const Eigen::Vector3d offset = (Eigen::Vector3d(x, y, z) - centre).cwiseProduct(ct.grid.spacing_mm);
        if (offset.norm() > std::max(radius_mm, 0.6 * ct.grid.spacing_mm.maxCoeff())) continue;
        const std::int16_t value = ct.hounsfield[ct.grid.index(x, y, z)];
        if (value != CtVolume::padding_hu) values.push_back(value);
      }
  return values;
}

/// Distance at which the mean of three samples has left the seed's density and stays away from it for 1.5 mm,
/// or at which the bone ends.
double reach_along(const CtVolume& ct, const LabelMap& bones, const SeedRegion& region,
                   const Eigen::Vector3d& direction, double tolerance_hu, double limit_mm) {
  constexpr int samples_away = 4;
  std::array<double, 3> recent{};
  recent.fill(region.median_hu);
  int away = 0;
  int index = 0;
  for (double d = ray_step_mm; d <= limit_mm; d += ray_step_mm) {
    const Eigen::Vector3d point = region.seed_mm + d * direction;
    if (d > 2 && !in_bone(bones, point)) return d;
    const Measured<double> value = hounsfield_at(ct, ct.grid.voxel_from_patient(point));
    if (!value.known()) return d;
    recent[static_cast<std::size_t>(index++ % 3)] = value.value();
    const double mean = (recent[0] + recent[1] + recent[2]) / 3;
    away = std::abs(mean - region.median_hu) > tolerance_hu ? away + 1 : 0;
    if (away == samples_away) return std::max(ray_step_mm, d - samples_away * ray_step_mm);
  }
  return limit_mm;
}

/// Median of each direction and its eight nearest ones: a single ray may meet a trabecula or a gap.
std::vector<double> median_of_neighbours(const std::vector<Eigen::Vector3d>& directions,
                                         const std::vector<double>& reach) {
  constexpr std::ptrdiff_t pooled = 9;
  std::vector<double> result;
  std::vector<std::size_t> order(directions.size());
  for (const Eigen::Vector3d& direction : directions) {
    std::iota(order.begin(), order.end(), 0U);
    std::partial_sort(order.begin(), order.begin() + pooled, order.end(), [&](std::size_t a, std::size_t b) {
      return directions[a].dot(direction) > directions[b].dot(direction);
    });
    std::array<double, pooled> values{};
    for (std::size_t i = 0; i < pooled; ++i) values[i] = reach[order[i]];
    std::nth_element(values.begin(), values.begin() + pooled / 2, values.end());
    result.push_back(values[pooled / 2]);
  }
  return result;
}

}  // namespace

double known_noise_hu(const ImageQuality& quality) {
  const Quantity* noise = quality.noise_hu.if_known();
  return noise != nullptr ? noise->value : 0;
}

MedianSpread median_spread(std::vector<double>& values) {
  constexpr double sd_of_mad = 1.4826;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const double median = *middle;
  std::vector<double> deviations;
  for (const double value : values) deviations.push_back(std::abs(value - median));
  const auto half = deviations.begin() + static_cast<std::ptrdiff_t>(deviations.size() / 2);
  std::nth_element(deviations.begin(), half, deviations.end());
  return {median, sd_of_mad * *half};
}

double SeedRegion::radius_mm() const {
  std::vector<double> sorted = reach_mm;
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() / 2];
}

std::size_t SeedRegion::direction_of(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d offset = point_mm - seed_mm;
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < directions.size(); ++i)
    if (directions[i].dot(offset) > directions[nearest].dot(offset)) nearest = i;
  return nearest;
}

double SeedRegion::relative_distance(const Eigen::Vector3d& point_mm) const {
  return (point_mm - seed_mm).norm() / reach_mm[direction_of(point_mm)];
}

SeedRegion SeedRegion::within(const Eigen::AlignedBox3d& box_in_patient_mm) const {
  SeedRegion region = *this;
  region.limits_in_patient_mm = box_in_patient_mm;
  for (std::size_t i = 0; i < directions.size(); ++i)
    for (int axis = 0; axis < 3; ++axis) {
      const double step = directions[i][axis];
      if (step == 0) continue;
      const double face = step > 0 ? box_in_patient_mm.max()[axis] : box_in_patient_mm.min()[axis];
      region.reach_mm[i] = std::min(region.reach_mm[i], std::max(ray_step_mm, (face - seed_mm[axis]) / step));
    }
  return region;
}

Measured<SeedRegion> look_around(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                 const Eigen::Vector3d& seed_in_patient_mm,
                                 const LesionOutlineParameters& parameters) {
  const Eigen::Vector3d& seed = seed_in_patient_mm;
  const std::array<int, 3> voxel = nearest_voxel(ct.grid, seed);
  if (!ct.grid.contains(voxel[0], voxel[1], voxel[2]))
    throw InputError(
        fmt::format("seed {:.1f},{:.1f},{:.1f} mm: lies outside of the volume", seed.x(), seed.y(), seed.z()),
        FailureKind::usage);
  std::vector<double> ball = values_in_ball(ct, seed, parameters.seed_radius_mm);
  if (ball.empty()) return Unknown{"the seed lies outside of the reconstructed field"};
  const MedianSpread density = median_spread(ball);
  if (density.median < air_hu)
    return Unknown{fmt::format("the seed lies in air or lung: {:.0f} HU", density.median)};
  if (!bone_within(bones, seed, parameters.seed_to_bone_mm))
    return Unknown{
        fmt::format("the seed does not lie in a bone: none within {:.1f} mm", parameters.seed_to_bone_mm)};
  const double sd = std::max(density.sd, known_noise_hu(quality));
  SeedRegion region{seed, density.median, sd, even_directions(direction_count), {}};
  const double tolerance = std::max(parameters.least_contrast_hu, 2 * sd);
  std::vector<double> reach;
  for (const Eigen::Vector3d& direction : region.directions)
    reach.push_back(reach_along(ct, bones, region, direction, tolerance, parameters.largest_radius_mm));
  region.reach_mm = median_of_neighbours(region.directions, reach);
  if (region.radius_mm() >= parameters.largest_radius_mm)
    return Unknown{fmt::format("the region round the seed has no border within {:.0f} mm",
                               parameters.largest_radius_mm)};
  return region;
}

}  // namespace osteosign
