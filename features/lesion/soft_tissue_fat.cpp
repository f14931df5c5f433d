#include "features/lesion/soft_tissue_fat.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double away_mm = 12;
constexpr double least_area_mm2 = 60;
constexpr double fat_together_mm2 = 10;  // neighbouring places share their fat: this much counts as one

struct FatShare {
  double seen_mm2 = 0;
  double fat_mm2 = 0;
  double share() const { return fat_mm2 / seen_mm2; }
  void add(bool has_fat, double area_mm2) {
    seen_mm2 += area_mm2;
    if (has_fat) fat_mm2 += area_mm2;
  }
};

/// For each point of the surface whether a cell of the mask belongs to it.
std::vector<bool> points_of(const VoxelMask& cells, const SoftTissueSpace& space, std::size_t points) {
  std::vector<bool> belongs(points, false);
  for_each_voxel(cells, [&](int x, int y, int z) {
    belongs[static_cast<std::size_t>(space.nearest[space.cell(x, y, z)])] = true;
  });
  return belongs;
}

}  // namespace

MeasuredQuantity fat_plane_loss(const SoftTissueSpace& space, const VoxelMask& beside,
                                const CortexSurface& surface, const SoftTissueParameters& parameters) {
  const VoxelMask layer = layer_on_bone(space, parameters.soft_tissue_sheath_mm) - space.spoiled;
  const std::size_t points = surface.points.size();
  const std::vector<bool> seen = points_of(layer, space, points);
  const std::vector<bool> fat = points_of(layer & space.fat, space, points);
  const std::vector<bool> near = points_of(layer & beside, space, points);
  FatShare before, now;
  for (std::size_t i = 0; i < points; ++i) {
    if (!seen[i] || surface.cut_off[i]) continue;
    if (near[i]) now.add(fat[i], surface.points.areas_mm2[i]);
    if (surface.lesion_distance_mm[i] > away_mm) before.add(fat[i], surface.points.areas_mm2[i]);
  }
  if (before.seen_mm2 < least_area_mm2 || now.seen_mm2 < least_area_mm2)
    return Unknown{"too little of the tissue on the bone is visible to compare its fat"};
  if (before.share() < parameters.soft_tissue_least_fat_fraction)
    return Unknown{"no fat plane lies round this bone that could be lost"};
  const double share = std::min(1.0, now.share());
  const double sd = std::sqrt(std::max(share * (1 - share), 0.01) * fat_together_mm2 / now.seen_mm2);
  return Quantity{std::clamp(1 - share / before.share(), 0.0, 1.0), Unit::fraction, sd / before.share()};
}

}  // namespace osteosign
