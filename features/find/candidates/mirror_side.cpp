#include "features/find/candidates/mirror_side.h"

#include <cmath>

namespace osteosign {
namespace {

/// The plane of mirroring across which most bone lies on bone.
std::optional<int> middle_of(const CoarseBone& bone) {
  constexpr double least_overlap = 0.3;
  constexpr std::size_t most = 40000;
  if (bone.hu.empty() || std::abs(bone.grid.direction(0, 0)) < 0.9) return std::nullopt;
  const BlockPlaces places = evenly_taken(places_of(bone.bone), most);
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

std::optional<Counterpart> MirrorSide::of(const RegionPlaces& region) const {
  constexpr double reach_mm = 14;
  if (!twice_middle_ || region.own.empty()) return std::nullopt;
  double middle_x = 0;
  for (const Eigen::Array3i& place : region.own)
    middle_x += place.x() / static_cast<double>(region.own.size());
  if (std::abs(2 * middle_x - *twice_middle_) * bone_.grid.spacing_mm.x() < 2 * reach_mm) return std::nullopt;
  const auto mirrored = [&](const BlockPlaces& places) {
    PairedPlaces pairs{places, places};
    for (Eigen::Array3i& place : pairs.there) place.x() = *twice_middle_ - place.x();
    return pairs;
  };
  return counterpart_of(bone_, mirrored(region.own), mirrored(region.round), reach_mm);
}

}  // namespace osteosign
