#include "features/radiograph/spine/lateral/compare_bodies.h"

#include <algorithm>
#include <cmath>

#include "features/vertebra/height_loss.h"

namespace osteosign {
namespace {

constexpr double usual_depth_mm = 34;  // of a lumbar body
constexpr std::size_t fewest_others = 2;

/// The middle of the values in order, the mean of the two middle ones of an even number: of two other
/// vertebrae neither counts more.
double middle_value(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

MeasuredQuantity in_mm(const MeasuredQuantity& length) {
  if (length.known() && length.value().unit != Unit::mm)
    return Unknown{"the film has no pixel spacing in the patient"};
  return length;
}

/// A length as part of another.
MeasuredQuantity part_of(const MeasuredQuantity& length, const MeasuredQuantity& whole, Unit unit) {
  if (!length.known()) return length.unknown();
  if (!whole.known()) return whole.unknown();
  const double divisor = whole.value().value;
  Quantity part{length.value().value / divisor, unit};
  if (length.value().sd) part.sd = *length.value().sd / divisor;
  return part;
}

/// Of each vertebra against the others: the difference from their median, or the ratio to it.
enum class Against { difference, ratio };

std::vector<MeasuredQuantity> against_others(const std::vector<MeasuredQuantity>& values, Against how) {
  std::vector<MeasuredQuantity> compared;
  for (std::size_t each = 0; each < values.size(); ++each) {
    if (!values[each].known()) {
      compared.push_back(values[each].unknown());
      continue;
    }
    std::vector<double> others;
    for (std::size_t other = 0; other < values.size(); ++other)
      if (other != each && values[other].known()) others.push_back(values[other].value().value);
    if (others.size() < fewest_others) {
      compared.push_back(Unknown{"fewer than two other vertebrae can be compared"});
      continue;
    }
    const double median = middle_value(others);
    Quantity own = values[each].value();
    if (how == Against::ratio && median <= 0) {
      compared.push_back(Unknown{"the walls of the other vertebrae have no contrast"});
      continue;
    }
    own.value = how == Against::ratio ? own.value / median : own.value - median;
    compared.push_back(own);
  }
  return compared;
}

double median_depth(const std::vector<BodyShape>& shapes) {
  std::vector<double> depths;
  for (const BodyShape& shape : shapes)
    if (shape.depth.known()) depths.push_back(shape.depth.value().value);
  return depths.empty() ? 1 : middle_value(depths);
}

std::vector<HeightLosses> losses_of(const std::vector<BodyShape>& shapes) {
  const double unit = median_depth(shapes) / usual_depth_mm;
  const auto scaled = [unit](MeasuredQuantity height) {
    if (!height.known()) return height;
    Quantity changed = height.value();
    changed.value /= unit;
    if (changed.sd) *changed.sd /= unit;
    return MeasuredQuantity(changed);
  };
  std::vector<VertebraHeights> heights;
  for (const BodyShape& shape : shapes) {
    VertebraHeights one;
    one.anterior = scaled(shape.anterior);
    one.middle = scaled(shape.middle);
    one.posterior = scaled(shape.posterior);
    heights.push_back(one);
  }
  return measure_height_losses(heights, {});
}

void say_no_pedicles(RadiographVertebraMeasurements& measured) {
  const Unknown why{"pedicles are measured on frontal films alone"};
  for (MeasuredQuantity* const one :
       {&measured.image_left_pedicle_ring, &measured.image_right_pedicle_ring,
        &measured.image_left_pedicle_expected, &measured.image_right_pedicle_expected,
        &measured.pedicle_asymmetry, &measured.pedicle_asymmetry_z})
    *one = why;
}

RadiographVertebraMeasurements own_measurements(const BodyShape& shape) {
  RadiographVertebraMeasurements measured;
  say_no_pedicles(measured);
  measured.anterior_height = in_mm(shape.anterior);
  measured.middle_height = in_mm(shape.middle);
  measured.posterior_height = in_mm(shape.posterior);
  measured.body_depth = in_mm(shape.depth);
  measured.anterior_height_to_depth = part_of(shape.anterior, shape.depth, Unit::one);
  measured.middle_height_to_depth = part_of(shape.middle, shape.depth, Unit::one);
  measured.posterior_height_to_depth = part_of(shape.posterior, shape.depth, Unit::one);
  measured.sagittal_wedge = shape.wedge;
  measured.posterior_wall_bulge = in_mm(shape.bulge);
  measured.posterior_wall_bulge_to_depth = part_of(shape.bulge, shape.depth, Unit::fraction);
  measured.posterior_wall_convex_share = shape.convex_share;
  return measured;
}

}  // namespace

std::vector<RadiographVertebraMeasurements> compared_bodies(const std::vector<BodyShape>& shapes) {
  std::vector<RadiographVertebraMeasurements> all;
  std::vector<MeasuredQuantity> bulges, contrasts;
  for (const BodyShape& shape : shapes) {
    all.push_back(own_measurements(shape));
    bulges.push_back(all.back().posterior_wall_bulge_to_depth);
    contrasts.push_back(shape.wall_contrast);
  }
  const std::vector<HeightLosses> losses = losses_of(shapes);
  const std::vector<MeasuredQuantity> excess = against_others(bulges, Against::difference),
                                      contrast = against_others(contrasts, Against::ratio);
  for (std::size_t each = 0; each < all.size(); ++each) {
    all[each].anterior_height_loss = losses[each].anterior;
    all[each].middle_height_loss = losses[each].middle;
    all[each].posterior_height_loss = losses[each].posterior;
    all[each].height_loss = losses[each].largest;
    all[each].posterior_wall_bulge_excess = excess[each];
    all[each].posterior_wall_contrast = contrast[each];
  }
  return all;
}

}  // namespace osteosign
