#include "features/vertebra/arch_counterpart.h"

#include <algorithm>

#include "features/profile/order_statistics.h"
#include "features/vertebra/nearest_voxel.h"
#include "features/vertebra/vertebra_part.h"

namespace osteosign {
namespace {

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
              reference.place_of(local) + arch_moved_mm * Eigen::Vector3d(dx, dy, dz));
          if (part_at(*reference.geometry, point) == VertebraPart::none) continue;
          const std::optional<std::size_t> voxel = nearest_voxel(ct.grid, point);
          if (!voxel) continue;
          sum += sign * ct.hounsfield[*voxel];
          ++in_bone;
        }
        if (in_bone < least_share_in_bone * static_cast<double>(region_local_mm.size())) continue;
        const double mean = sum / in_bone;
        if (!least || mean < *least) least = mean;
      }
  return least;
}

}  // namespace

ArchPlaces places_of(const LysisField& field, const VertebraGeometry& own, const VoxelMask& voxels) {
  constexpr std::size_t most_places = 150;
  ArchPlaces region;
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

bool lies_at_border_of_scan(const CtVolume& ct, const VertebraFrame& frame,
                            const std::vector<Eigen::Vector3d>& local_mm) {
  constexpr double near_mm = 4;
  constexpr double nothing_scanned_hu = -1000;
  for (const Eigen::Vector3d& local : local_mm) {
    const Eigen::Vector3d point = frame.patient_from_local(local);
    for (int axis = 0; axis < 3; ++axis)
      for (const double way_mm : {-near_mm, near_mm}) {
        const std::optional<std::size_t> voxel =
            nearest_voxel(ct.grid, point + way_mm * Eigen::Vector3d::Unit(axis));
        if (!voxel || ct.hounsfield[*voxel] <= nothing_scanned_hu) return true;
      }
  }
  return false;
}

std::optional<double> references_hu(const CtVolume& ct, const std::vector<ArchReference>& references,
                                    const ArchPlaces& region, double sign) {
  std::vector<double> found;
  for (const ArchReference& reference : references)
    if (const auto hu = counterpart_hu(ct, reference, region.local_mm, sign)) found.push_back(*hu);
  if (found.size() < 2) return {};
  return averaged_median(found);
}

std::optional<double> registered_hu(ArchExpectation& expectation, const ArchPlaces& region) {
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

}  // namespace osteosign
