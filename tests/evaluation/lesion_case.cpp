#include "tests/evaluation/lesion_case.h"

#include <tbb/parallel_for.h>

#include <random>

#include "features/find/lesion_from_box.h"
#include "features/find/lesion_from_seed.h"
#include "features/find/refine_outline.h"
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

/// Readers draw loose boxes: 1.2 to 2 times as wide as the lesion on each axis, off the middle by up to a
/// quarter of what they are wider. Follows from the seed of the scan.
Eigen::AlignedBox3d box_round(const phantom::LesionTruth& truth, int seed) {
  std::mt19937 random(static_cast<unsigned>(seed) ^ 0xb0b0U);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  const Eigen::Vector3d half = (truth.axes * truth.semi_axes_mm.asDiagonal()).rowwise().norm();
  Eigen::Vector3d middle = truth.centre_mm;
  Eigen::Vector3d box_half = half;
  for (int axis = 0; axis < 3; ++axis) {
    box_half[axis] *= between(1.2, 2);
    middle[axis] += between(-0.25, 0.25) * 2 * (box_half[axis] - half[axis]);
  }
  return {middle - box_half, middle + box_half};
}

/// The true surface as the outlines of the product describe theirs.
CtLesionOutline true_outline(const phantom::LesionTruth& truth, const ImageGrid& grid) {
  constexpr int border_voxels = 3;
  CtLesionOutline outline = phantom::true_lesion_outline(truth, grid, border_voxels);
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        outline.membership[outline.box.index(x, y, z)] =
            membership_at(truth.distance_mm(outline.box.patient_from_voxel(Eigen::Vector3d(x, y, z))), grid);
  return outline;
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

phantom::CtScan scan_of(const ScanGeometry& geometry, double bone_radius_mm, int seed) {
  constexpr double body_mm = 20;
  phantom::CtScan scan;
  scan.columns = scan.rows = static_cast<int>((2 * bone_radius_mm + body_mm) / geometry.pixel_mm);
  scan.column_mm = scan.row_mm = geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = geometry.slice_mm;
  scan.slices = static_cast<int>(2 * bone_radius_mm / geometry.slice_mm);
  scan.oblique_deg = geometry.oblique_deg;
  std::mt19937 random(static_cast<unsigned>(seed));
  scan.noise_hu = std::array{0.0, 10.0, 20.0, 30.0}[random() % 4];
  scan.psf_sigma_mm = std::array{0.35, 0.5, 0.65, 0.8}[random() % 4];
  scan.seed = seed;
  return scan;
}

EvaluatedCase evaluate(const LesionCase& lesion) {
  phantom::PhantomCt scanned = phantom::scan_phantom(lesion.phantom, lesion.scan);
  scanned.ct.acquisition.slice_thickness_mm = lesion.scan.slice_thickness_mm * lesion.header_thickness;
  EvaluatedCase result;
  result.truth = scanned.lesions.front();
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const LabelMap bones = segment_bone_tissue(scanned.ct, quality, {}).bones;
  const auto measured = [&](const Measured<CtLesionOutline>& outline) -> Measured<CtLesionMeasurements> {
    if (!outline.known()) return outline.unknown();
    return measure_ct_lesion(scanned.ct, bones, quality, outline.value(), {}).measurements;
  };
  result.as_used = measured(outline_lesion_from_seed(scanned.ct, bones, quality, seed_of(result.truth), {}));
  if (lesion.with_box)
    result.from_box = measured(
        outline_lesion_from_box(scanned.ct, bones, quality, box_round(result.truth, lesion.scan.seed), {}));
  result.with_truth =
      measure_ct_lesion(scanned.ct, phantom::true_bone_mask(scanned, scanned.ct.grid), true_quality(scanned),
                        true_outline(result.truth, scanned.ct.grid), {})
          .measurements;
  const auto error = [](const MeasuredQuantity& sigma, double truth_mm) -> Measured<double> {
    if (!sigma.known()) return sigma.unknown();
    return sigma.value().value - truth_mm;
  };
  result.in_plane_sigma_error_mm = error(quality.point_spread.in_plane_sigma_mm, scanned.in_plane_sigma_mm);
  result.axial_sigma_error_mm = error(quality.point_spread.axial_sigma_mm, scanned.axial_sigma_mm);
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
