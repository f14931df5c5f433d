#include "features/radiograph/spine/body/compare_shapes.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

/// The middle of the values in order, the mean of the two middle ones of an even number: of two other
/// vertebrae neither counts more.
double median_depth(const std::vector<BodyShape>& shapes) {
  std::vector<double> depths;
  for (const BodyShape& shape : shapes)
    if (shape.depth.known()) depths.push_back(shape.depth.value().value);
  return depths.empty() ? 1 : averaged_median(depths);
}

}  // namespace

MeasuredQuantity in_mm(const MeasuredQuantity& length) {
  if (length.known() && length.value().unit != Unit::mm)
    return Unknown{"the film has no pixel spacing in the patient"};
  return length;
}

MeasuredQuantity part_of(const MeasuredQuantity& length, const MeasuredQuantity& whole, Unit unit) {
  if (!length.known()) return length.unknown();
  if (!whole.known()) return whole.unknown();
  const double divisor = whole.value().value;
  Quantity part{length.value().value / divisor, unit};
  if (length.value().sd) part.sd = *length.value().sd / divisor;
  return part;
}

std::vector<MeasuredQuantity> against_others(const std::vector<MeasuredQuantity>& values, Against how,
                                             std::size_t fewest_others) {
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
      compared.push_back(Unknown{fmt::format("fewer than {} other vertebrae can be compared",
                                             fewest_others == 2 ? "two" : "three")});
      continue;
    }
    const double median = averaged_median(others);
    Quantity own = values[each].value();
    if (how == Against::ratio && median <= 0) {
      compared.push_back(Unknown{"the borders of the other vertebrae have no contrast"});
      continue;
    }
    own.value = how == Against::ratio ? own.value / median : own.value - median;
    compared.push_back(own);
  }
  return compared;
}

std::vector<HeightLosses> losses_on_film(const std::vector<BodyShape>& shapes, double usual_depth_mm) {
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

std::vector<MeasuredQuantity> faintest_edges(const std::vector<BodyShape>& shapes) {
  constexpr std::size_t fewest_others = 3;
  std::vector<MeasuredQuantity> faintest(shapes.size(), Unknown{"not measured"});
  for (std::size_t edge = 0; edge < BodyShape{}.edge_contrast.size(); ++edge) {
    std::vector<MeasuredQuantity> contrasts;
    for (const BodyShape& shape : shapes) contrasts.push_back(shape.edge_contrast[edge]);
    const std::vector<MeasuredQuantity> ratios = against_others(contrasts, Against::ratio, fewest_others);
    for (std::size_t each = 0; each < shapes.size(); ++each) {
      const bool lower = ratios[each].known() && faintest[each].known() &&
                         ratios[each].value().value < faintest[each].value().value;
      if (!faintest[each].known() || lower) faintest[each] = ratios[each];
    }
  }
  return faintest;
}

}  // namespace osteosign
