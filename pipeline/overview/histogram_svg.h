#pragma once
#include <string>
#include <vector>

namespace osteosign {

/// Twenty bars from the lowest to the highest value, a line at the median, red ticks at `far_away` values.
/// There must be two different values.
std::string histogram_svg(const std::vector<double>& values, const std::vector<double>& far_away);

/// A number for people: four significant digits.
std::string short_number(double number);

}  // namespace osteosign
