#include "features/profile/smooth_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

/// One row of a symmetric matrix with two bands above its diagonal.
using BandRow = std::array<double, 3>;

/// Solves by L D L^T; `rows` are the diagonal and the two bands above it.
std::vector<double> solved(std::vector<BandRow> rows, std::vector<double> right) {
  const std::size_t count = right.size();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t band = 1; band <= 2 && i + band < count; ++band) {
      const double factor = rows[i][band] / rows[i][0];
      for (std::size_t next = band; next <= 2; ++next) rows[i + band][next - band] -= factor * rows[i][next];
      right[i + band] -= factor * right[i];
    }
  }
  for (std::size_t i = count; i-- > 0;) {
    for (std::size_t band = 1; band <= 2 && i + band < count; ++band)
      right[i] -= rows[i][band] * right[i + band];
    right[i] /= rows[i][0];
  }
  return right;
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<double> smoothed(const std::vector<double>& values, const std::vector<double>& weights,
                             double stiffness, double tension) {
  const std::size_t count = values.size();
  std::vector<BandRow> rows(count, BandRow{0, 0, 0});
  std::vector<double> right(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double weight = weights[i] + 1e-9;  // a value far from all weights is still determined
    rows[i][0] += weight;
    right[i] = weight * values[i];
  }
  for (std::size_t i = 0; i + 1 < count; ++i) {
    rows[i][0] += tension;
    rows[i][1] -= tension;
    rows[i + 1][0] += tension;
  }
  for (std::size_t i = 0; i + 2 < count; ++i) {
    constexpr std::array<double, 3> difference{1, -2, 1};
    for (std::size_t a = 0; a < 3; ++a)
      for (std::size_t b = a; b < 3; ++b) rows[i + a][b - a] += stiffness * difference[a] * difference[b];
  }
  return solved(std::move(rows), std::move(right));
}

std::vector<double> robustly_smoothed(const std::vector<double>& values, const std::vector<double>& weights,
                                      double stiffness, double least_spread) {
  std::vector<double> curve = smoothed(values, weights, stiffness);
  for (int pass = 0; pass < 5; ++pass) {
    std::vector<double> residuals;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (weights[i] > 0) residuals.push_back(std::abs(values[i] - curve[i]));
    if (residuals.empty()) return curve;
    const double reach = 4.685 * std::max(1.4826 * median_of(residuals), least_spread);
    std::vector<double> trusted(weights);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double far = std::min(1.0, std::abs(values[i] - curve[i]) / reach);
      trusted[i] *= (1 - far * far) * (1 - far * far);
    }
    curve = smoothed(values, trusted, stiffness);
  }
  return curve;
}

double stiffness_of_wave(double wave_mm, double step_mm) {
  return std::pow(wave_mm / (2 * std::numbers::pi * step_mm), 4);
}

}  // namespace osteosign
