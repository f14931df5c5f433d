#include "features/vertebra/arch_lysis.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/vertebra/arch_expectation.h"
#include "features/vertebra/vertebra_part.h"

namespace osteosign {
namespace {

constexpr double label_closing_mm = 2;  ///< holes of the label are bone
/// How far the same bone may lie from where a reference has it: vertebrae are not quite alike, nor their
/// sides.
constexpr double moved_mm = 2;
/// Dense regions from here on are held against references that are moved to where they fit as well.
constexpr double registered_from_mm3 = 500;

/// Of the voxel nearest to a point; nothing beyond the grid.
std::optional<std::size_t> index_at(const ImageGrid& grid, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3i voxel = grid.voxel_from_patient(point_mm).array().round().matrix().cast<int>();
  if (!grid.contains(voxel.x(), voxel.y(), voxel.z())) return {};
  return grid.index(voxel.x(), voxel.y(), voxel.z());
}

std::optional<double> hu_at(const CtVolume& ct, const Eigen::Vector3d& point_mm) {
  const std::optional<std::size_t> index = index_at(ct.grid, point_mm);
  if (!index) return {};
  return ct.hounsfield[*index];
}

/// Mean HU of a region's counterpart, at the least favourable of the places within 2 mm; nothing where the
/// reference has no such bone.
std::optional<double> counterpart_hu(const CtVolume& ct, const ArchReference& reference,
                                     const std::vector<Eigen::Vector3d>& region_local_mm, double sign) {
  constexpr double least_share_in_bone = 0.7;
  std::optional<double> least;
  for (int dz = -1; dz <= 1; ++dz)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        double sum = 0;
        int in_bone = 0;
        for (const Eigen::Vector3d& local : region_local_mm) {
          const Eigen::Vector3d point = reference.geometry->frame.patient_from_local(
              reference.place_of(local) + moved_mm * Eigen::Vector3d(dx, dy, dz));
          if (part_at(*reference.geometry, point) == VertebraPart::none) continue;
          const std::optional<double> hu = hu_at(ct, point);
          if (!hu) continue;
          sum += sign * *hu;
          ++in_bone;
        }
        if (in_bone < least_share_in_bone * static_cast<double>(region_local_mm.size())) continue;
        const double mean = sum / in_bone;
        if (!least || mean < *least) least = mean;
      }
  return least;
}

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
    const std::optional<std::size_t> index = index_at(grid, point_mm);
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
      for (const double way_mm : {-moved_mm, moved_mm})
        if (!is_bone(opposite_mm + way_mm * Eigen::Vector3d::Unit(axis))) return;
    lost.insert(x, y, z);
  });
  return lost;
}

struct Region {
  std::vector<Eigen::Vector3d> local_mm;  ///< some of its places, in the own frame
  double mean_hu = 0;
};

Region region_of(const LysisField& field, const VertebraGeometry& own, const VoxelMask& voxels) {
  constexpr std::size_t most_places = 150;
  Region region;
  const std::size_t every = voxels.count() / most_places + 1;
  std::size_t count = 0;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    region.mean_hu += field.image.hounsfield[field.image.grid.index(x, y, z)];
    if (count++ % every == 0)
      region.local_mm.push_back(own.frame.local_from_patient(field.point_mm(x, y, z)));
  });
  if (count > 0) region.mean_hu /= static_cast<double>(count);
  return region;
}

/// Of the references that have such bone, the median; of one alone the difference could as well be its own.
std::optional<double> references_hu(const CtVolume& ct, const std::vector<ArchReference>& references,
                                    const Region& region, double sign) {
  std::vector<double> found;
  for (const ArchReference& reference : references)
    if (const auto hu = counterpart_hu(ct, reference, region.local_mm, sign)) found.push_back(*hu);
  if (found.size() < 2) return {};
  return averaged_median(found);
}

/// Mean HU that the references, moved to where they fit, let expect at the place of a dense region, at the
/// least favourable of the places within a millimetre; nothing where they tell of less than half of it. Over
/// a large region errors of single places cancel out, so less has to be allowed for than 2 mm.
std::optional<double> registered_hu(ArchExpectation& expectation, const Region& region) {
  constexpr double least_share = 0.5;
  std::optional<double> highest;
  for (int dz = -1; dz <= 1; ++dz)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        double sum = 0, count = 0;
        for (const Eigen::Vector3d& local : region.local_mm)
          if (const auto here = expectation.at(local + Eigen::Vector3d(dx, dy, dz))) {
            sum += here->hu;
            ++count;
          }
        if (count == 0 || count < least_share * static_cast<double>(region.local_mm.size())) continue;
        highest = std::max(sum / count, highest.value_or(sum / count));
      }
  return highest;
}

/// Whether the scanned field ends at a region: in the corner between bone and that border, soft tissue passes
/// for the marrow of a bone that goes on outside.
bool lies_at_border_of_scan(const CtVolume& ct, const VertebraGeometry& own, const Region& region) {
  constexpr double near_mm = 4;
  constexpr double nothing_scanned_hu = -1000;
  for (const Eigen::Vector3d& local : region.local_mm) {
    const Eigen::Vector3d point = own.frame.patient_from_local(local);
    for (int axis = 0; axis < 3; ++axis)
      for (const double way_mm : {-near_mm, near_mm}) {
        const std::optional<double> hu = hu_at(ct, point + way_mm * Eigen::Vector3d::Unit(axis));
        if (!hu || *hu <= nothing_scanned_hu) return true;
      }
  }
  return false;
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
    std::vector<bool> chosen(parts.components.size(), false);
    chosen[i] = true;
    large.push_back(parts.select(chosen));
  }
  return large;
}

/// Lost bone of some volume; nothing at the border of the scanned field.
LostBone lost_bone_of(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                      ArchExpectation& expectation, const LysisParameters& parameters) {
  VoxelMask cores(field.image.grid);
  for (const VoxelMask& part : parts_of(lost_voxels(field, own, expectation, parameters), parameters))
    if (!lies_at_border_of_scan(ct, own, region_of(field, own, part))) cores |= part;
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
                          const std::vector<ArchReference>& references, const LysisParameters& parameters) {
  const ImageGrid& grid = field.image.grid;
  ArchLysis result;
  result.cores = VoxelMask(grid);
  if (!parameters.looks_at_arches(grid.spacing_mm)) return result;
  ArchExpectation expectation(ct, own, references);
  std::vector<double> expected;
  for (const VoxelMask& voxels : parts_of(soft_cores(field, own, references, parameters), parameters)) {
    const Region region = region_of(field, own, voxels);
    if (lies_at_border_of_scan(ct, own, region)) continue;
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
