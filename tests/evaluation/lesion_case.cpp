#include "tests/evaluation/lesion_case.h"

#include <tbb/parallel_for.h>

#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"
#include "features/segment/bones.h"

namespace osteosign::evaluation {
namespace {

ImageQuality true_quality(const phantom::PhantomCt& scanned) {
  ImageQuality quality;
  quality.noise_hu = Quantity{scanned.noise_hu, Unit::hu};
  quality.point_spread = {Quantity{scanned.in_plane_sigma_mm, Unit::mm},
                          Quantity{scanned.axial_sigma_mm, Unit::mm}};
  return quality;
}

/// Users do not hit the centre: a fifth of the radius off it.
Eigen::Vector3d seed_of(const phantom::LesionTruth& truth) {
  constexpr double part_of_radius = 0.2;
  const Eigen::Vector3d direction = Eigen::Vector3d(1, -1, 1).normalized();
  return truth.centre_mm + truth.axes * (part_of_radius * truth.semi_axes_mm.cwiseProduct(direction));
}

}  // namespace

const std::array<ScanGeometry, 5>& scan_geometries() {
  static const std::array<ScanGeometry, 5> geometries{{{"isotropic 0.7", 0.7, 0.7, 0, true},
                                                       {"0.5 x 0.5 x 1.5", 0.5, 1.5, 0, true},
                                                       {"0.7 x 0.7 x 1.5", 0.7, 1.5, 0, true},
                                                       {"oblique 0.7 x 0.7 x 1.0", 0.7, 1.0, 25, true},
                                                       {"thick 0.7 x 0.7 x 3.0", 0.7, 3, 0, false}}};
  return geometries;
}

phantom::CtScan scan_of(const ScanGeometry& geometry, double bone_radius_mm, double noise_hu, int seed) {
  constexpr double body_mm = 20;
  phantom::CtScan scan;
  scan.columns = scan.rows = static_cast<int>((2 * bone_radius_mm + body_mm) / geometry.pixel_mm);
  scan.column_mm = scan.row_mm = geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = geometry.slice_mm;
  scan.slices = static_cast<int>(2 * bone_radius_mm / geometry.slice_mm);
  scan.oblique_deg = geometry.oblique_deg;
  scan.noise_hu = noise_hu;
  scan.seed = seed;
  return scan;
}

EvaluatedCase evaluate(const LesionCase& lesion) {
  const phantom::PhantomCt scanned = phantom::scan_phantom(lesion.phantom, lesion.scan);
  EvaluatedCase result;
  result.truth = scanned.lesions.front();
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const LabelMap bones = segment_bone_tissue(scanned.ct, quality, {}).bones;
  const Measured<CtLesionOutline> outline =
      outline_lesion_from_seed(scanned.ct, bones, quality, seed_of(result.truth), {});
  if (outline.known())
    result.as_used = measure_ct_lesion(scanned.ct, bones, quality, outline.value(), {});
  else
    result.as_used = outline.unknown();
  result.with_truth =
      measure_ct_lesion(scanned.ct, phantom::true_bone_mask(scanned, scanned.ct.grid), true_quality(scanned),
                        phantom::true_lesion_outline(result.truth, scanned.ct.grid, 3), {});
  if (const Quantity* sigma = quality.point_spread.in_plane_sigma_mm.if_known(); sigma != nullptr)
    result.sigma_in_plane_error_mm = sigma->value - scanned.in_plane_sigma_mm;
  else
    result.sigma_in_plane_error_mm = quality.point_spread.in_plane_sigma_mm.unknown();
  return result;
}

std::vector<LesionCase> thinned(const std::vector<LesionCase>& lesions, int stride) {
  std::vector<LesionCase> kept;
  for (std::size_t i = 0; i < lesions.size(); i += static_cast<std::size_t>(stride))
    kept.push_back(lesions[i]);
  return kept;
}

std::vector<EvaluatedCase> evaluate(const std::vector<LesionCase>& lesions) {
  std::vector<EvaluatedCase> results(lesions.size());
  tbb::parallel_for(std::size_t{0}, lesions.size(),
                    [&](std::size_t i) { results[i] = evaluate(lesions[i]); });
  return results;
}

}  // namespace osteosign::evaluation
