#include "classify/lost_height.h"

#include <algorithm>
#include <cmath>

#include "classify/held_against.h"

namespace osteosign {

namespace {

MeasuredQuantity difference_of_sides(const MeasuredQuantity& of_left, const MeasuredQuantity& of_right) {
  if (!of_left.known()) return of_left.unknown();
  if (!of_right.known()) return of_right.unknown();
  const Quantity& left = of_left.value();
  const Quantity& right = of_right.value();
  const double lower = std::min(left.value, right.value), higher = std::max(left.value, right.value);
  if (lower < 0 || higher <= 0) return Unknown{"a side has no height"};
  Quantity difference{1 - lower / higher, Unit::fraction};
  if (left.sd && right.sd && lower > 0)
    difference.sd = lower / higher * std::hypot(*left.sd / left.value, *right.sd / right.value);
  return difference;
}

/// A loss of height of a film, with the name of its measurement.
struct FilmLoss {
  const char* name;
  MeasuredQuantity loss;
};

std::vector<FilmLoss> losses_seen_on(const JudgedFilmVertebra& vertebra) {
  const RadiographVertebraMeasurements& measured = vertebra.measurements;
  if (vertebra.view == SpineView::lateral)
    return {{"anterior_height_loss", measured.anterior_height_loss},
            {"middle_height_loss", measured.middle_height_loss},
            {"posterior_height_loss", measured.posterior_height_loss}};
  return {{"image_left_height_loss", measured.image_left_height_loss},
          {"middle_height_loss", measured.middle_height_loss},
          {"image_right_height_loss", measured.image_right_height_loss},
          {"side_height_difference",
           difference_of_sides(measured.image_left_height_to_width, measured.image_right_height_to_width)}};
}

}  // namespace

MeasuredQuantity side_height_difference(const VertebraMeasurements& measured) {
  return difference_of_sides(measured.left_height, measured.right_height);
}

Measured<Sign> lost_height(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  std::vector<Measured<Sign>> signs;
  for (const FilmLoss& seen : losses_seen_on(vertebra))
    signs.push_back(at_least(seen.loss, criteria.lost_height_lowest_fraction));
  return any_of(signs);
}

std::vector<Evidence> lost_height_evidence(const JudgedFilmVertebra& vertebra,
                                           const CriteriaParameters& criteria) {
  std::vector<Evidence> all;
  for (const FilmLoss& seen : losses_seen_on(vertebra))
    all.push_back(
        evidence(seen.name, seen.loss, threshold(criteria, "lost_height_lowest_fraction"), vertebra.body));
  return all;
}

Measured<Sign> lost_height(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  const double limit = criteria.lost_height_lowest_fraction;
  return any_of({at_least(measured.height_loss, limit), at_least(measured.anterior_height_loss, limit),
                 at_least(measured.middle_height_loss, limit),
                 at_least(measured.posterior_height_loss, limit),
                 at_least(side_height_difference(measured), limit)});
}

std::vector<Evidence> lost_height_evidence(const JudgedVertebra& vertebra,
                                           const CriteriaParameters& criteria) {
  const Threshold limit = threshold(criteria, "lost_height_lowest_fraction");
  const VertebraMeasurements& measured = vertebra.measurements;
  std::vector<Evidence> all{
      evidence("height_loss", measured.height_loss, limit, vertebra.places.body),
      evidence("side_height_difference", side_height_difference(measured), limit, vertebra.places.body)};
  for (const auto& [name, part] : {std::pair{"anterior_height_loss", &measured.anterior_height_loss},
                                   std::pair{"middle_height_loss", &measured.middle_height_loss},
                                   std::pair{"posterior_height_loss", &measured.posterior_height_loss}})
    if (!part->known() && measured.height_loss.known())
      all.push_back(evidence(name, *part, limit, vertebra.places.body));
  return all;
}

}  // namespace osteosign
