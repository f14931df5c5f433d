#include "features/vertebra/plate_model.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

/// gaussian_step at steps of 0.01 from -5 to 5, linear between them.
double tabled_step(double z) {
  constexpr int steps_per_unit = 100;
  constexpr int half = 5 * steps_per_unit;
  static const std::array<double, 2 * half + 2> table = [] {
    std::array<double, 2 * half + 2> values{};
    for (int i = 0; i < 2 * half + 2; ++i)
      values[static_cast<std::size_t>(i)] = gaussian_step(static_cast<double>(i - half) / steps_per_unit);
    return values;
  }();
  const double place = std::clamp(z * steps_per_unit + half, 0.0, 2.0 * half);
  const auto lower = static_cast<std::size_t>(place);
  const double upper_weight = place - static_cast<double>(lower);
  return table[lower] + upper_weight * (table[lower + 1] - table[lower]);
}

/// The best levels for one place of the edge: outside, rise of the shell, rise of the cancellous bone.
PlateFit fit_levels(const std::vector<PlateBin>& bins, const PlateModel& model, double edge_mm,
                    const RisePrior& prior) {
  Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right = Eigen::Vector3d::Zero();
  double squares = 0;
  for (const PlateBin& bin : bins) {
    const double outer = tabled_step((edge_mm - bin.way_mm) / model.sigma_mm);
    const double inner = tabled_step((edge_mm - model.thickness_mm - bin.way_mm) / model.sigma_mm);
    const Eigen::Vector3d terms(1, outer - inner, inner);
    normal += bin.weight * terms * terms.transpose();
    right += bin.weight * bin.hu * terms;
    squares += bin.weight * bin.hu * bin.hu;
  }
  normal(1, 1) += prior.weight;
  right[1] += prior.weight * prior.rise_hu;
  squares += prior.weight * prior.rise_hu * prior.rise_hu;
  normal(2, 2) += 1e-6 * normal(0, 0);
  const Eigen::Vector3d levels = normal.ldlt().solve(right);
  PlateFit fit{.edge_mm = edge_mm, .rise_hu = levels[1]};
  fit.cost = std::max(0.0, squares - levels.dot(right));
  fit.residual = std::max(0.0, fit.cost - prior.weight * std::pow(levels[1] - prior.rise_hu, 2));
  return fit;
}

double variance_sum(const std::vector<PlateBin>& bins) {
  double weight = 0;
  double sum = 0;
  double squares = 0;
  for (const PlateBin& bin : bins) {
    weight += bin.weight;
    sum += bin.weight * bin.hu;
    squares += bin.weight * bin.hu * bin.hu;
  }
  return weight > 0 ? squares - sum * sum / weight : 0;
}

}  // namespace

std::optional<PlateFit> fit_plate(const std::vector<PlateBin>& bins, const PlateModel& model, double start_mm,
                                  double reach_mm, const RisePrior& prior) {
  constexpr std::size_t fewest_bins = 4;
  constexpr double coarse_mm = 0.25;
  constexpr double fine_mm = 0.05;
  if (bins.size() < fewest_bins) return {};
  const auto best_from = [&](double first, double last, double step) {
    PlateFit best{.edge_mm = first, .cost = -1};
    for (double edge = first; edge <= last + step / 2; edge += step) {
      const PlateFit fit = fit_levels(bins, model, edge, prior);
      if (fit.rise_hu > 0 && (best.cost < 0 || fit.cost < best.cost)) best = fit;
    }
    return best;
  };
  const PlateFit coarse = best_from(start_mm - reach_mm, start_mm + reach_mm, coarse_mm);
  if (coarse.cost < 0 || std::abs(coarse.edge_mm - start_mm) > reach_mm - coarse_mm / 2) return {};
  PlateFit fine = best_from(coarse.edge_mm - coarse_mm, coarse.edge_mm + coarse_mm, fine_mm);
  const double all = variance_sum(bins);
  fine.r_squared = all > 0 ? 1 - fine.residual / all : 0;
  return fine;
}

}  // namespace osteosign
