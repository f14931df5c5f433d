#include "tests/evaluation/soft_tissue_case.h"

#include <cmath>

#include "features/find/lesion_from_seed.h"
#include "features/find/outline_voxels.h"
#include "features/find/refine_outline.h"
#include "features/find/seed_region.h"
#include "features/lesion/soft_tissue.h"
#include "features/segment/bones.h"
#include "sample_data/phantom/draw.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t stream = 71;
using phantom::Draw;

bool has_breach(SoftTissueKind kind) {
  return kind != SoftTissueKind::whole_cortex && kind != SoftTissueKind::muscle_on_bone;
}

phantom::SoftTissue random_tissue(SoftTissueKind kind, double lesion_hu, Draw& draw) {
  phantom::SoftTissue tissue;
  tissue.bundles = draw.whole(3, 6);
  tissue.bundle_plane_mm = draw.between(1, 2);
  tissue.bundle_step_hu = draw.between(-6, 6);
  tissue.sheath_mm =
      draw.with_chance(0.3) || kind == SoftTissueKind::muscle_on_bone ? 0 : draw.between(1, 2.5);
  tissue.mass_hu = lesion_hu + draw.about(0, 4, 2);
  tissue.mass_half_length_mm = draw.between(12, 20);
  tissue.mass_half_arc_mm = draw.between(10, 20);
  if (kind == SoftTissueKind::thin) tissue.mass_thickness_mm = draw.between(3, 8);
  if (kind == SoftTissueKind::focal) tissue.mass_thickness_mm = draw.between(8, 22);
  if (kind == SoftTissueKind::diffuse) {
    tissue.mass_thickness_mm = draw.between(4, 12);
    tissue.mass_diffuse = 1;
  }
  if (kind == SoftTissueKind::uneven_muscle) tissue.bundle_beside_hu = draw.with_chance(0.5) ? 12 : -12;
  if (kind == SoftTissueKind::vessel || kind == SoftTissueKind::fluid) {
    const bool vessel = kind == SoftTissueKind::vessel;
    tissue.neighbour_radius_mm = vessel ? draw.between(2.5, 4.5) : draw.between(4, 8);
    tissue.neighbour_half_length_mm = vessel ? 100 : draw.between(6, 12);
    tissue.neighbour_hu = vessel ? draw.between(180, 320) : draw.between(5, 15);
    tissue.neighbour_deg = draw.between(-60, 60);
    tissue.neighbour_gap_mm = draw.between(0.5, 3);
  }
  return tissue;
}

phantom::BonePhantom random_phantom(SoftTissueKind kind, Draw& draw) {
  phantom::BonePhantom phantom = phantom::mass_phantom(0);
  phantom.bone.radius_mm = draw.between(9, 13);
  phantom.bone.cortex_mm = draw.between(1.5, 4);
  phantom.bone.marrow_hu = draw.between(120, 220);
  phantom.around.muscle_hu = draw.between(50, 65);
  phantom::LesionBody& lesion = phantom.lesions.front();
  lesion.hu = draw.between(20, 80);
  lesion.semi_axis_x_mm = draw.between(4, 6);
  lesion.semi_axis_y_mm = draw.between(5, 7);
  lesion.semi_axis_z_mm = draw.between(7, 11);
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  phantom.damage.breach_diameter_mm = has_breach(kind) ? draw.between(5, 14) : 0;
  phantom.damage.breach_hu = lesion.hu;
  phantom.soft_tissue = random_tissue(kind, lesion.hu, draw);
  return phantom;
}

MeasuredQuantity median_hu(const CtVolume& ct, const CtLesionOutline& outline) {
  std::vector<double> hu;
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        if (outline.membership[outline.box.index(x, y, z)] >= 1)
          hu.push_back(
              ct.hounsfield[ct.grid.index(x + outline.first[0], y + outline.first[1], z + outline.first[2])]);
  if (hu.empty()) return Unknown{"no voxel lies deep in the lesion"};
  return Quantity{median_spread(hu).median, Unit::hu};
}

enum class TruePart { lesion_or_mass, cortex, other };

/// Where a place of a patient lies in the phantom.
TruePart part_at(const SoftTissueCase& tissue, const phantom::PhantomCt& scanned,
                 const Eigen::Vector3d& point_mm) {
  if (scanned.lesions.front().distance_mm(point_mm) < 0) return TruePart::lesion_or_mass;
  const Eigen::Vector3d place = scanned.patient_from_phantom.inverse() * point_mm;
  const phantom::LongBone& bone = tissue.phantom.bone;
  const double height_mm = place.head<2>().norm() - bone.radius_mm;
  if (height_mm <= 0) return height_mm > -bone.cortex_mm ? TruePart::cortex : TruePart::other;
  const double arc_mm = std::atan2(place.y(), place.x()) * bone.radius_mm;
  return height_mm < phantom::mass_height_mm(tissue.phantom.soft_tissue, place.z(), arc_mm)
             ? TruePart::lesion_or_mass
             : TruePart::other;
}

double dice_of(const SoftTissueCase& tissue, const phantom::PhantomCt& scanned,
               const CtLesionOutline& outline) {
  const ImageGrid& grid = scanned.ct.grid;
  double drawn = 0, is_true = 0, both = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const TruePart part = part_at(tissue, scanned, grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        if (part == TruePart::cortex) continue;
        const bool inside = holds(outline, {x, y, z});
        drawn += inside;
        is_true += part == TruePart::lesion_or_mass;
        both += inside && part == TruePart::lesion_or_mass;
      }
  return 2 * both / (drawn + is_true);
}

/// Only what soft tissue needs: margin and periosteum would take most of the time.
MeasuredSoftTissue measured(const SoftTissueCase& tissue, const phantom::PhantomCt& scanned,
                            const LabelMap& bones, const ImageQuality& quality,
                            const CtLesionOutline& outline) {
  const CtVolume& ct = scanned.ct;
  const Measured<BoneNearLesion> bone = bone_near_lesion(ct, bones, outline, {});
  const Measured<CortexSurface> surface = undamaged_surface(ct, bone, quality, {});
  const LesionCortex cortex = measure_cortex(ct, bone, surface, quality, {});
  const MeasuredQuantity median = median_hu(ct, outline);
  const LesionSoftTissue soft = measure_soft_tissue(ct, bones, surface, {outline, cortex, median}, {});
  CtLesionMeasurements measured;
  measured.median_hu = median;
  measured.cortex_breach_area = cortex.breach_area;
  measured.soft_tissue_mass_thickness = soft.mass_thickness;
  measured.soft_tissue_mass_volume = soft.mass_volume;
  measured.soft_tissue_mass_coverage = soft.mass_coverage;
  measured.soft_tissue_mass_focality = soft.mass_focality;
  measured.soft_tissue_mass_contrast = soft.mass_contrast;
  measured.soft_tissue_fat_plane_loss = soft.fat_plane_loss;
  measured.soft_tissue_assessed_fraction = soft.assessed_fraction;
  MeasuredSoftTissue result{std::move(measured), {}};
  if (soft.outline_with_mass) result.dice_with_mass = dice_of(tissue, scanned, *soft.outline_with_mass);
  return result;
}

/// The true surface as the outlines of the product describe theirs.
CtLesionOutline true_outline(const phantom::LesionTruth& truth, const ImageGrid& grid) {
  CtLesionOutline outline = phantom::true_lesion_outline(truth, grid, 3);
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        outline.membership[outline.box.index(x, y, z)] =
            membership_at(truth.distance_mm(outline.box.patient_from_voxel(Eigen::Vector3d(x, y, z))), grid);
  return outline;
}

}  // namespace

const char* name(SoftTissueKind kind) {
  constexpr std::array names{"focal mass",     "thin mass",     "diffuse mass",
                             "breach alone",   "whole cortex",  "vessel beside a breach",
                             "muscle on bone", "uneven muscle", "fluid beside a breach"};
  return names[static_cast<std::size_t>(kind)];
}

SoftTissueCase random_soft_tissue_case(int seed) {
  using enum SoftTissueKind;
  constexpr std::array kinds{focal, breach_alone,   diffuse, whole_cortex,  thin,  vessel,
                             focal, muscle_on_bone, thin,    uneven_muscle, focal, fluid};
  constexpr double width_mm = 84, length_mm = 64;
  Draw draw(static_cast<std::uint64_t>(seed), stream);
  SoftTissueCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.geometry = scan_geometries()[static_cast<std::size_t>(seed) % scan_geometries().size()];
  made.phantom = random_phantom(made.kind, draw);
  phantom::CtScan& scan = made.scan;
  scan.columns = scan.rows = static_cast<int>(width_mm / made.geometry.pixel_mm);
  scan.column_mm = scan.row_mm = made.geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = made.geometry.slice_mm;
  scan.slices = static_cast<int>(length_mm / made.geometry.slice_mm);
  scan.oblique_deg = made.geometry.oblique_deg;
  scan.psf_sigma_mm = draw.between(0.45, 0.65);
  scan.noise_hu = draw.between(8, 25);
  scan.render_step_mm = 1;
  scan.seed = seed;
  return made;
}

EvaluatedSoftTissue evaluate(const SoftTissueCase& tissue) {
  phantom::PhantomCt scanned = phantom::scan_phantom(tissue.phantom, tissue.scan);
  scanned.ct.acquisition.convolution_kernel = "B30f";  // where no thick cortex shows the blur
  const CtVolume& ct = scanned.ct;
  const phantom::LesionTruth& lesion = scanned.lesions.front();
  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  EvaluatedSoftTissue result;
  result.truth = scanned.soft_tissue;
  result.from_outline = measured(tissue, scanned, bones, quality, true_outline(lesion, ct.grid));
  const Measured<CtLesionOutline> grown = outline_lesion_from_seed(ct, bones, quality, lesion.centre_mm, {});
  if (grown.known())
    result.from_seed = measured(tissue, scanned, bones, quality, grown.value());
  else
    result.from_seed = grown.unknown();
  return result;
}

}  // namespace osteosign::evaluation
