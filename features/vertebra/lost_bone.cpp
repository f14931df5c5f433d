#include "features/vertebra/lost_bone.h"

#include <algorithm>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double compared_within_mm = 8;  ///< the thickness of a pedicle

double bone_from_hu(const LysisField& field, const LysisParameters& parameters) {
  return field.brightest_hu + parameters.lysis_drop_hu;
}

bool is_soft_tissue(const LysisField& field, double hu, const LysisParameters& parameters) {
  return hu >= parameters.soft_tissue_from_hu && hu <= field.brightest_hu;
}

/// Near lost bone, what is less dense than the middle between `median_hu` and the bone that is expected
/// there.
VoxelMask less_dense_near(const LysisField& field, const LostBone& lost, const VoxelMask& voxels,
                          double median_hu, const LysisParameters& parameters) {
  constexpr double reach_mm = 3;  // blur, and the millimetre that the references are given
  VoxelMask below(field.image.grid);
  for_each_voxel(dilate(voxels, Reach::ball(reach_mm)) & lost.compared, [&](int x, int y, int z) {
    const std::size_t i = field.image.grid.index(x, y, z);
    const double expected_hu = lost.expected_hu[i];
    if (expected_hu >= bone_from_hu(field, parameters) && field.fine_hu[i] < 0.5 * (median_hu + expected_hu))
      below.insert(x, y, z);
  });
  return below;
}

/// Dense bone near a lytic region that is thicker than a shell of cortex, and of whose surface a good part is
/// the region: what stands in it as an island.
VoxelMask dense_islands(const LysisField& field, const VoxelMask& lytic, double dense_from_hu) {
  constexpr double reach_mm = 10;          // a lesion as wide as a pedicle is high
  constexpr double least_radius_mm = 2.5;  // chosen: a sheet of cortex is thinner than 5 mm
  constexpr double least_mm3 = 100;        // methods A3.2
  constexpr double shell_mm = 1.5, blur_mm = 1;
  constexpr double least_share = 0.2;  // chosen: beside lytic lesions facets have up to 0.11
  VoxelMask dense(field.image.grid), islands(field.image.grid);
  for_each_voxel(dilate(lytic, Reach::ball(reach_mm)) & field.usable, [&](int x, int y, int z) {
    if (field.fine_hu[field.image.grid.index(x, y, z)] >= dense_from_hu) dense.insert(x, y, z);
  });
  const VoxelMask beside = dilate(lytic, Reach::ball(blur_mm));
  const MaskComponents parts =
      find_components(erode(dense, Reach::ball(least_radius_mm)), Neighbours::volume);
  for (std::size_t i = 0; i < parts.components.size(); ++i) {
    const VoxelMask part = dilate(parts.only(i), Reach::ball(least_radius_mm));
    if (part.volume_mm3() < least_mm3) continue;
    const VoxelMask shell = dilate(part, Reach::ball(shell_mm)) - part;
    if ((shell & beside).volume_mm3() >= least_share * shell.volume_mm3()) islands |= part;
  }
  return islands;
}

}  // namespace

std::vector<double> LostBone::expected_of_cores() const {
  std::vector<double> expected;
  for_each_voxel(cores & compared,
                 [&](int x, int y, int z) { expected.push_back(expected_hu[cores.grid().index(x, y, z)]); });
  return expected;
}

VoxelMask lost_voxels(const LysisField& field, const VertebraGeometry& own, ArchExpectation& expectation,
                      const LysisParameters& parameters) {
  VoxelMask lost(field.image.grid);
  for_each_voxel(field.arch & field.usable, [&](int x, int y, int z) {
    const double hu = field.fine_hu[field.image.grid.index(x, y, z)];
    if (!is_soft_tissue(field, hu, parameters)) return;
    const Eigen::Vector3d local_mm = own.frame.local_from_patient(field.point_mm(x, y, z));
    if (!is_of_comparable_arch(own, local_mm)) return;
    const std::optional<ExpectedArch> expected = expectation.at(local_mm);
    if (expected && expected->lowest_hu >= bone_from_hu(field, parameters)) lost.insert(x, y, z);
  });
  return lost;
}

LostBone compared_lost_bone(const LysisField& field, const VertebraGeometry& own,
                            ArchExpectation& expectation, VoxelMask cores) {
  const ImageGrid& grid = field.image.grid;
  LostBone lost{std::move(cores), VoxelMask(grid), {}, {}, {}};
  if (lost.cores.empty()) return lost;
  lost.expected_hu.assign(grid.voxel_count(), 0);
  lost.lowest_hu.assign(grid.voxel_count(), 0);
  lost.highest_hu.assign(grid.voxel_count(), 0);
  for_each_voxel((dilate(lost.cores, Reach::ball(compared_within_mm)) & field.usable) - field.body,
                 [&](int x, int y, int z) {
                   const std::optional<ExpectedArch> expected =
                       expectation.at(own.frame.local_from_patient(field.point_mm(x, y, z)));
                   if (!expected) return;
                   lost.compared.insert(x, y, z);
                   lost.expected_hu[grid.index(x, y, z)] = static_cast<float>(expected->hu);
                   lost.lowest_hu[grid.index(x, y, z)] = static_cast<float>(expected->lowest_hu);
                   lost.highest_hu[grid.index(x, y, z)] = static_cast<float>(expected->highest_hu);
                 });
  return lost;
}

VoxelMask grown_lost_bone(const LysisField& field, const LostBone& lost, const VoxelMask& core,
                          double median_hu, const LysisParameters& parameters) {
  return connected_to((less_dense_near(field, lost, core, median_hu, parameters) & field.arch) | core, core);
}

VoxelMask followed_lost_bone(const LysisField& field, const LostBone& lost, const VoxelMask& core,
                             double median_hu, const LysisParameters& parameters) {
  VoxelMask lost_there(field.image.grid);
  for_each_voxel(lost.compared, [&](int x, int y, int z) {
    const std::size_t i = field.image.grid.index(x, y, z);
    if (lost.lowest_hu[i] >= bone_from_hu(field, parameters) &&
        is_soft_tissue(field, field.fine_hu[i], parameters))
      lost_there.insert(x, y, z);
  });
  lost_there = connected_to(lost_there | core, core);
  return connected_to(less_dense_near(field, lost, lost_there, median_hu, parameters) | lost_there, core);
}

VoxelMask dense_part_beside(const LysisField& field, const LostBone& lost, const VoxelMask& lytic,
                            double dense_from_hu) {
  constexpr double core_radius_mm = 6.5;  // half the height of a pedicle: no core in an arch is thicker
  constexpr double touching_mm = 1.5;     // of what blur makes of the edge between both
  VoxelMask denser(field.image.grid), dense(field.image.grid);
  for_each_voxel((lost.compared & field.arch) - lytic, [&](int x, int y, int z) {
    const std::size_t i = field.image.grid.index(x, y, z);
    if (field.fine_hu[i] < dense_from_hu) return;
    dense.insert(x, y, z);
    if (field.fine_hu[i] >= lost.highest_hu[i]) denser.insert(x, y, z);
  });
  const VoxelMask beside = dilate(lytic, Reach::ball(touching_mm));
  const VoxelMask enclosed = dense & close(lytic, Reach::ball(core_radius_mm));
  return connected_to(denser, denser & beside) | enclosed |
         (dense_islands(field, lytic, dense_from_hu) - lytic);
}

}  // namespace osteosign
