#include "classify/lost_height.h"

#include <algorithm>
#include <cmath>

#include "classify/held_against.h"

namespace osteosign {

MeasuredQuantity side_height_difference(const VertebraMeasurements& measured) {
  if (!measured.left_height.known()) return measured.left_height.unknown();
  if (!measured.right_height.known()) return measured.right_height.unknown();
  const Quantity& left = measured.left_height.value();
  const Quantity& right = measured.right_height.value();
  const double lower = std::min(left.value, right.value), higher = std::max(left.value, right.value);
  if (lower < 0 || higher <= 0) return Unknown{"a side has no height"};
  Quantity difference{1 - lower / higher, Unit::fraction};
  if (left.sd && right.sd && lower > 0)
    difference.sd = lower / higher * std::hypot(*left.sd / left.value, *right.sd / right.value);
  return difference;
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
