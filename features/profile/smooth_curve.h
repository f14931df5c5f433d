#pragma once
#include <vector>

namespace osteosign {

/// Values smoothed along their index: minimises sum w (x - value)^2 + stiffness * sum (second difference)^2
/// (Whittaker's smoother) + tension * sum (first difference)^2, which keeps the ends from running off.
/// Weights of 0 are gaps that the curve bridges. The same number of values comes back; fewer than three
/// without tension come back as they are.
std::vector<double> smoothed(const std::vector<double>& values, const std::vector<double>& weights,
                             double stiffness, double tension = 0);

/// The same with outliers weighed down by Tukey's biweight, 4.685 robust spreads and at least
/// `least_spread` wide.
std::vector<double> robustly_smoothed(const std::vector<double>& values, const std::vector<double>& weights,
                                      double stiffness, double least_spread);

/// The stiffness that halves waves of this length, for values `step_mm` apart.
double stiffness_of_wave(double wave_mm, double step_mm);

}  // namespace osteosign
