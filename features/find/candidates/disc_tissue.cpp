#include "features/find/candidates/disc_tissue.h"

#include <algorithm>
#include <cmath>

#include "features/find/outline_voxels.h"
#include "features/vertebra/vertebra_frame.h"

namespace osteosign {
namespace {

/// Of the largest lumbar body, from its middle.
constexpr double farthest_aside_mm = 30;
constexpr double farthest_along_mm = 30;
/// Half the depth of a body: behind it lie canal and arch.
constexpr double farthest_backward_mm = 16;

bool lies_in_column(const Eigen::Vector3d& point_mm, const std::vector<FoundVertebra>& found) {
  return std::ranges::any_of(found, [&](const FoundVertebra& vertebra) {
    const Eigen::Vector3d local =
        frame_at(vertebra.body_centre_mm, vertebra.cranial, vertebra.forward).local_from_patient(point_mm);
    return std::hypot(local.x(), std::min(local.y(), 0.0)) < farthest_aside_mm &&
           local.y() < farthest_backward_mm && std::abs(local.z()) < farthest_along_mm;
  });
}

bool is_mostly_bone(const CtLesionOutline& region, const LabelMap& bones) {
  std::ptrdiff_t in_bone = 0, all = 0;
  for_each_inside(region, [&](const Eigen::Array3i& voxel) {
    ++all;
    in_bone += bones.voxels[bones.grid.index(voxel.x(), voxel.y(), voxel.z())] != 0 ? 1 : 0;
  });
  return 2 * in_bone >= all;
}

}  // namespace

bool is_disc(const CtLesionOutline& region, const LabelMap& bones, const std::vector<FoundVertebra>& found) {
  if (std::ranges::count(region.inside, std::uint8_t{1}) == 0) return false;
  return lies_in_column(middle_of(region), found) && !is_mostly_bone(region, bones);
}

}  // namespace osteosign
