#include "tests/evaluation/periosteum_case.h"

#include <cmath>

#include "features/segment/bones.h"
#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/random_reaction.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t scan_stream = 62;
constexpr double width_mm = 56, length_mm = 74;

ImageQuality true_quality(const phantom::PhantomCt& scanned) {
  ImageQuality quality;
  quality.noise_hu = Quantity{scanned.noise_hu, Unit::hu};
  quality.point_spread = {Quantity{scanned.in_plane_sigma_mm, Unit::mm},
                          Quantity{scanned.axial_sigma_mm, Unit::mm}};
  return quality;
}

}  // namespace

const std::array<ScanGeometry, 4>& periosteum_geometries() {
  static const std::array<ScanGeometry, 4> geometries{{{"0.5 x 0.5 x 0.6 mm", 0.5, 0.6, 0, true},
                                                       {"0.5 x 0.5 x 0.6 mm, oblique", 0.5, 0.6, 25, true},
                                                       {"0.6 x 0.6 x 1.0 mm", 0.6, 1.0, 5, true},
                                                       {"0.7 x 0.7 x 3 mm", 0.7, 3, 0, false}}};
  return geometries;
}

PeriosteumCase random_periosteum_case(int seed) {
  phantom::RandomNumbers random(static_cast<std::uint64_t>(seed), scan_stream);
  const auto between = [&](double low, double high) { return low + (high - low) * random.uniform(); };
  PeriosteumCase made;
  made.phantom = phantom::random_periosteum_phantom(seed);
  // Ten forms and four geometries: each pair comes once in forty seeds.
  made.geometry = periosteum_geometries()[static_cast<std::size_t>(seed / 10 + seed) % 4];
  phantom::CtScan& scan = made.scan;
  scan.columns = scan.rows = static_cast<int>(width_mm / made.geometry.pixel_mm);
  scan.column_mm = scan.row_mm = made.geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = made.geometry.slice_mm;
  scan.slices = static_cast<int>(length_mm / made.geometry.slice_mm);
  scan.oblique_deg = made.geometry.oblique_deg;
  scan.psf_sigma_mm = between(0.35, 0.65);
  scan.noise_hu = between(5, 30);
  scan.render_step_mm = 0.3;
  scan.seed = seed;
  return made;
}

PeriostealPattern true_pattern(const phantom::PeriosteumTruth& truth) {
  using phantom::ReactionForm;
  switch (truth.form) {
    case ReactionForm::none:
      return PeriostealPattern::none;
    case ReactionForm::solid:
      return PeriostealPattern::solid;
    case ReactionForm::lamellae:
      return truth.layers == 1 ? PeriostealPattern::single_lamella : PeriostealPattern::multilamellated;
    case ReactionForm::interrupted:
      return PeriostealPattern::interrupted;
    case ReactionForm::hair_on_end:
      return PeriostealPattern::hair_on_end;
    case ReactionForm::sunburst:
      return PeriostealPattern::sunburst;
    case ReactionForm::codman:
      return PeriostealPattern::codman_triangle;
    case ReactionForm::outgrowth:
      return PeriostealPattern::outgrowth;
  }
  throw InternalError("a reaction without a pattern");
}

EvaluatedPeriosteum evaluate(const PeriosteumCase& periosteum) {
  phantom::PhantomCt scanned = phantom::scan_phantom(periosteum.phantom, periosteum.scan);
  scanned.ct.acquisition.convolution_kernel = "B50f";  // where no thick cortex shows the blur
  const CtLesionOutline outline = phantom::true_lesion_outline(scanned.lesions.front(), scanned.ct.grid, 3);
  EvaluatedPeriosteum result;
  result.truth = scanned.periosteum;
  result.blur_mm = std::hypot(scanned.in_plane_sigma_mm, periosteum.geometry.pixel_mm / std::sqrt(6.0));
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const LabelMap bones = segment_bone_tissue(scanned.ct, quality, {}).bones;
  const auto with = [&](const LabelMap& mask, const ImageQuality& known) {
    return measure_periosteum(scanned.ct, mask, bone_near_lesion(scanned.ct, mask, outline, {}), known, {},
                              {});
  };
  result.as_used = with(bones, quality);
  result.with_truth = with(phantom::true_bone_mask(scanned, scanned.ct.grid), true_quality(scanned));
  return result;
}

}  // namespace osteosign::evaluation
