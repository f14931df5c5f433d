#include "tests/evaluation/film_periosteum_case.h"

#include <algorithm>

#include "features/radiograph/bone/trace_bone.h"
#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/random_reaction.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t exposure_stream = 64;
constexpr double width_mm = 62, length_mm = 64;  // on the detector

/// One side of the bone by the columns at which the rows cross its surfaces.
CortexSide true_side(const std::vector<phantom::BoneRowTruth>& rows, double phantom::BoneRowTruth::*outer,
                     double phantom::BoneRowTruth::*inner, int to_the_right) {
  CortexSide side;
  const int last = static_cast<int>(rows.size()) - 1;
  for (int row = 0; row <= last; ++row) {
    const int before = std::max(0, row - 1), after = std::min(last, row + 1);
    const double lean = (rows[after].*outer - rows[before].*outer) / (after - before);
    CortexPoint point;
    point.outer_px = {rows[row].*outer, static_cast<double>(row)};
    point.outward = Eigen::Vector2d(to_the_right, -to_the_right * lean).normalized();
    point.thickness_px = std::abs(rows[row].*outer - rows[row].*inner);
    point.traced = true;
    side.points.push_back(point);
  }
  return side;
}

}  // namespace

FilmPeriosteumCase random_film_periosteum_case(int seed) {
  phantom::Draw draw(static_cast<std::uint64_t>(seed), exposure_stream);
  FilmPeriosteumCase made;
  made.phantom = phantom::random_periosteum_phantom(seed);
  made.phantom.reaction.gap_mm = draw.between(0.3, 1.5);  // some closer than a film can resolve
  phantom::FilmExposure& exposure = made.exposure;
  exposure.pixel_mm = draw.between(0.1, 0.2);
  exposure.columns = static_cast<int>(width_mm / exposure.pixel_mm);
  exposure.rows = static_cast<int>(length_mm / exposure.pixel_mm);
  exposure.source_object_mm = 1000;
  exposure.source_detector_mm = 1000 * draw.between(1.05, 1.2);
  exposure.turn_deg = draw.between(-20, 20);  // the reaction is seldom quite tangential
  exposure.tilt_deg = draw.between(-6, 6);
  exposure.quanta_per_pixel = draw.between(5000, 50000);
  exposure.detector_sigma_mm = draw.between(0.1, 0.2);
  exposure.focal_spot_mm = draw.between(0.6, 1.2);
  exposure.scatter_to_primary = draw.between(0.2, 0.6);
  exposure.seed = seed;
  return made;
}

TracedBone true_bone(const phantom::PhantomFilm& film) {
  using phantom::BoneRowTruth;
  TracedBone bone;
  bone.left = true_side(film.bone_rows, &BoneRowTruth::outer_left, &BoneRowTruth::inner_left, -1);
  bone.right = true_side(film.bone_rows, &BoneRowTruth::outer_right, &BoneRowTruth::inner_right, 1);
  const BoneRowTruth& middle = film.bone_rows[film.bone_rows.size() / 2];
  bone.width_px = middle.outer_right - middle.outer_left;
  return bone;
}

EvaluatedFilmPeriosteum evaluate(const FilmPeriosteumCase& one) {
  const phantom::PhantomFilm made = phantom::expose_phantom(one.phantom, one.exposure);
  const RadiographLesionOutline& outline = made.lesions.front().mask;
  const RadiographField field = prepare_radiograph(made.film, {});
  EvaluatedFilmPeriosteum result;
  result.truth = phantom::periosteum_truth(one.phantom.reaction);
  result.with_truth = measure_film_periosteum(made.film, field, true_bone(made), outline, {});
  const Measured<TracedBone> traced =
      trace_bone(made.film, field, Unknown{"the bone is told on films of the femur alone"}, outline, {});
  result.as_used = traced.known() ? measure_film_periosteum(made.film, field, traced.value(), outline, {})
                                  : unmeasured_periosteum(traced.unknown());
  return result;
}

}  // namespace osteosign::evaluation
