#include "tests/evaluation/film_soft_tissue_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/radiograph/bone/trace_bone.h"
#include "sample_data/phantom/draw.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t stream = 71;  // apart from noise and pose

phantom::BonePhantom random_limb(phantom::Draw& chance) {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = chance.between(9, 16);
  phantom.bone.cortex_mm = chance.between(0.18, 0.32) * phantom.bone.radius_mm;
  phantom.bone.cortex_hu = chance.between(1000, 1400);
  phantom.bone.marrow_hu = chance.between(60, 200);
  phantom.around.half_width_mm = phantom.bone.radius_mm + chance.between(14, 50);
  phantom.around.half_depth_mm = phantom.around.half_width_mm * chance.between(0.85, 1.1);
  phantom.around.fat_mm = chance.between(2, 10);
  phantom.around.muscle_hu = 55;
  phantom.soft_tissue.bundles = chance.with_chance(0.5) ? 3 : 0;
  phantom.soft_tissue.bundle_plane_mm = chance.between(0.5, 2);
  phantom.soft_tissue.limb_taper = chance.between(-0.12, 0.12);
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = chance.between(0.3, 0.5) * phantom.bone.radius_mm;
  lesion.semi_axis_y_mm = lesion.semi_axis_x_mm;
  lesion.semi_axis_z_mm = chance.between(0.4, 0.9) * phantom.bone.radius_mm;
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  phantom.lesions = {lesion};
  return phantom;
}

void add_belly(phantom::SoftTissue& tissue, phantom::Draw& chance) {
  tissue.belly_mm = chance.between(4, 14);
  tissue.belly_half_length_mm = chance.between(40, 100);
  tissue.belly_z_mm = chance.between(-60, 60);
  tissue.belly_deg = chance.between(-180, 180);
}

void add_mass(FilmSoftTissueKind kind, const phantom::LongBone& bone, phantom::SoftTissue& tissue,
              phantom::Draw& chance) {
  tissue.mass_thickness_mm = chance.between(6, 30);
  tissue.mass_half_length_mm = chance.between(14, 32);
  tissue.mass_half_arc_mm = chance.between(0.6, 1.4) * bone.radius_mm;
  tissue.mass_hu = kind == FilmSoftTissueKind::ossified ? chance.between(150, 500) : chance.between(30, 60);
  tissue.mass_lift = kind == FilmSoftTissueKind::yielding ? chance.between(0, 0.5) : chance.between(0.7, 1);
}

phantom::FilmExposure random_exposure(int seed, const phantom::BonePhantom& phantom, phantom::Draw& chance) {
  phantom::FilmExposure film;
  film.pixel_mm = chance.between(0.35, 0.5);
  film.source_detector_mm = 1150;
  film.source_object_mm = film.source_detector_mm / chance.between(1.04, 1.2);
  film.turn_deg = chance.between(-15, 15);
  film.tilt_deg = chance.between(-5, 5);
  film.quanta_per_pixel = std::exp(chance.between(std::log(3000.0), std::log(30000.0)));
  film.detector_sigma_mm = chance.between(0.1, 0.22);
  film.focal_spot_mm = chance.between(0.6, 1.2);
  film.scatter_to_primary = chance.between(0.1, 0.5);
  const bool cut_off = chance.with_chance(0.2);  // the skin lies outside of the film
  const double half_mm =
      cut_off ? phantom.around.half_width_mm - 8 : phantom.around.half_width_mm + chance.between(18, 40);
  film.columns = static_cast<int>(2 * 1.2 * half_mm / film.pixel_mm);
  film.rows = static_cast<int>(chance.between(12, 16) * phantom.bone.radius_mm / film.pixel_mm);
  film.ray_step_mm = 0.8;
  film.seed = seed;
  return film;
}

/// Distance of the border of the shadow from the axis on the damaged side, parallel rays.
double shadow_mm(const FilmSoftTissueCase& one, double along_mm) {
  const double skin_mm = (one.phantom.around.half_width_mm + one.phantom.around.half_depth_mm) / 2;
  const double turned = one.exposure.turn_deg * std::numbers::pi / 180;
  double farthest = 0;
  for (double angle = -1.2; angle <= 1.2; angle += 0.01) {
    const double swelling =
        limb_swelling_mm(one.phantom.soft_tissue, one.phantom.bone.radius_mm, skin_mm, along_mm, angle);
    const double c = std::cos(angle) / one.phantom.around.half_width_mm;
    const double s = std::sin(angle) / one.phantom.around.half_depth_mm;
    farthest = std::max(farthest, (1 / std::hypot(c, s) + swelling) * std::cos(angle + turned));
  }
  return farthest;
}

}  // namespace

const char* name(FilmSoftTissueKind kind) {
  constexpr std::array names{"even limb", "belly of a muscle", "mass, skin pushed out", "mass, tissue yields",
                             "ossified mass"};
  return names[static_cast<std::size_t>(kind)];
}

bool has_mass(FilmSoftTissueKind kind) {
  return kind != FilmSoftTissueKind::even && kind != FilmSoftTissueKind::belly;
}

FilmSoftTissueCase random_film_soft_tissue_case(int seed) {
  constexpr std::array kinds{FilmSoftTissueKind::even, FilmSoftTissueKind::belly, FilmSoftTissueKind::pushing,
                             FilmSoftTissueKind::yielding, FilmSoftTissueKind::ossified};
  phantom::Draw chance(static_cast<std::uint64_t>(seed), stream);
  FilmSoftTissueCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.phantom = random_limb(chance);
  if (made.kind == FilmSoftTissueKind::belly || chance.with_chance(0.5))
    add_belly(made.phantom.soft_tissue, chance);
  if (made.kind == FilmSoftTissueKind::even) made.phantom.soft_tissue.belly_mm = 0;
  if (has_mass(made.kind)) add_mass(made.kind, made.phantom.bone, made.phantom.soft_tissue, chance);
  made.exposure = random_exposure(seed, made.phantom, chance);
  return made;
}

double true_bulge_to_width(const FilmSoftTissueCase& one) {
  if (!has_mass(one.kind)) return 0;
  FilmSoftTissueCase without = one;
  without.phantom.soft_tissue.mass_lift = 0;
  const double width_mm = 2 * one.phantom.bone.radius_mm;
  constexpr double half_length_widths = 0.35;
  double least = INFINITY;
  for (double along = -half_length_widths; along <= half_length_widths; along += 0.05)
    least = std::min(least, shadow_mm(one, along * width_mm) - shadow_mm(without, along * width_mm));
  return least / width_mm;
}

EvaluatedFilmSoftTissue evaluate(const FilmSoftTissueCase& one) {
  const phantom::PhantomFilm made = phantom::expose_phantom(one.phantom, one.exposure);
  const RadiographLesionOutline& outline = made.lesions.front().mask;
  const RadiographField field = prepare_radiograph(made.film, {});
  const Measured<TracedBone> traced =
      trace_bone(made.film, field, Unknown{"the bone is not named"}, outline, {});
  EvaluatedFilmSoftTissue result;
  result.true_bulge_to_width = true_bulge_to_width(one);
  result.mass_to_width =
      has_mass(one.kind) ? one.phantom.soft_tissue.mass_thickness_mm / (2 * one.phantom.bone.radius_mm) : 0;
  result.found = traced.known() ? measure_film_soft_tissue(made.film, field, traced.value(), outline, {})
                                : unmeasured_soft_tissue(traced.unknown());
  return result;
}

}  // namespace osteosign::evaluation
