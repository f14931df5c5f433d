#include "features/find/candidates/mirror_side.h"

#include <algorithm>
#include <cmath>

#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double round_mm = 12;
constexpr double reach_mm = 14;
constexpr double step_mm = 4;
constexpr double least_correlation = 0.6;

using Places = std::vector<Eigen::Array3i>;

Places places_of(const VoxelMask& voxels, std::size_t most) {
  Places places;
  const std::size_t every = voxels.count() / most + 1;
  std::size_t count = 0;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    if (count++ % every == 0) places.emplace_back(x, y, z);
  });
  return places;
}

/// Air, fat and metal are cut off, so that neither a lung nor a wire decides.
double clipped(double hu) { return std::clamp(hu, -150.0, 900.0); }

/// Outside of the grid is soft tissue.
double value_at(const CoarseBone& bone, const Eigen::Array3i& at) {
  constexpr double outside_hu = 0;
  if (!bone.grid.contains(at.x(), at.y(), at.z())) return outside_hu;
  return clipped(bone.hu[bone.grid.index(at.x(), at.y(), at.z())]);
}

double correlation(const CoarseBone& bone, const Places& places, int twice_middle,
                   const Eigen::Array3i& move) {
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (const Eigen::Array3i& place : places) {
    const double here = value_at(bone, place);
    const double there = value_at(bone, Eigen::Array3i(twice_middle - place.x() + move.x(),
                                                       place.y() + move.y(), place.z() + move.z()));
    a += here, b += there, aa += here * here, bb += there * there, ab += here * there;
  }
  const auto count = static_cast<double>(places.size());
  const double variance = (aa - a * a / count) * (bb - b * b / count);
  return variance > 0 ? (ab - a * b / count) / std::sqrt(variance) : 0;
}

double mean_at(const CoarseBone& bone, const Places& places, int twice_middle, const Eigen::Array3i& move) {
  double sum = 0;
  for (const Eigen::Array3i& place : places)
    sum += value_at(bone, Eigen::Array3i(twice_middle - place.x() + move.x(), place.y() + move.y(),
                                         place.z() + move.z()));
  return sum / static_cast<double>(places.size());
}

/// The plane of mirroring across which most bone lies on bone.
std::optional<int> middle_of(const CoarseBone& bone) {
  constexpr double least_overlap = 0.3;
  constexpr std::size_t most = 40000;
  if (bone.hu.empty() || std::abs(bone.grid.direction(0, 0)) < 0.9) return std::nullopt;
  const Places places = places_of(bone.bone, most);
  int best = 0;
  std::size_t most_overlap = 0;
  for (int twice = bone.grid.size[0] / 2; twice < bone.grid.size[0] * 3 / 2; ++twice) {
    std::size_t overlap = 0;
    for (const Eigen::Array3i& place : places) {
      const int x = twice - place.x();
      overlap += x >= 0 && x < bone.grid.size[0] && bone.bone.contains(x, place.y(), place.z()) ? 1 : 0;
    }
    if (overlap <= most_overlap) continue;
    most_overlap = overlap;
    best = twice;
  }
  if (static_cast<double>(most_overlap) < least_overlap * static_cast<double>(places.size()))
    return std::nullopt;
  return best;
}

}  // namespace

MirrorSide::MirrorSide(const CoarseBone& bone) : bone_(bone), twice_middle_(middle_of(bone)) {}

std::optional<MirrorSide::Counterpart> MirrorSide::of(const VoxelMask& region) const {
  if (!twice_middle_) return std::nullopt;
  const Places own = places_of(region, 400);
  const Places round =
      places_of(dilate(region, Reach::ball(round_mm)) - dilate(region, Reach::ball(2)), 1500);
  if (own.empty() || round.empty()) return std::nullopt;
  // On the midline the other side would be the region itself.
  double middle_x = 0;
  for (const Eigen::Array3i& place : own) middle_x += place.x() / static_cast<double>(own.size());
  if (std::abs(2 * middle_x - *twice_middle_) * bone_.grid.spacing_mm.x() < 2 * reach_mm) return std::nullopt;
  const Eigen::Array3d spacing = bone_.grid.spacing_mm.array();
  const Eigen::Array3i steps = (step_mm / spacing).round().max(1).cast<int>();
  const Eigen::Array3i reach = (reach_mm / spacing).round().cast<int>();
  Eigen::Array3i best = Eigen::Array3i::Zero();
  double highest = -1;
  const auto look = [&](const Eigen::Array3i& low, const Eigen::Array3i& high, const Eigen::Array3i& step) {
    for (int z = low.z(); z <= high.z(); z += step.z())
      for (int y = low.y(); y <= high.y(); y += step.y())
        for (int x = low.x(); x <= high.x(); x += step.x()) {
          const double found = correlation(bone_, round, *twice_middle_, {x, y, z});
          if (found <= highest) continue;
          highest = found;
          best = {x, y, z};
        }
  };
  look(-reach, reach, steps);
  const Eigen::Array3i coarse = best;
  look(coarse - steps + 1, coarse + steps - 1, Eigen::Array3i::Ones());
  if (highest < least_correlation) return std::nullopt;
  double own_mean = 0;
  for (const Eigen::Array3i& place : own)
    own_mean += value_at(bone_, place) / static_cast<double>(own.size());
  return Counterpart{mean_at(bone_, own, *twice_middle_, best), own_mean, highest};
}

}  // namespace osteosign
