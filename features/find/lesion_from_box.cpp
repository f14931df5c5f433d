#include "features/find/lesion_from_box.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "features/find/opened_bone.h"
#include "features/find/outline_round_seed.h"
#include "features/find/outline_voxels.h"
#include "features/find/whole_outline.h"

namespace osteosign {
namespace {

[[noreturn]] void refuse(const Eigen::AlignedBox3d& box, const char* why) {
  throw InputError(
      fmt::format("box {:.1f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f} mm: {}", box.min().x(), box.min().y(),
                  box.min().z(), box.max().x(), box.max().y(), box.max().z(), why),
      FailureKind::usage);
}

/// The smallest box that holds the voxels of the volume whose centres lie in a box; empty without any.
Eigen::AlignedBox3d part_in_volume(const ImageGrid& grid, const Eigen::AlignedBox3d& box) {
  Eigen::AlignedBox3d voxels;  // that can hold them
  for (int corner = 0; corner < 8; ++corner)
    voxels.extend(grid.voxel_from_patient(box.corner(static_cast<Eigen::AlignedBox3d::CornerType>(corner))));
  const Eigen::Array3d size = Eigen::Array3i(grid.size[0], grid.size[1], grid.size[2]).cast<double>();
  const Eigen::Array3i lowest = voxels.min().array().ceil().max(0).min(size).cast<int>();
  const Eigen::Array3i highest = voxels.max().array().floor().min(size - 1).max(-1).cast<int>();
  Eigen::AlignedBox3d part;
  for (int z = lowest.z(); z <= highest.z(); ++z)
    for (int y = lowest.y(); y <= highest.y(); ++y)
      for (int x = lowest.x(); x <= highest.x(); ++x) {
        const Eigen::Vector3d point = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        if (box.contains(point)) part.extend(point);
      }
  return part;
}

/// The middle of a box and the places of a 3 x 3 x 3 grid in its inner half, nearest to the middle first.
std::vector<Eigen::Vector3d> seeds_in(const Eigen::AlignedBox3d& box) {
  constexpr double part_of_width = 0.25;
  std::vector<Eigen::Vector3d> offsets;
  for (const int z : {0, -1, 1})
    for (const int y : {0, -1, 1})
      for (const int x : {0, -1, 1})
        offsets.emplace_back(part_of_width * Eigen::Vector3d(x, y, z).cwiseProduct(box.sizes()));
  std::ranges::stable_sort(offsets, {}, [](const Eigen::Vector3d& offset) { return offset.norm(); });
  for (Eigen::Vector3d& offset : offsets) offset += box.center();
  return offsets;
}

bool in_volume(const ImageGrid& grid, const Eigen::Vector3d& point_mm) {
  const Eigen::Array3i at = grid.voxel_from_patient(point_mm).array().round().cast<int>();
  return grid.contains(at.x(), at.y(), at.z());
}

/// Why an outline is not what the box was drawn round, or nothing. What is at least half as wide as the box
/// that holds it reaches its middle; of 13 boxes in the normal marrow of a femur 6 held some crumb that was
/// outlined from a place beside the middle.
std::string objection(const CtLesionOutline& outline, const ImageGrid& series,
                      const Eigen::AlignedBox3d& box) {
  constexpr double needed_span = 1.0 / 3;
  Eigen::AlignedBox3d extent;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    extent.extend(series.patient_from_voxel(voxel.cast<double>().matrix()));
  });
  const Eigen::Vector3d voxel_mm = series.direction.cwiseAbs() * series.spacing_mm;
  const double span =
      extent.isEmpty() ? 0 : (extent.sizes() + voxel_mm).cwiseQuotient(box.sizes() + voxel_mm).minCoeff();
  if (span < needed_span)
    return fmt::format(
        "the region round the seed is too small for the box: it spans {:.0f} % of its width, {:.0f} % are "
        "needed",
        100 * span, 100 * needed_span);
  const Eigen::AlignedBox3d reached(extent.min() - 0.5 * voxel_mm, extent.max() + 0.5 * voxel_mm);
  return reached.contains(box.center()) ? ""
                                        : "the region round the seed does not reach the middle of the box";
}

}  // namespace

Measured<CtLesionOutline> outline_lesion_from_box(const CtVolume& ct, const LabelMap& bones,
                                                  const ImageQuality& quality,
                                                  const Eigen::AlignedBox3d& box_in_patient_mm,
                                                  const LesionOutlineParameters& parameters) {
  if (!((box_in_patient_mm.sizes().array() > 0).all())) refuse(box_in_patient_mm, "has no extent");
  const Eigen::AlignedBox3d part = part_in_volume(ct.grid, box_in_patient_mm);
  if (part.isEmpty()) refuse(box_in_patient_mm, "lies outside of the volume: it holds no voxel of it");
  const OutlineScene scene{ct, bones, quality, parameters};
  const auto objection_to = [&](const Measured<CtLesionOutline>& outline) {
    return outline.known() ? objection(outline.value(), ct.grid, part) : outline.reason();
  };
  const auto whole_or = [&](const Eigen::Vector3d& seed, const Measured<CtLesionOutline>& outline) {
    const std::optional<LabelMap> opened = with_opened_bone(bones, seed, parameters.largest_radius_mm);
    const Measured<CtLesionOutline> whole =
        whole_outline({ct, opened ? *opened : bones, quality, parameters}, seed, box_in_patient_mm, outline);
    return objection_to(whole).empty() ? whole : outline;
  };
  const std::vector<Eigen::Vector3d> seeds = seeds_in(part);
  std::string reason_of_middle;
  for (const Eigen::Vector3d& seed : seeds) {
    const Measured<CtLesionOutline> outline =
        in_volume(ct.grid, seed)  // some lie beside an oblique one
            ? outline_round_seed(scene, seed, box_in_patient_mm)
            : Unknown{"the seed lies outside of the reconstructed field"};
    const std::string reason = objection_to(outline);
    if (reason.empty()) return whole_or(seed, outline);
    if (reason_of_middle.empty()) reason_of_middle = reason;
  }
  if (in_volume(ct.grid, seeds.front()))
    if (const Measured<CtLesionOutline> whole = whole_or(seeds.front(), Unknown{reason_of_middle});
        whole.known())
      return whole;
  return Unknown{"nothing in the box can be outlined; a seed in its middle gives: " + reason_of_middle};
}

}  // namespace osteosign
