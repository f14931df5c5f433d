#include "features/vertebra/arch_lysis.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/vertebra/arch_counterpart.h"
#include "features/vertebra/nearest_voxel.h"
#include "features/vertebra/vertebra_part.h"

namespace osteosign {
namespace {

constexpr double label_closing_mm = 2;  ///< holes of the label are bone
/// Of dense regions the smallest that a search shall find (methods C1, P5); from here on they are held
/// against references that are moved to where they fit as well.
constexpr double registered_from_mm3 = 500;

VoxelMask label_of_arch(const LysisField& field) {
  VoxelMask arch(field.image.grid);
  for (int z = 0; z < arch.grid().size[2]; ++z)
    for (int y = 0; y < arch.grid().size[1]; ++y)
      for (int x = 0; x < arch.grid().size[0]; ++x)
        if (is_arch(field.image.parts[arch.grid().index(x, y, z)])) arch.insert(x, y, z);
  return arch;
}

/// Where the other side has pedicle or arch and this one may have lost it.
VoxelMask mirrored_arch(const LysisField& field, const VertebraGeometry& own, const MirrorPlane& mirror) {
  VoxelMask mirrored(field.image.grid);
  for (int z = 0; z < mirrored.grid().size[2]; ++z)
    for (int y = 0; y < mirrored.grid().size[1]; ++y)
      for (int x = 0; x < mirrored.grid().size[0]; ++x) {
        if (field.body.contains(x, y, z)) continue;
        const Eigen::Vector3d local = own.frame.local_from_patient(field.point_mm(x, y, z));
        if (mirror_tells(own, local) &&
            is_arch(part_at(own, own.frame.patient_from_local(mirror.mirrored(local)))))
          mirrored.insert(x, y, z);
      }
  return mirrored;
}

/// Soft tissue where the other side has bone, wherever within 2 mm it is looked for: what is lost of a lamina
/// is too thin for a depth and an opening, which are there against edges that do not lie on each other.
VoxelMask lost_beside_mirror(const LysisField& field, const VertebraGeometry& own, const MirrorPlane& mirror,
                             const LysisParameters& parameters) {
  const ImageGrid& grid = field.image.grid;
  const double bone_from_hu = field.brightest_hu + parameters.lysis_drop_hu;
  const auto is_bone = [&](const Eigen::Vector3d& point_mm) {
    const std::optional<std::size_t> index = nearest_voxel(grid, point_mm);
    return index && field.fine_hu[*index] >= bone_from_hu && is_arch(part_at(own, point_mm));
  };
  VoxelMask lost(grid);
  for_each_voxel(field.arch & field.usable, [&](int x, int y, int z) {
    const double hu = field.fine_hu[grid.index(x, y, z)];
    if (hu < parameters.soft_tissue_from_hu || hu > field.brightest_hu) return;
    const Eigen::Vector3d local = own.frame.local_from_patient(field.point_mm(x, y, z));
    if (!mirror_tells(own, local)) return;
    const Eigen::Vector3d opposite_mm = own.frame.patient_from_local(mirror.mirrored(local));
    if (!is_bone(opposite_mm)) return;
    for (int axis = 0; axis < 3; ++axis)
      for (const double way_mm : {-arch_moved_mm, arch_moved_mm})
        if (!is_bone(opposite_mm + way_mm * Eigen::Vector3d::Unit(axis))) return;
    lost.insert(x, y, z);
  });
  return lost;
}

/// Soft tissue deep enough in the arch and of some thickness, or where the other side has bone all round.
VoxelMask soft_cores(const LysisField& field, const VertebraGeometry& own,
                     const std::vector<ArchReference>& references, const LysisParameters& parameters) {
  const ImageGrid& grid = field.image.grid;
  const double depth_mm = std::max(parameters.lysis_depth_mm, grid.spacing_mm.maxCoeff());
  VoxelMask soft(grid);
  for_each_voxel(erode(field.arch | field.body, Reach::ball(depth_mm)) & field.arch & field.usable,
                 [&](int x, int y, int z) {
                   const double hu = field.smooth_hu[grid.index(x, y, z)];
                   if (hu >= parameters.soft_tissue_from_hu && hu <= field.brightest_hu) soft.insert(x, y, z);
                 });
  VoxelMask cores = open(soft, Reach::ball(parameters.lysis_opening_mm));
  if (field.sign > 0)
    for (const ArchReference& reference : references)
      if (reference.mirror) cores |= lost_beside_mirror(field, own, *reference.mirror, parameters);
  return cores;
}

/// The connected parts of some volume.
std::vector<VoxelMask> parts_of(const VoxelMask& mask, const LysisParameters& parameters) {
  const MaskComponents parts = find_components(mask, Neighbours::volume);
  std::vector<VoxelMask> large;
  for (std::size_t i = 0; i < parts.components.size(); ++i) {
    if (parts.volume_mm3(i) < parameters.lysis_least_core_mm3) continue;
    large.push_back(parts.only(i));
  }
  return large;
}

/// Lost bone of some volume; nothing at the border of the scanned field.
LostBone lost_bone_of(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                      ArchExpectation& expectation, const LysisParameters& parameters) {
  VoxelMask cores(field.image.grid);
  for (const VoxelMask& part : parts_of(lost_voxels(field, own, expectation, parameters), parameters))
    if (!lies_at_border_of_scan(ct, own.frame, places_of(field, own, part).local_mm)) cores |= part;
  return compared_lost_bone(field, own, expectation, std::move(cores));
}

}  // namespace

VoxelMask expected_arch(const LysisField& field, const VertebraGeometry& own,
                        const std::vector<ArchReference>& references) {
  VoxelMask arch = close(label_of_arch(field), Reach::ball(label_closing_mm));
  for (const ArchReference& reference : references)
    if (reference.mirror) arch |= mirrored_arch(field, own, *reference.mirror);
  return arch - field.body;
}

ArchLysis find_arch_lysis(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                          ArchExpectation& expectation, const LysisParameters& parameters) {
  const ImageGrid& grid = field.image.grid;
  ArchLysis result;
  result.cores = VoxelMask(grid);
  if (!parameters.looks_at_arches(grid.spacing_mm)) return result;
  const std::vector<ArchReference>& references = expectation.references();
  std::vector<double> expected;
  for (const VoxelMask& voxels : parts_of(soft_cores(field, own, references, parameters), parameters)) {
    const ArchPlaces region = places_of(field, own, voxels);
    if (lies_at_border_of_scan(ct, own.frame, region.local_mm)) continue;
    const auto differs = [&](const std::optional<double>& hu) {
      return hu && *hu >= region.mean_hu + parameters.lysis_drop_hu;
    };
    std::optional<double> other_hu = references_hu(ct, references, region, field.sign);
    if (!differs(other_hu) && field.sign < 0 && voxels.volume_mm3() >= registered_from_mm3)
      if (const auto hu = registered_hu(expectation, region)) other_hu = field.sign * *hu;
    if (!differs(other_hu)) continue;
    result.cores |= voxels;
    expected.push_back(*other_hu);
  }
  if (field.sign > 0) {
    result.lost = lost_bone_of(ct, field, own, expectation, parameters);
    result.cores |= result.lost.cores;
    if (expected.empty()) expected = result.lost.expected_of_cores();
  }
  result.has_cores = !expected.empty();
  if (!expected.empty()) result.expected_hu = averaged_median(expected);
  return result;
}

}  // namespace osteosign
