#include "classify/posterior_wall.h"

#include "classify/film_judgement.h"
#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

struct WallSigns {
  Measured<Sign> displaced, convex, broken, seen;
};

WallSigns signs_of(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return {at_least(measured.posterior_wall_bulge, criteria.posterior_wall_bulge_mm),
          at_least(measured.posterior_wall_convexity, criteria.posterior_wall_convexity),
          at_least(measured.posterior_wall_breach_area, criteria.posterior_wall_breach_mm2),
          at_least(measured.posterior_wall_seen_fraction, criteria.posterior_wall_seen_lowest_fraction)};
}

std::string malignant_reason(const WallSigns& wall) {
  const bool bulges = is_present(wall.displaced) && is_present(wall.convex);
  if (bulges && is_present(wall.broken)) return "the wall bulges into the canal and is broken";
  return bulges ? "the wall bulges into the canal as a smooth arch" : "the wall is broken";
}

std::string benign_reason(const WallSigns& wall) {
  return is_present(wall.displaced)
             ? "the wall stands out at a corner, at an angle: the retropulsed corner of benign fractures"
             : "the wall is straight or concave, without a gap";
}

Judgement judgement_of(const WallSigns& wall) {
  const Measured<Sign> malignant = any_of({all_of({wall.displaced, wall.convex}), wall.broken});
  const Judgement judgement =
      judge(malignant, malignant,
            {.malignant = malignant_reason(wall),
             .neutral = "bulge, its shape or the gap lie within one standard deviation of their thresholds",
             .benign = benign_reason(wall)});
  if (judgement.verdict != Verdict::benign || is_present(wall.seen)) return judgement;
  if (!wall.seen.known()) return {Verdict::not_assessable, wall.seen.reason()};
  return {Verdict::not_assessable, "nothing malignant on what was seen of the wall, but that is too little"};
}

/// A bulge must reach the limit in every measure that the film allows: in millimetres too, where it has them.
Measured<Sign> bulges_on_film(const RadiographVertebraMeasurements& measured,
                              const CriteriaParameters& criteria) {
  const double part = criteria.posterior_wall_film_bulge_fraction;
  std::vector<Measured<Sign>> signs{
      at_least(measured.posterior_wall_bulge_to_depth, part),
      at_least(measured.posterior_wall_bulge_excess, part),
      more_than(measured.posterior_wall_convex_share, criteria.posterior_wall_film_convex_share)};
  if (measured.posterior_wall_bulge.known())
    signs.push_back(at_least(measured.posterior_wall_bulge, criteria.posterior_wall_bulge_mm));
  return all_of(signs);
}

Judgement film_judgement(const RadiographVertebraMeasurements& measured, const CriteriaParameters& criteria) {
  const Measured<Sign> lost =
      less_than(measured.posterior_wall_contrast, criteria.posterior_wall_film_lost_contrast);
  if (is_present(lost))
    return {Verdict::neutral, "the line of the posterior wall is lost, while those of the others are seen"};
  return judge_on_film(
      bulges_on_film(measured, criteria),
      {.present = "the wall bulges behind the line of its corners as a smooth arch",
       .uncertain = "bulge or its shape lie within one standard deviation of their thresholds",
       .absent = "the wall does not bulge as an arch; a film does not show that it is whole"});
}

}  // namespace

Finding judge_posterior_wall(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  const RadiographVertebraMeasurements& measured = vertebra.measurements;
  const Judgement judgement = film_judgement(measured, criteria);
  const auto& place = vertebra.posterior_wall ? vertebra.posterior_wall : vertebra.body;
  return {"posterior_wall",
          vertebra.subject,
          judgement.verdict,
          {evidence("posterior_wall_bulge", measured.posterior_wall_bulge,
                    threshold(criteria, "posterior_wall_bulge_mm"), place),
           evidence("posterior_wall_bulge_to_depth", measured.posterior_wall_bulge_to_depth,
                    threshold(criteria, "posterior_wall_film_bulge_fraction"), place),
           evidence("posterior_wall_bulge_excess", measured.posterior_wall_bulge_excess,
                    threshold(criteria, "posterior_wall_film_bulge_fraction"), place),
           evidence("posterior_wall_convex_share", measured.posterior_wall_convex_share,
                    threshold(criteria, "posterior_wall_film_convex_share"), place),
           evidence("posterior_wall_contrast", measured.posterior_wall_contrast,
                    threshold(criteria, "posterior_wall_film_lost_contrast"), place)},
          judgement.reason};
}

Finding judge_posterior_wall(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const VertebraMeasurements& measured = vertebra.measurements;
  const Judgement judgement = judgement_of(signs_of(measured, criteria));
  const auto bulge_place = place_or_body(vertebra.places.wall_bulge, vertebra.places);
  const auto breach_place = place_or_body(vertebra.places.wall_breach, vertebra.places);
  return {"posterior_wall",
          vertebra.subject,
          judgement.verdict,
          {evidence("posterior_wall_bulge", measured.posterior_wall_bulge,
                    threshold(criteria, "posterior_wall_bulge_mm"), bulge_place),
           evidence("posterior_wall_convexity", measured.posterior_wall_convexity,
                    threshold(criteria, "posterior_wall_convexity"), bulge_place),
           evidence("posterior_wall_breach_area", measured.posterior_wall_breach_area,
                    threshold(criteria, "posterior_wall_breach_mm2"), breach_place),
           evidence("posterior_wall_seen_fraction", measured.posterior_wall_seen_fraction,
                    threshold(criteria, "posterior_wall_seen_lowest_fraction"), vertebra.places.body)},
          judgement.reason};
}

}  // namespace osteosign
