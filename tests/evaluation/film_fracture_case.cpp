#include "tests/evaluation/film_fracture_case.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "features/radiograph/bone/trace_bone.h"
#include "features/radiograph/lesion_outline.h"
#include "sample_data/phantom/draw.h"
#include "tests/evaluation/shaft_film.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t stream = 83;  // apart from noise and pose
constexpr double lesion_hu = 40;

phantom::BonePhantom random_shaft(phantom::Draw& chance) {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = chance.between(9, 17);
  phantom.bone.cortex_mm = std::max(1.5, chance.between(0.12, 0.32) * phantom.bone.radius_mm);
  phantom.bone.cortex_hu = chance.between(900, 1400);
  phantom.bone.marrow_hu = chance.between(40, 250);
  if (chance.with_chance(0.15)) {
    phantom.bone.trabecular_sd_hu = chance.between(20, 120);
    phantom.bone.trabecular_size_mm = chance.between(0.8, 2.5);
  }
  phantom.around.half_width_mm = phantom.bone.radius_mm + chance.between(15, 40);
  phantom.around.half_depth_mm = phantom.around.half_width_mm;
  if (chance.with_chance(0.3)) {
    phantom.bone.flare_mm = chance.between(0.2, 0.6) * phantom.bone.radius_mm;
    phantom.bone.flare_start_mm = chance.between(15, 35);
    phantom.bone.flare_length_mm = chance.between(30, 60);
  }
  phantom::LesionBody lesion;
  const double marrow_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm;
  lesion.semi_axis_x_mm = chance.between(0.2, 0.5) * marrow_mm;
  lesion.semi_axis_y_mm = chance.between(0.3, 0.9) * marrow_mm;
  lesion.semi_axis_z_mm = chance.between(4, 11);
  lesion.x_mm = chance.between(0, marrow_mm - lesion.semi_axis_x_mm);
  lesion.hu = lesion_hu;
  phantom.lesions = {lesion};
  return phantom;
}

void damage(FilmFractureKind kind, phantom::BonePhantom& phantom, phantom::Draw& chance) {
  using enum FilmFractureKind;
  phantom::LesionBody& lesion = phantom.lesions.front();
  const double radius_mm = phantom.bone.radius_mm;
  phantom.damage.breach_hu = lesion_hu;
  if (is_broken(kind)) {
    phantom.fracture.gap_mm = chance.between(0.3, 2);
    phantom.fracture.z_mm = chance.between(-10, 10);
    phantom.fracture.lean_deg = chance.with_chance(0.4) ? chance.between(-8, 8) : chance.between(-45, 45);
  }
  if (kind == displaced)
    phantom.fracture.shift_mm = chance.between(0.3, 3) * (chance.with_chance(0.5) ? 1 : -1);
  if (kind == holed) phantom.damage.breach_diameter_mm = chance.between(1, 12);
  if (kind == lost_cortex)
    lesion.x_mm = radius_mm - chance.between(-0.05, 0.1) * radius_mm - lesion.semi_axis_x_mm;
  if (kind == scalloped) {
    phantom.damage.scallop_fraction = chance.between(0.2, 0.9);
    phantom.damage.scallop_radius_mm = chance.between(4, 14);
  }
  if (kind == new_bone) {
    constexpr std::array forms{phantom::ReactionForm::solid,       phantom::ReactionForm::lamellae,
                               phantom::ReactionForm::interrupted, phantom::ReactionForm::hair_on_end,
                               phantom::ReactionForm::sunburst,    phantom::ReactionForm::codman};
    phantom.reaction.form = forms[static_cast<std::size_t>(chance.whole(0, 5))];
    phantom.reaction.half_arc_mm = chance.between(0.5, 1.5) * radius_mm;
  }
}

FilmFractureLine measured(const Radiograph& film, const RadiographField& field,
                          const Measured<RadiographLesionOutline>& outline) {
  if (!outline.known()) return unmeasured_fracture_line(outline.unknown());
  const Measured<TracedBone> bone =
      trace_bone(film, field, Unknown{"the bone is not named"}, outline.value(), {});
  if (!bone.known()) return unmeasured_fracture_line(bone.unknown());
  return measure_film_fracture_line(film, field, bone.value(), outline.value(), {});
}

double mean_distance_px(const std::vector<Eigen::Vector2d>& line, const phantom::FilmFractureTruth& truth) {
  const Eigen::Vector2d along = (truth.right_px - truth.left_px).normalized();
  const Eigen::Vector2d across(-along.y(), along.x());
  double sum = 0;
  for (const Eigen::Vector2d& point : line) sum += std::abs((point - truth.left_px).dot(across));
  return line.empty() ? 0 : sum / static_cast<double>(line.size());
}

}  // namespace

const char* name(FilmFractureKind kind) {
  constexpr std::array names{
      "broken",  "broken and displaced", "intact", "hole in the cortex", "cortex lost", "scalloped",
      "new bone"};
  return names[static_cast<std::size_t>(kind)];
}

FilmFractureCase random_film_fracture_case(int seed) {
  using enum FilmFractureKind;
  constexpr std::array kinds{gap,         intact,    displaced, holed, gap,
                             lost_cortex, displaced, scalloped, gap,   new_bone};
  phantom::Draw chance(static_cast<std::uint64_t>(seed), stream);
  FilmFractureCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.phantom = random_shaft(chance);
  damage(made.kind, made.phantom, chance);
  made.exposure = random_exposure(seed, made.phantom.bone.radius_mm, {0.15, 0.3, 15, 25, 5.5}, chance);
  made.exposure.ray_step_mm = 0.3;
  return made;
}

EvaluatedFilmFracture evaluate(const FilmFractureCase& made) {
  const phantom::PhantomFilm exposed = phantom::expose_phantom(made.phantom, made.exposure);
  const Radiograph& film = exposed.film;
  const RadiographField field = prepare_radiograph(film, {});
  const phantom::FilmLesionTruth& lesion = exposed.lesions.front();
  EvaluatedFilmFracture result;
  result.truth = exposed.fracture;
  result.from_box = measured(film, field, outline_from_box(film, field, loose_box(lesion, film), {}));
  result.from_mask = measured(film, field, lesion.mask);
  if (result.truth) result.off_line_px = mean_distance_px(result.from_mask.line_px, *result.truth);
  return result;
}

}  // namespace osteosign::evaluation
