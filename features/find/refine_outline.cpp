#include "features/find/refine_outline.h"

#include <tbb/parallel_for.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "features/find/edge_shift.h"
#include "features/shape/signed_distance.h"
#include "features/shape/smooth_distance.h"

namespace osteosign {
namespace {

constexpr double surface_point_spacing_mm = 1.2;
constexpr double pooling_radius_mm = 3;
constexpr double shift_smoothing_mm = 1.2;
constexpr double largest_curvature_shift_mm = 0.6;
constexpr double least_steepness = 0.5;
constexpr int passes = 2;                   // edges are found best from near by
constexpr double longest_evening_mm = 1.5;  // chosen on the development phantoms P1
/// Of a voxel: an edge farther from the cut is that of something else, a cortex mostly. Chosen on the sample
/// series with coarse marrow.
constexpr double edge_from_cut_in_diagonals = 0.7;

/// First and second derivatives of values on a grid along its axes, by central differences in mm.
struct Derivatives {
  Eigen::Vector3d gradient;
  Eigen::Vector3d second;
};

Derivatives derivatives_at(const ImageGrid& grid, const std::vector<float>& values, std::size_t index) {
  const std::array<std::size_t, 3> step{
      1, static_cast<std::size_t>(grid.size[0]),
      static_cast<std::size_t>(grid.size[0]) * static_cast<std::size_t>(grid.size[1])};
  Derivatives result{Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::size_t coordinate = index / step[axis] % static_cast<std::size_t>(grid.size[axis]);
    if (coordinate == 0 || coordinate + 1 == static_cast<std::size_t>(grid.size[axis])) continue;
    const double h = grid.spacing_mm[static_cast<int>(axis)];
    const double before = values[index - step[axis]];
    const double after = values[index + step[axis]];
    result.gradient[static_cast<int>(axis)] = (after - before) / (2 * h);
    result.second[static_cast<int>(axis)] = (after - 2.0 * values[index] + before) / (h * h);
  }
  return result;
}

/// Linear interpolation at a patient point; beyond the grid the value of the nearest border.
double interpolated(const ImageGrid& grid, const std::vector<float>& values,
                    const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3d last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  const Eigen::Vector3d voxel = grid.voxel_from_patient(point_mm).cwiseMax(0).cwiseMin(last);
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    std::array<int, 3> at{};
    double weight = 1;
    for (int axis = 0; axis < 3; ++axis) {
      const double lower = std::floor(voxel[axis]);
      const bool upper = ((corner >> axis) & 1) != 0;
      weight *= upper ? voxel[axis] - lower : 1 - (voxel[axis] - lower);
      at[static_cast<std::size_t>(axis)] = static_cast<int>(lower) + (upper ? 1 : 0);
    }
    if (weight > 0) sum += weight * values[grid.index(at[0], at[1], at[2])];
  }
  return sum;
}

/// Mean of the shifts near a point of the surface, weighted by distance; 0 where none is near.
double shift_near(const std::vector<EdgeShift>& edges, const Eigen::Vector3d& foot_mm) {
  const double reach = 3 * shift_smoothing_mm;
  double weights = 0;
  double sum = 0;
  for (const EdgeShift& edge : edges) {
    const double squared = (edge.position_mm - foot_mm).squaredNorm();
    if (squared > reach * reach) continue;
    const double weight = std::exp(-0.5 * squared / (shift_smoothing_mm * shift_smoothing_mm));
    weights += weight;
    sum += weight * edge.shift_mm;
  }
  return weights > 0 ? sum / weights : 0;
}

/// Variances of the blur along the axes of the grid: the scanner's, where it is known, and that of linear
/// interpolation between voxels (h^2 / 6).
Eigen::Vector3d blur_variance_mm2(const ImageGrid& grid, const PointSpread& spread) {
  Eigen::Vector3d variance = grid.spacing_mm.cwiseAbs2() / 6;
  for (int axis = 0; axis < 3; ++axis)
    if (const Measured<double> sigma = spread.sigma_along_mm(Eigen::Vector3d::Unit(axis)); sigma.known())
      variance[axis] += sigma.value() * sigma.value();
  return variance;
}

/// The distances with their zero moved to the edges that are found round it and that lie near the cut.
/// Distances of a voxel mask change by less than a millimetre for each millimetre near its surface; that is
/// made up for.
std::vector<float> moved_to_edges(const CtVolume& ct, const LesionBox& box,
                                  const std::vector<float>& distance, const std::vector<float>& from_cut_mm,
                                  const ImageQuality& quality, const LesionOutlineParameters& parameters) {
  const ImageGrid& grid = box.grid;
  std::vector<float> height(distance.size());
  std::transform(distance.begin(), distance.end(), height.begin(), [](float d) { return -d; });
  const SurfacePoints surface =
      spread_points(extract_surface(grid, height, 0), surface_point_spacing_mm, pooling_radius_mm);
  std::vector<EdgeShift> edges = find_edges(ct, surface, quality, parameters);
  const double farthest_mm =
      std::min(parameters.edge_search_mm, edge_from_cut_in_diagonals * grid.spacing_mm.norm());
  std::erase_if(edges, [&](const EdgeShift& edge) {
    const Eigen::Vector3d at = edge.position_mm + edge.shift_mm * edge.normal;
    return std::abs(interpolated(grid, from_cut_mm, at)) > farthest_mm;
  });
  // Averaged points of a convex surface lie inside of it: their edges are counted from where they lie.
  for (EdgeShift& edge : edges) edge.shift_mm += interpolated(grid, distance, edge.position_mm);
  const double band_mm = parameters.edge_search_mm + grid.spacing_mm.norm();
  std::vector<float> moved = distance;
  tbb::parallel_for(std::size_t{0}, distance.size(), [&](std::size_t i) {
    if (std::abs(distance[i]) >= band_mm) return;
    const Eigen::Vector3d gradient = derivatives_at(grid, distance, i).gradient;
    const double signed_distance = distance[i] / std::clamp(gradient.norm(), least_steepness, 1.0);
    const Eigen::Vector3d foot = box.point_mm(i) - signed_distance * (grid.direction * gradient).normalized();
    moved[i] = static_cast<float>(signed_distance - shift_near(edges, foot));
  });
  return moved;
}

/// Bumps of the surface that are narrower than the pooling of rays would stay: the shift is that of the mean
/// surface there. So it is made even first, the less the thinner the lesion; the edges then bring it back to
/// its size. On noisy phantoms bumps made the longest diameter up to 1.2 mm too long.
std::vector<float> evened(const ImageGrid& grid, const std::vector<float>& distance) {
  const double deepest_mm = -*std::min_element(distance.begin(), distance.end());
  const double sigma_mm = std::min(longest_evening_mm, deepest_mm / 3);
  return sigma_mm > 0 ? smoothed(grid, distance, sigma_mm) : distance;
}

}  // namespace

float membership_at(double signed_distance_mm, const ImageGrid& grid) {
  return static_cast<float>(std::clamp(0.5 - signed_distance_mm / (2 * grid.spacing_mm.norm()), 0.0, 1.0));
}

std::vector<float> refine_outline(const CtVolume& ct, const LesionBox& box,
                                  const std::vector<std::uint8_t>& inside, const ImageQuality& quality,
                                  const LesionOutlineParameters& parameters) {
  const ImageGrid& grid = box.grid;
  const double smoothing_mm = std::max(1.0, grid.spacing_mm.minCoeff());
  const std::vector<float> from_cut_mm = smooth_signed_distance_mm(grid, inside, smoothing_mm);
  std::vector<float> distance = from_cut_mm;
  for (int pass = 0; pass < passes; ++pass)
    distance = moved_to_edges(ct, box, evened(grid, distance), from_cut_mm, quality, parameters);
  const std::vector<float> even = smoothed(grid, distance, smoothing_mm);
  // Half the trace for the blur; a sixth of h^2 more undoes what linear interpolation of the membership will
  // cut off a convex surface.
  const Eigen::Vector3d weights =
      0.5 * blur_variance_mm2(grid, quality.point_spread) + grid.spacing_mm.cwiseAbs2() / 12;
  std::vector<float> membership(distance.size());
  for (std::size_t i = 0; i < distance.size(); ++i) {
    double signed_distance = distance[i];
    if (std::abs(signed_distance) < 2 * grid.spacing_mm.norm())
      signed_distance -= std::clamp(weights.dot(derivatives_at(grid, even, i).second),
                                    -largest_curvature_shift_mm, largest_curvature_shift_mm);
    // A voxel centre on the bone's surface layer is at most half a voxel inside of it.
    membership[i] =
        membership_at(std::max(signed_distance, static_cast<double>(box.bone_distance_mm[i])), grid);
  }
  return membership;
}

CtLesionOutline outline_from(const LesionBox& box, const std::vector<float>& membership) {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(1 << 30);
  Eigen::Array3i highest = Eigen::Array3i::Constant(-1);
  const std::array<int, 3>& size = box.grid.size;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        if (membership[box.grid.index(x, y, z)] <= 0) continue;
        lowest = lowest.min(Eigen::Array3i(x, y, z));
        highest = highest.max(Eigen::Array3i(x, y, z));
      }
  lowest = (lowest - 1).max(0);
  highest = (highest + 1).min(Eigen::Array3i(size[0] - 1, size[1] - 1, size[2] - 1));
  const Eigen::Array3i extent = (highest - lowest + 1).max(0);
  CtLesionOutline outline;
  outline.box = box.grid.crop({lowest[0], lowest[1], lowest[2]}, {extent[0], extent[1], extent[2]});
  for (std::size_t axis = 0; axis < 3; ++axis)
    outline.first[axis] = box.first[axis] + lowest[static_cast<int>(axis)];
  for (int z = 0; z < extent[2]; ++z)
    for (int y = 0; y < extent[1]; ++y)
      for (int x = 0; x < extent[0]; ++x) {
        const float value = membership[box.grid.index(lowest[0] + x, lowest[1] + y, lowest[2] + z)];
        outline.membership.push_back(value);
        outline.inside.push_back(static_cast<std::uint8_t>(value >= 0.5F));
      }
  return outline;
}

}  // namespace osteosign
