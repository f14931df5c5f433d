#include "features/find/whole_outline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/find/connected_part.h"
#include "features/find/lesion_box.h"
#include "features/find/outline_voxels.h"
#include "features/find/refine_outline.h"
#include "features/find/unlike_bone.h"
#include "features/shape/even_directions.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double least_mm3 = 100;
constexpr std::ptrdiff_t fewest_cells = 8;
constexpr double most_cut_off = 0.5;  // as of every outline in a box (outline_round_seed.h)

/// How far the region reaches from the seed in each direction.
SeedRegion star_of(const UnlikeBone& region, const Eigen::Vector3d& seed_in_patient_mm,
                   const Eigen::AlignedBox3d& limits_in_patient_mm) {
  constexpr int directions = 162;
  SeedRegion star{seed_in_patient_mm, 0, 0, even_directions(directions), {}, limits_in_patient_mm};
  star.reach_mm.assign(star.directions.size(), region.cells.grid.spacing_mm.minCoeff());
  for (std::size_t i = 0; i < region.inside.size(); ++i) {
    if (region.inside[i] == 0) continue;
    const Eigen::Vector3d point = region.cells.point_mm(i);
    double& reach_mm = star.reach_mm[star.direction_of(point)];
    reach_mm = std::max(reach_mm, (point - seed_in_patient_mm).norm());
  }
  return star;
}

/// The cells that an outline touches.
std::vector<std::uint8_t> cells_of(const CtLesionOutline& outline, const BoneCells& cells) {
  std::vector<std::uint8_t> touched(cells.bone.size(), 0);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const Eigen::Array3i cell = cells.cell_of_voxel(voxel);
    if (cells.grid.contains(cell.x(), cell.y(), cell.z()))
      touched[cells.grid.index(cell.x(), cell.y(), cell.z())] = 1;
  });
  return touched;
}

double median_hu_in(const BoneCells& cells, const std::vector<std::uint8_t>& mask) {
  std::vector<double> values;
  for (std::size_t i = 0; i < mask.size(); ++i)
    if (mask[i] != 0 && cells.bone[i] != 0) values.push_back(cells.hu[i]);
  return values.empty() ? cells.marrow_hu : median_spread(values).median;
}

/// Cells of the region beside an outline that are neither its rim (dense, up to 3.5 mm away) nor a blend of
/// it with bone: farther off such a density is its own when it is as even as none of the bone.
std::ptrdiff_t other_phases(const UnlikeBone& region, const std::vector<std::uint8_t>& outlined,
                            const LesionOutlineParameters& parameters) {
  constexpr double rim_mm = 3.5, blur_mm = 1;
  const BoneCells& cells = region.cells;
  const double outlined_hu = median_hu_in(cells, outlined);
  const std::vector<float> away_mm = signed_distance_mm(cells.grid, outlined);
  std::ptrdiff_t count = 0;
  for (std::size_t i = 0; i < outlined.size(); ++i) {
    if (region.inside[i] == 0 || away_mm[i] < blur_mm) continue;
    const bool blend = (cells.hu[i] - cells.marrow_hu) * (cells.hu[i] - outlined_hu) < 0;
    const bool less_dense = cells.deviation[i] < -parameters.unlike_from_sd;
    const bool even = cells.roughness[i] < -parameters.unlike_from_sd;
    count += away_mm[i] < rim_mm ? !blend && less_dense : !blend || even;
  }
  return count;
}

/// Whether most of an outline lies beside the region, in bone as elsewhere.
bool has_leaked(const UnlikeBone& region, const std::vector<std::uint8_t>& outlined) {
  constexpr double usual = 0.6;
  std::vector<double> deviation, roughness;
  std::size_t all = 0;
  for (std::size_t i = 0; i < outlined.size(); ++i) {
    all += outlined[i];
    if (outlined[i] == 0 || region.inside[i] != 0) continue;
    deviation.push_back(region.cells.deviation[i]);
    roughness.push_back(region.cells.roughness[i]);
  }
  return 2 * deviation.size() >= all && !deviation.empty() &&
         std::abs(median_spread(deviation).median) < usual && median_spread(roughness).median > -usual;
}

/// Whether the outline of one density holds the lesion, or stays for want of a better one.
bool one_density_stays(const UnlikeBone& region, const CtLesionOutline& outline,
                       const LesionOutlineParameters& parameters) {
  constexpr double share_in_region = 0.6, share_beside = 0.15, clear_enough_for_a_leak = 0.6;
  const std::vector<std::uint8_t> outlined = cells_of(outline, region.cells);
  const double clear = region.clear_border(parameters);
  if (clear >= clear_enough_for_a_leak && has_leaked(region, outlined)) return false;
  if (clear < parameters.unlike_clear_border) return true;
  std::ptrdiff_t touched = 0, shared = 0;
  for (std::size_t i = 0; i < outlined.size(); ++i) {
    touched += outlined[i];
    shared += outlined[i] != 0 && region.inside[i] != 0;
  }
  const double outline_mm3 =
      static_cast<double>(std::count(outline.inside.begin(), outline.inside.end(), 1)) *
      outline.box.voxel_volume_mm3();
  const double beside_mm3 =
      static_cast<double>(other_phases(region, outlined, parameters)) * region.cells.grid.voxel_volume_mm3();
  return static_cast<double>(shared) < share_in_region * static_cast<double>(touched) ||
         beside_mm3 < share_beside * outline_mm3;
}

/// The region in voxels, its border moved to the edges near it. Unknown when its box is too large.
Measured<CtLesionOutline> refined(const OutlineScene& scene, const UnlikeBone& region,
                                  const Eigen::Vector3d& seed_in_patient_mm,
                                  const Eigen::AlignedBox3d& limits_in_patient_mm) {
  const LesionBox box =
      box_around(scene.ct, scene.bones, star_of(region, seed_in_patient_mm, limits_in_patient_mm));
  constexpr std::size_t most_voxels = 200UL * 200 * 200;
  if (box.grid.voxel_count() > most_voxels) return Unknown{"the region round the seed is too large"};
  std::vector<std::uint8_t> inside(box.grid.voxel_count(), 0);
  std::size_t start = inside.size();
  double nearest_mm = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const Eigen::Vector3d point = box.point_mm(i);
    const Eigen::Array3i cell =
        region.cells.cell_of_voxel(box.voxel(i) + Eigen::Array3i(box.first[0], box.first[1], box.first[2]));
    if (box.bone[i] == 0 || !limits_in_patient_mm.contains(point) ||
        !region.cells.grid.contains(cell.x(), cell.y(), cell.z()) ||
        region.inside[region.cells.grid.index(cell.x(), cell.y(), cell.z())] == 0)
      continue;
    inside[i] = 1;
    const double from_seed_mm = (point - seed_in_patient_mm).norm();
    if (from_seed_mm < nearest_mm) nearest_mm = from_seed_mm, start = i;
  }
  if (start == inside.size()) return Unknown{"the region round the seed lies outside of the bone"};
  inside = without_holes(box.grid, connected_part(box.grid, inside, start));
  return outline_from(box, refine_outline(scene.ct, box, inside, scene.quality, scene.parameters));
}

}  // namespace

Measured<CtLesionOutline> whole_outline(const OutlineScene& scene, const Eigen::Vector3d& seed_in_patient_mm,
                                        const Eigen::AlignedBox3d& limits_in_patient_mm,
                                        const Measured<CtLesionOutline>& of_one_density) {
  const LesionOutlineParameters& parameters = scene.parameters;
  const Measured<UnlikeBone> found =
      unlike_bone(scene.ct, scene.bones, seed_in_patient_mm, limits_in_patient_mm, parameters);
  if (!found.known()) return of_one_density;
  const UnlikeBone& region = found.value();
  if (region.leaves_cells(scene.ct.grid) ||
      region.share_cut_off(limits_in_patient_mm, parameters) > most_cut_off ||
      region.volume_mm3() < least_mm3 ||
      std::count(region.inside.begin(), region.inside.end(), 1) < fewest_cells)
    return of_one_density;
  const bool stays = of_one_density.known()
                         ? one_density_stays(region, of_one_density.value(), parameters)
                         : region.clear_border(parameters) < parameters.unlike_clear_border;
  if (stays) return of_one_density;
  const Measured<CtLesionOutline> whole = refined(scene, region, seed_in_patient_mm, limits_in_patient_mm);
  return whole.known() ? whole : of_one_density;
}

}  // namespace osteosign
