#include "features/find/candidates/outline_candidate.h"

#include <algorithm>

#include "features/find/lesion_from_mask.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

struct Overlap {
  double own = 0;  ///< voxels
  double other = 0;
  double both = 0;
};

Overlap overlap_of(const CtLesionOutline& own, const CtLesionOutline& other) {
  Overlap result;
  result.other = static_cast<double>(std::ranges::count(other.inside, std::uint8_t{1}));
  for (int z = 0; z < own.box.size[2]; ++z)
    for (int y = 0; y < own.box.size[1]; ++y)
      for (int x = 0; x < own.box.size[0]; ++x) {
        if (own.inside[own.box.index(x, y, z)] == 0) continue;
        ++result.own;
        const std::array<int, 3> at{own.first[0] + x - other.first[0], own.first[1] + y - other.first[1],
                                    own.first[2] + z - other.first[2]};
        if (other.box.contains(at[0], at[1], at[2]) &&
            other.inside[other.box.index(at[0], at[1], at[2])] != 0)
          ++result.both;
      }
  return result;
}

bool mean_the_same(const CtLesionOutline& region, const CtLesionOutline& drawn) {
  constexpr double least_share = 0.5, smallest = 0.4, largest = 2.5;
  const Overlap overlap = overlap_of(region, drawn);
  return overlap.both >= least_share * overlap.own && overlap.other >= smallest * overlap.own &&
         overlap.other <= largest * overlap.own;
}

}  // namespace

Eigen::Vector3d deepest_point_mm(const CtLesionOutline& outline) {
  const std::vector<float> distance = signed_distance_mm(outline.box, outline.inside);
  const auto deepest = static_cast<int>(std::ranges::min_element(distance) - distance.begin());
  const std::array<int, 3>& size = outline.box.size;
  return outline.box.patient_from_voxel(
      Eigen::Vector3d(deepest % size[0], deepest / size[0] % size[1], deepest / (size[0] * size[1])));
}

CtLesionOutline outline_of_region(const OutlineScene& scene, const CtLesionOutline& region) {
  const Measured<CtLesionOutline> drawn = outline_lesion_from_seed(
      scene.ct, scene.bones, scene.quality, deepest_point_mm(region), scene.parameters);
  if (drawn.known() && mean_the_same(region, drawn.value())) return drawn.value();
  return with_smooth_surface(scene.ct.grid, region);
}

}  // namespace osteosign
