#include "sample_data/phantom/spine/spine_phantom.h"

#include <fmt/format.h>

#include "io/values/errors.h"
#include "sample_data/phantom/spine/vertebra_size.h"

namespace osteosign::phantom {

int vertebra_at(const SpineShape& shape, int level) {
  const int number = shape.vertebrae - (shape.lowest_level - level);
  if (number < 1 || number > shape.vertebrae)
    throw UsageError(fmt::format("the phantom has no vertebra of level {}: its {} vertebrae end at level {}",
                                 level, shape.vertebrae, shape.lowest_level));
  return number;
}

void check_phantom(const SpinePhantom& phantom) {
  const SpineShape& shape = phantom.shape;
  if (shape.lowest_level - shape.vertebrae + 1 < axis_level)
    throw UsageError(fmt::format("vertebrae is {}, but from level {} up to C2 there are only {}",
                                 shape.vertebrae, shape.lowest_level, shape.lowest_level - axis_level + 1));
  const auto check_number = [&](int number) {
    if (number < 1 || number > shape.vertebrae)
      throw UsageError(
          fmt::format("vertebra {} is named, but they are numbered 1 to {}", number, shape.vertebrae));
  };
  for (const auto& [number, signs] : phantom.signs) {
    check_number(number);
    const double lost = std::max(signs.anterior_loss, signs.middle_loss) + signs.crush_loss;
    if (lost > 0.8)
      throw UsageError(fmt::format("vertebra {} loses {} of its height; at most 0.8", number, lost));
  }
  for (const SpineLesion& lesion : phantom.lesions) check_number(lesion.vertebra);
  for (const auto& [number, signs] : phantom.facets) {
    check_number(number);
    if (number == shape.vertebrae)
      throw UsageError(
          fmt::format("facet joints below vertebra {} are described, but it is the lowest one", number));
  }
}

}  // namespace osteosign::phantom
