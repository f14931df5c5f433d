#include "features/vertebra/solid_bone.h"

#include <algorithm>
#include <optional>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/shape/signed_distance.h"
#include "features/vertebra/arch_counterpart.h"

namespace osteosign {
namespace {

constexpr double least_radius_mm = 3;  ///< cortex of an arch is no thicker than half of that
constexpr double moved_mm = 3;         ///< the same bone may be thickest that far away in a reference
constexpr double more_than_usual_mm = 1.5;

Eigen::Vector3d middle_mm(const LysisField& field, const VoxelMask& part) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double count = 0;
  for_each_voxel(part, [&](int x, int y, int z) {
    sum += field.point_mm(x, y, z);
    ++count;
  });
  return sum / count;
}

/// What the references have in the middle of a part when none of them is as solid.
std::optional<double> expected_when_solid(const CtVolume& ct, const VertebraGeometry& own,
                                          ArchExpectation& expectation, const Eigen::Vector3d& local_mm,
                                          double from_hu) {
  std::vector<double> radii, densities;
  for (const ReferencePlace& there : expectation.places_in_references(local_mm)) {
    if (lies_at_border_of_scan(ct, there.reference->geometry->frame, {there.local_mm})) continue;
    radii.push_back(solid_radius_mm(ct, there.reference->geometry->frame, there.local_mm, from_hu, moved_mm));
    densities.push_back(expectation.sampled_hu(there));
  }
  if (radii.size() < ArchExpectation::fewest) return {};
  const double own_mm = solid_radius_mm(ct, own.frame, local_mm, from_hu, 1);
  if (own_mm <= std::ranges::max(radii) || own_mm < averaged_median(radii) + more_than_usual_mm) return {};
  return averaged_median(densities);
}

}  // namespace

double solid_radius_mm(const CtVolume& ct, const VertebraFrame& frame, const Eigen::Vector3d& local_mm,
                       double from_hu, double within_mm) {
  constexpr double step_mm = 0.5, largest_mm = 10;
  constexpr int half = static_cast<int>(largest_mm / step_mm);
  ImageGrid grid;
  grid.size = {2 * half + 1, 2 * half + 1, 2 * half + 1};
  grid.spacing_mm = Eigen::Vector3d::Constant(step_mm);
  grid.origin_mm = local_mm - Eigen::Vector3d::Constant(largest_mm);
  std::vector<std::uint8_t> solid;
  solid.reserve(grid.voxel_count());
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        solid.push_back(
            mean_of_a_millimetre_hu(ct, frame, grid.patient_from_voxel(Eigen::Vector3d(x, y, z))) >= from_hu);
  const std::vector<float> distance_mm = signed_distance_mm(grid, solid);
  double radius_mm = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if ((step_mm * Eigen::Vector3d(x - half, y - half, z - half)).norm() <= within_mm)
          radius_mm = std::max(radius_mm, -static_cast<double>(distance_mm[grid.index(x, y, z)]));
  return std::min(radius_mm, largest_mm);
}

std::vector<SolidBone> solid_bones(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                                   ArchExpectation& expectation, double from_hu) {
  const ImageGrid& grid = field.image.grid;
  VoxelMask dense(grid);
  for_each_voxel(field.arch & field.usable, [&](int x, int y, int z) {
    if (-field.fine_hu[grid.index(x, y, z)] >= from_hu) dense.insert(x, y, z);
  });
  std::vector<SolidBone> found;
  const MaskComponents parts =
      find_components(erode(dense, Reach::ball(least_radius_mm)), Neighbours::volume);
  for (std::size_t i = 0; i < parts.components.size(); ++i) {
    const VoxelMask deep = parts.only(i);
    const Eigen::Vector3d local_mm = own.frame.local_from_patient(middle_mm(field, deep));
    const std::optional<double> expected_hu = expected_when_solid(ct, own, expectation, local_mm, from_hu);
    if (expected_hu) found.push_back({dilate(deep, Reach::ball(least_radius_mm)) & dense, *expected_hu});
  }
  return found;
}

}  // namespace osteosign
