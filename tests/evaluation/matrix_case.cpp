#include "tests/evaluation/matrix_case.h"

#include <algorithm>
#include <cmath>

#include "features/find/lesion_from_seed.h"
#include "features/segment/bones.h"
#include "sample_data/phantom/draw.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t scan_stream = 83;

phantom::CtScan random_scan(const phantom::BonePhantom& phantom, int seed, bool thick) {
  phantom::Draw draw(static_cast<std::uint64_t>(seed), scan_stream);
  phantom::CtScan scan;
  scan.column_mm = scan.row_mm = draw.between(0.4, 0.98);
  scan.increment_mm = scan.slice_thickness_mm = thick ? 3 : draw.between(0.6, 1.5);
  scan.psf_sigma_mm = draw.between(0.35, 0.8);
  scan.noise_hu = draw.between(0, 35);
  scan.pose_deg = draw.between(0, 60);
  scan.oblique_deg = draw.with_chance(0.25) ? draw.between(0, 25) : 0;
  const double across_mm = 2 * phantom.bone.radius_mm + 16;
  const double along_mm = 2 * phantom.lesions.front().semi_axis_z_mm + 34;
  scan.columns = scan.rows = static_cast<int>(across_mm / scan.column_mm);
  scan.slices = static_cast<int>(along_mm / scan.increment_mm);
  scan.render_step_mm = 0.4;
  scan.seed = seed;
  return scan;
}

ImageQuality true_quality(const phantom::PhantomCt& scanned) {
  ImageQuality quality;
  quality.noise_hu = Quantity{scanned.noise_hu, Unit::hu};
  quality.point_spread = {Quantity{scanned.in_plane_sigma_mm, Unit::mm},
                          Quantity{scanned.axial_sigma_mm, Unit::mm}};
  return quality;
}

/// Users point at the lesion, not at its centre.
Eigen::Vector3d seed_of(const phantom::LesionTruth& truth) {
  constexpr double part_of_radius = 0.2;
  return truth.centre_mm + truth.axes * (part_of_radius * truth.semi_axes_mm.cwiseProduct(
                                                              Eigen::Vector3d(1, -1, 1).normalized()));
}

double dice_of(const CtLesionOutline& drawn, const phantom::LesionTruth& truth, const ImageGrid& grid) {
  double is_true = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        is_true += truth.distance_mm(grid.patient_from_voxel(Eigen::Vector3d(x, y, z))) < 0;
  double inside = 0, both = 0;
  const std::array<int, 3>& size = drawn.box.size;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        if (drawn.inside[drawn.box.index(x, y, z)] == 0) continue;
        ++inside;
        both += truth.distance_mm(drawn.box.patient_from_voxel(Eigen::Vector3d(x, y, z))) < 0;
      }
  return 2 * both / (inside + is_true);
}

}  // namespace

MatrixCase random_matrix_case(int seed) {
  constexpr int forms = 8, thick_every = 5;
  constexpr double gate_noise_hu = 30;
  MatrixCase made;
  made.content = phantom::random_matrix_phantom(seed);
  const bool thick = seed / forms % thick_every == thick_every - 1;
  made.scan = random_scan(made.content.phantom, seed, thick);
  made.has_gate = !thick && made.scan.noise_hu <= gate_noise_hu;
  return made;
}

MatrixCase random_trap_case(int seed) {
  MatrixCase made;
  made.content = phantom::random_matrix_trap(seed);
  made.scan = random_scan(made.content.phantom, seed, false);
  made.with_contrast = made.content.trap == phantom::MatrixTrap::puddles;
  made.is_trap = true;
  made.has_gate = false;
  return made;
}

MatrixKind true_kind(phantom::MatrixForm form) {
  using phantom::MatrixForm;
  switch (form) {
    case MatrixForm::none:
      return MatrixKind::none;
    case MatrixForm::chondroid:
      return MatrixKind::chondroid;
    case MatrixForm::osteoid:
      return MatrixKind::osteoid;
    case MatrixForm::ground_glass:
      return MatrixKind::ground_glass;
    case MatrixForm::fat:
      return MatrixKind::fat;
    case MatrixForm::fluid_level:
      return MatrixKind::fluid_level;
    case MatrixForm::gas:
      return MatrixKind::gas;
    case MatrixForm::nidus:
      return MatrixKind::nidus;
  }
  throw InternalError("a content without a kind");
}

EvaluatedMatrix evaluate(const MatrixCase& matrix) {
  phantom::PhantomCt scanned = phantom::scan_phantom(matrix.content.phantom, matrix.scan);
  CtVolume& ct = scanned.ct;
  ct.acquisition.convolution_kernel = "B50f";  // where no thick cortex shows the blur
  if (matrix.with_contrast) ct.acquisition.contrast_agent = true;
  const phantom::LesionTruth& lesion = scanned.lesions.front();
  const CtLesionOutline outline = phantom::true_lesion_outline(lesion, ct.grid, 3);
  EvaluatedMatrix result;
  result.truth = scanned.matrix;
  result.lesion_mm = 2 * lesion.semi_axes_mm.minCoeff();
  result.with_truth =
      measure_matrix(ct, phantom::true_bone_mask(scanned, ct.grid), outline, true_quality(scanned), {});
  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  result.as_used = measure_matrix(ct, bones, outline, quality, {});
  const Measured<CtLesionOutline> grown = outline_lesion_from_seed(ct, bones, quality, seed_of(lesion), {});
  if (grown.known()) {
    result.from_seed = measure_matrix(ct, bones, grown.value(), quality, {});
    result.seeded_dice = dice_of(grown.value(), lesion, ct.grid);
  } else {
    result.from_seed.kind = Unknown{"no outline: " + grown.reason()};
  }
  return result;
}

}  // namespace osteosign::evaluation
