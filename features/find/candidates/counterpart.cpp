#include "features/find/candidates/counterpart.h"

#include <algorithm>
#include <cmath>

#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double round_mm = 12;
constexpr double step_mm = 4;
constexpr double least_correlation = 0.6;

/// Air, fat and metal are cut off, so that neither a lung nor a wire decides: for the registration at what
/// trabecular bone reaches, for means at what compact bone does.
constexpr double least_hu = -150;
constexpr double most_registered_hu = 900;
constexpr double most_in_mean_hu = 2000;

/// Outside of the grid is soft tissue.
double value_at(const CoarseBone& bone, const Eigen::Array3i& at, double most_hu) {
  constexpr double outside_hu = 0;
  if (!bone.grid.contains(at.x(), at.y(), at.z())) return outside_hu;
  return std::clamp<double>(bone.hu[bone.grid.index(at.x(), at.y(), at.z())], least_hu, most_hu);
}

double correlation(const CoarseBone& bone, const PairedPlaces& places, const Eigen::Array3i& move) {
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < places.here.size(); ++i) {
    const double here = value_at(bone, places.here[i], most_registered_hu);
    const double there = value_at(bone, places.there[i] + move, most_registered_hu);
    a += here, b += there, aa += here * here, bb += there * there, ab += here * there;
  }
  const auto count = static_cast<double>(places.here.size());
  const double variance = (aa - a * a / count) * (bb - b * b / count);
  return variance > 0 ? (ab - a * b / count) / std::sqrt(variance) : 0;
}

double mean_at(const CoarseBone& bone, const BlockPlaces& places, const Eigen::Array3i& move) {
  double sum = 0;
  for (const Eigen::Array3i& place : places) sum += value_at(bone, place + move, most_in_mean_hu);
  return sum / static_cast<double>(places.size());
}

}  // namespace

RegionPlaces region_places(const ImageGrid& blocks, const BlockPlaces& region) {
  LocalBlocks round = blocks_in_box(blocks, region, round_mm);
  round.mask = dilate(round.mask, Reach::ball(round_mm)) - dilate(round.mask, Reach::ball(2));
  return {evenly_taken(region, 400), evenly_taken(round.places(), 1500)};
}

std::optional<Counterpart> counterpart_of(const CoarseBone& bone, const PairedPlaces& own,
                                          const PairedPlaces& round, double reach_mm) {
  if (own.here.empty() || round.here.empty()) return std::nullopt;
  const Eigen::Array3d spacing = bone.grid.spacing_mm.array();
  const Eigen::Array3i steps = (step_mm / spacing).round().max(1).cast<int>();
  const Eigen::Array3i reach = (reach_mm / spacing).round().cast<int>();
  Eigen::Array3i best = Eigen::Array3i::Zero();
  double highest = -1;
  const auto look = [&](const Eigen::Array3i& low, const Eigen::Array3i& high, const Eigen::Array3i& step) {
    for (int z = low.z(); z <= high.z(); z += step.z())
      for (int y = low.y(); y <= high.y(); y += step.y())
        for (int x = low.x(); x <= high.x(); x += step.x()) {
          const double found = correlation(bone, round, {x, y, z});
          if (found <= highest) continue;
          highest = found;
          best = {x, y, z};
        }
  };
  look(-reach, reach, steps);
  const Eigen::Array3i coarse = best;
  look(coarse - steps + 1, coarse + steps - 1, Eigen::Array3i::Ones());
  if (highest < least_correlation) return std::nullopt;
  return Counterpart{mean_at(bone, own.there, best), mean_at(bone, own.here, Eigen::Array3i::Zero()),
                     highest};
}

}  // namespace osteosign
