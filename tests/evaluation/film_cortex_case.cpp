#include "tests/evaluation/film_cortex_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/radiograph/bone/trace_bone.h"
#include "features/radiograph/lesion_outline.h"
#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/film_rays.h"
#include "sample_data/phantom/film_truth.h"
#include "tests/evaluation/shaft_film.h"

namespace osteosign::evaluation {
namespace {

constexpr double lesion_hu = 40;

constexpr std::uint64_t stream = 47;  // apart from noise and pose

phantom::BonePhantom random_bone(phantom::Draw& chance) {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = chance.between(8, 20);
  phantom.bone.cortex_mm = std::max(1.2, chance.between(0.12, 0.32) * phantom.bone.radius_mm);
  phantom.bone.cortex_hu = chance.between(900, 1400);
  phantom.bone.marrow_hu = chance.between(60, 250);
  const double sleeve_mm = chance.between(15, 40);
  phantom.around.half_width_mm = phantom.bone.radius_mm + sleeve_mm;
  phantom.around.half_depth_mm = phantom.around.half_width_mm;
  if (chance.between(0, 1) < 0.3) {
    phantom.bone.flare_mm = chance.between(0.2, 0.6) * phantom.bone.radius_mm;
    phantom.bone.flare_start_mm = chance.between(5, 25);
    phantom.bone.flare_length_mm = chance.between(30, 60);
  }
  return phantom;
}

/// An ellipsoid with its outermost point `left_mm` below the undamaged surface.
phantom::LesionBody lesion_below(const phantom::LongBone& bone, double left_mm, phantom::Draw& chance) {
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = chance.between(0.35, 0.5) * bone.radius_mm;
  lesion.semi_axis_y_mm = chance.between(0.6, 0.8) * bone.radius_mm;
  lesion.semi_axis_z_mm = chance.between(0.5, 0.9) * bone.radius_mm + 4;
  lesion.hu = lesion_hu;
  lesion.x_mm = bone.radius_mm - left_mm - lesion.semi_axis_x_mm;
  return lesion;
}

void damage(FilmCortexKind kind, phantom::BonePhantom& phantom, phantom::Draw& chance) {
  const phantom::LongBone& bone = phantom.bone;
  double left_mm = bone.cortex_mm + chance.between(0, 0.4);
  phantom.damage.breach_hu = lesion_hu;
  if (kind == FilmCortexKind::hole) phantom.damage.breach_diameter_mm = chance.between(1, 12);
  if (kind == FilmCortexKind::broken) left_mm = chance.between(-0.05 * bone.radius_mm, 0.45 * bone.cortex_mm);
  if (kind == FilmCortexKind::scalloped) {
    phantom.damage.scallop_fraction = chance.between(0.2, 0.8);
    phantom.damage.scallop_radius_mm = chance.between(0.7, 1) * bone.radius_mm + 4;
    left_mm = bone.cortex_mm * (1 - phantom.damage.scallop_fraction) + 0.1;
  }
  if (kind == FilmCortexKind::expanded) {
    phantom.damage.expansion_mm = chance.between(1, 0.3 * bone.radius_mm);
    phantom.damage.expansion_radius_mm = chance.between(1, 1.4) * bone.radius_mm + 4;
    left_mm = bone.cortex_mm - phantom.damage.expansion_mm + 0.2;
  }
  phantom.lesions = {lesion_below(bone, left_mm, chance)};
  if (kind == FilmCortexKind::broken)
    phantom.lesions.front().semi_axis_z_mm = chance.between(0.2, 0.6) * bone.radius_mm + 2;
}

/// Contrast of the outer half of the right cortex to the soft tissue in each row.
std::vector<double> outer_contrast(const phantom::FilmRays& rays, const phantom::PhantomFilm& film,
                                   double half_px) {
  std::vector<double> contrast;
  const int columns = film.film.columns;
  for (int r = 0; r < film.film.rows; ++r) {
    const double edge = film.bone_rows[static_cast<std::size_t>(r)].outer_right;
    const auto mean = [&](double first, double last) {
      double sum = 0, count = 0, attenuation = 0;
      int met = -1;
      for (double c = first; c <= last; c += 0.25) {
        const int column = std::clamp(static_cast<int>(std::lround(c)), 0, columns - 1);
        if (column != met) attenuation = rays.attenuation_at(column, r);
        met = column;
        sum += attenuation;
        count += 1;
      }
      return sum / count;
    };
    contrast.push_back(mean(edge - half_px, edge - 0.5) - mean(edge + 1, edge + 1 + half_px));
  }
  return contrast;
}

FilmCortex measured(const Radiograph& film, const RadiographField& field,
                    const Measured<RadiographLesionOutline>& outline) {
  if (!outline.known()) return measure_film_cortex(outline.unknown(), {}, film.spacing, {});
  const Measured<TracedBone> bone =
      trace_bone(film, field, Unknown{"the bone is not named"}, outline.value(), {});
  return measure_film_cortex(bone, outline.value(), film.spacing, {});
}

}  // namespace

const char* name(FilmCortexKind kind) {
  constexpr std::array names{"intact", "hole", "broken", "scalloped", "expanded"};
  return names[static_cast<std::size_t>(kind)];
}

FilmCortexCase random_film_cortex_case(int seed) {
  constexpr std::array kinds{FilmCortexKind::intact,    FilmCortexKind::hole,   FilmCortexKind::broken,
                             FilmCortexKind::scalloped, FilmCortexKind::broken, FilmCortexKind::expanded};
  phantom::Draw chance(static_cast<std::uint64_t>(seed), stream);
  FilmCortexCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.phantom = random_bone(chance);
  damage(made.kind, made.phantom, chance);
  made.exposure = random_exposure(seed, made.phantom.bone.radius_mm, {0.12, 0.28, 20, 30, 6.5}, chance);
  return made;
}

FilmCortexFacts film_cortex_facts(const FilmCortexCase& cortex) {
  if (cortex.kind == FilmCortexKind::expanded) return {0, 0};  // pushed out, nowhere thinner
  phantom::BonePhantom undamaged = cortex.phantom;
  undamaged.damage = {};
  undamaged.lesions.clear();
  phantom::PhantomFilm frame;
  frame.film.columns = cortex.exposure.columns;
  frame.film.rows = cortex.exposure.rows;
  frame.bone_rows = phantom::bone_rows_truth(cortex.phantom.bone, cortex.exposure);
  const double object_mm =
      cortex.exposure.pixel_mm * cortex.exposure.source_object_mm / cortex.exposure.source_detector_mm;
  const double upright = std::cos(cortex.exposure.tilt_deg * std::numbers::pi / 180);
  const double half_px = 0.5 * cortex.phantom.bone.cortex_mm / object_mm / upright;
  const std::vector<double> left = outer_contrast({cortex.phantom, cortex.exposure}, frame, half_px);
  const std::vector<double> whole = outer_contrast({undamaged, cortex.exposure}, frame, half_px);
  FilmCortexFacts facts{0, 0};
  int rows = 0;
  for (std::size_t r = 0; r < left.size(); ++r) {
    const double loss = 1 - left[r] / whole[r];
    facts.greatest_loss = std::max(facts.greatest_loss, loss);
    rows += loss > 0.5 ? 1 : 0;
  }
  facts.interruption_mm = rows * object_mm / upright;
  return facts;
}

EvaluatedFilmCortex evaluate(const FilmCortexCase& cortex) {
  const phantom::PhantomFilm exposed = phantom::expose_phantom(cortex.phantom, cortex.exposure);
  const Radiograph& film = exposed.film;
  const RadiographField field = prepare_radiograph(film, {});
  const phantom::FilmLesionTruth& lesion = exposed.lesions.front();
  EvaluatedFilmCortex result;
  result.truth = film_cortex_facts(cortex);
  result.from_box = measured(film, field, outline_from_box(film, field, loose_box(lesion, film), {}));
  result.from_mask = measured(film, field, lesion.mask);
  return result;
}

}  // namespace osteosign::evaluation
