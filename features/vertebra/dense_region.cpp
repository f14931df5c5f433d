#include "features/vertebra/dense_region.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "features/prepare/mask_components.h"
#include "features/vertebra/arch_lysis.h"
#include "features/vertebra/body_lysis.h"
#include "features/vertebra/vertical_struts.h"

namespace osteosign {
namespace {

/// What makes the search for lysis, in turned densities, one for dense bone.
LysisParameters as_lysis(const DenseRegionParameters& dense, LysisParameters parameters) {
  parameters.lysis_drop_hu = dense.dense_rise_hu;
  parameters.lysis_drop_in_spreads = dense.dense_rise_in_spreads;
  parameters.lysis_depth_mm = dense.dense_depth_mm;
  parameters.soft_tissue_from_hu = -1e5;
  return parameters;
}

/// Dense spots of the arch hang together by its cortex at low limits and come apart at higher ones.
ArchLysis dense_arch(const CtVolume& ct, LysisField& field, const VertebraGeometry& own,
                     ArchExpectation& expectation, LysisParameters parameters, double rise_hu) {
  constexpr std::array<double, 4> from_hu{400, 550, 700, 850};
  parameters.lysis_drop_hu = rise_hu;
  parameters.lysis_depth_mm = 0;
  ArchLysis all;
  all.cores = VoxelMask(field.image.grid);
  if (!parameters.looks_at_arches(field.image.grid.spacing_mm)) return all;
  for (const double from : from_hu) {
    field.brightest_hu = -from;
    ArchLysis found = find_arch_lysis(ct, field, own, expectation, parameters);
    if (found.has_cores && !all.has_cores) all.expected_hu = found.expected_hu;
    all.has_cores = all.has_cores || found.has_cores;
    all.cores |= found.cores;
    std::ranges::move(solid_bones(ct, field, own, expectation, from), std::back_inserter(all.solid));
  }
  VoxelMask dense = all.cores;
  for (const SolidBone& solid : all.solid) dense |= solid.voxels;
  const VoxelMask found_by_mean = connected_to(dense, all.cores);
  std::erase_if(all.solid, [&](const SolidBone& solid) { return !(solid.voxels & found_by_mean).empty(); });
  for (const SolidBone& solid : all.solid) all.cores |= solid.voxels;
  return all;
}

/// Flat, and within reach of one endplate.
bool is_sclerosis_of_endplate(const LysisField& field, const LyticRegion& region, double reach_mm) {
  constexpr double least_share = 0.9;
  constexpr double flat = 2;  // times as wide as deep
  double voxels = 0, near_superior = 0, near_inferior = 0;
  Eigen::Vector3d lowest = Eigen::Vector3d::Constant(1e9), highest = -lowest;
  for_each_voxel(region.voxels, [&](int x, int y, int z) {
    const BodyPlace place = field.place_of(x, y, z);
    const double height_mm = field.shape.height_mm(place);
    ++voxels;
    near_superior += (1 - place.h) * height_mm < reach_mm ? 1 : 0;
    near_inferior += place.h * height_mm < reach_mm ? 1 : 0;
    const Eigen::Vector3d local = field.shape.frame().local_from_patient(field.point_mm(x, y, z));
    lowest = lowest.cwiseMin(local);
    highest = highest.cwiseMax(local);
  });
  const Eigen::Vector3d extent = highest - lowest;
  return std::max(near_superior, near_inferior) >= least_share * voxels &&
         std::max(extent.x(), extent.y()) > flat * extent.z();
}

std::string explanation_of(const LysisField& field, const LyticRegion& region, double noise_hu,
                           const DenseRegionParameters& dense, const LysisParameters& lysis) {
  if (region.share_in_body < 0.5) return "";
  if (is_sclerosis_of_endplate(field, region, dense.dense_endplate_mm))
    return "flat sclerosis along an endplate";
  const RegionFigures figures = figures_of(field.image, region.voxels, noise_hu);
  if (figures.variance_hu2 > lysis.strut_sd_hu * lysis.strut_sd_hu &&
      has_vertical_struts(field.image, region.voxels, field.shape.frame().axes, figures))
    return "vertical struts as of a haemangioma";
  return "";
}

}  // namespace

std::vector<LyticRegion> dense_regions(const CtVolume& ct, LysisField field, const VertebraGeometry& own,
                                       ArchExpectation& expectation, double noise_hu,
                                       const DenseRegionParameters& dense, const LysisParameters& lysis) {
  const LysisParameters parameters = as_lysis(dense, lysis);
  field.vein = {0, 0};  // the vein is not dense
  const ArchLysis arch = dense_arch(ct, field, own, expectation, parameters, dense.dense_arch_rise_hu);
  field.brightest_hu = -dense.dense_from_hu;
  std::vector<LyticRegion> regions = grown_regions(
      field, find_body_lysis(field, lysis_limits(field, parameters), parameters), arch, parameters);
  for (LyticRegion& region : regions)
    region.explained_by = explanation_of(field, region, noise_hu, dense, lysis);
  return regions;
}

}  // namespace osteosign
