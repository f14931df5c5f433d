#include "tests/evaluation/fracture_case.h"

#include <cmath>
#include <numbers>

#include "features/lesion/cortex.h"
#include "features/segment/bones.h"
#include "sample_data/phantom/draw.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t stream = 47;  // apart from noise and pose

phantom::LesionBody random_lesion(const phantom::LongBone& bone, phantom::Draw& chance) {
  const double marrow_mm = bone.radius_mm - bone.cortex_mm;
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = chance.between(0.25, 0.7) * marrow_mm;
  lesion.semi_axis_y_mm = chance.between(0.25, 0.95) * marrow_mm;
  lesion.semi_axis_z_mm = chance.between(5, 12);
  lesion.x_mm = chance.between(0, marrow_mm - lesion.semi_axis_x_mm);
  return lesion;
}

void damage(phantom::BonePhantom& phantom, FractureKind kind, phantom::Draw& chance) {
  phantom.fracture.z_mm = chance.between(-8, 8);
  phantom.fracture.lean_deg = chance.between(-45, 45);
  const double gap_mm = chance.between(0.3, 2), shift_mm = chance.between(0, 1.2),
               arc_deg = chance.between(100, 220);
  if (is_broken(kind)) phantom.fracture.gap_mm = gap_mm;
  if (kind == FractureKind::all_round) phantom.fracture.shift_mm = shift_mm;
  if (kind == FractureKind::partial) phantom.fracture.arc_deg = arc_deg;
  if (kind == FractureKind::breached) phantom.damage.breach_diameter_mm = chance.between(2, 18);
  if (kind == FractureKind::scalloped) {
    phantom.damage.scallop_fraction = chance.between(0.2, 0.95);
    phantom.damage.scallop_radius_mm = chance.between(4, 16);
  }
}

phantom::CtScan random_scan(const ScanGeometry& geometry, int seed, phantom::Draw& chance) {
  constexpr double width_mm = 54, length_mm = 80;
  phantom::CtScan scan;
  scan.columns = scan.rows = static_cast<int>(width_mm / geometry.pixel_mm);
  scan.column_mm = scan.row_mm = geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = geometry.slice_mm;
  scan.slices = static_cast<int>(length_mm / geometry.slice_mm);
  scan.oblique_deg = geometry.oblique_deg;
  scan.psf_sigma_mm = chance.between(0.45, 0.65);
  scan.noise_hu = chance.between(5, 35);
  scan.seed = seed;
  return scan;
}

/// Half the extent of the lesion in a direction across the bone, at most as far as the surface.
double true_share(const FractureCase& made) {
  const phantom::LesionBody& lesion = made.phantom.lesions.front();
  double share = 0;
  for (int k = 0; k < 90; ++k) {
    const double turn = std::numbers::pi * k / 90;
    const double half_mm =
        std::hypot(lesion.semi_axis_x_mm * std::cos(turn), lesion.semi_axis_y_mm * std::sin(turn));
    share = std::max(share, half_mm / made.phantom.bone.radius_mm);
  }
  return share;
}

}  // namespace

const char* name(FractureKind kind) {
  constexpr std::array names{"broken all round", "broken in part", "whole", "breached", "scalloped"};
  return names[static_cast<std::size_t>(kind)];
}

FractureCase random_fracture_case(int seed) {
  constexpr std::array kinds{FractureKind::all_round, FractureKind::whole,   FractureKind::partial,
                             FractureKind::breached,  FractureKind::partial, FractureKind::scalloped};
  phantom::Draw chance(static_cast<std::uint64_t>(seed), stream);
  FractureCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.geometry = scan_geometries()[static_cast<std::size_t>(seed) % scan_geometries().size()];
  made.phantom = phantom::tube_phantom(chance.between(1.5, 5));
  made.phantom.bone.radius_mm = chance.between(10, 16);
  made.phantom.bone.marrow_hu = chance.between(-60, 200);
  made.phantom.lesions.push_back(random_lesion(made.phantom.bone, chance));
  damage(made.phantom, made.kind, chance);
  made.scan = random_scan(made.geometry, seed, chance);
  return made;
}

EvaluatedFracture evaluate(const FractureCase& made) {
  phantom::PhantomCt scanned = phantom::scan_phantom(made.phantom, made.scan);
  scanned.ct.acquisition.convolution_kernel = "B30f";  // where no thick cortex shows the blur
  const CtVolume& ct = scanned.ct;
  const CtLesionOutline outline = phantom::true_lesion_outline(scanned.lesions.front(), ct.grid, 3);
  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  const Measured<BoneNearLesion> bone = bone_near_lesion(ct, bones, outline, {});
  const LesionCortex cortex = measure_cortex(ct, bone, quality, {});
  EvaluatedFracture result;
  result.line = find_fracture_line(ct, bone, cortex.undamaged_tube, cortex.thickness, quality, {});
  result.share = bone_diameter_share(outline, cortex.undamaged_tube);
  result.true_share = true_share(made);
  return result;
}

}  // namespace osteosign::evaluation
