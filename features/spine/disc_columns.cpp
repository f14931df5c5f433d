#include "features/spine/disc_columns.h"

#include <Eigen/Dense>

#include "features/spine/canal_curve.h"

namespace osteosign {
namespace {

constexpr double profile_reach_mm = 12;
constexpr double width_to_depth = 1.2;

double mean_between(const std::vector<double>& values, double first_mm, double last_mm) {
  const auto index = [&](double mm) {
    return std::clamp(static_cast<int>(std::lround((mm + profile_reach_mm) / DiscColumns::step_mm)), 0,
                      static_cast<int>(values.size()) - 1);
  };
  double sum = 0;
  const int first = index(first_mm), last = index(last_mm);
  for (int i = first; i <= last; ++i) sum += values[static_cast<std::size_t>(i)];
  return sum / (last - first + 1);
}

}  // namespace

DiscColumns::DiscColumns(const CtSampler& sampler, const CanalPoint& point, double radius_mm) {
  const Eigen::Vector3d left = left_of(point);
  const double reach = 0.85 * radius_mm;
  const int samples = static_cast<int>(2 * reach_mm / step_mm) + 1;
  for (double v = -std::floor(reach / 2) * 2; v <= reach; v += 2)
    for (double u = -std::floor(reach * width_to_depth / 2) * 2; u <= reach * width_to_depth; u += 2) {
      if (std::hypot(u / width_to_depth, v) > reach) continue;
      Column column{u, v, {}};
      bool in_view = true;
      for (int i = 0; i < samples && in_view; ++i) {
        const Eigen::Vector3d at =
            point.centre_mm + u * left + v * point.forward + (i * step_mm - reach_mm) * point.tangent;
        const float hu = sampler.hu_at(at);
        column.hu.push_back(std::clamp(hu, -200.0F, 1000.0F));
        in_view = std::abs(i * step_mm - reach_mm) > 6 || sampler.contains(at);
      }
      if (in_view) columns_.push_back(std::move(column));
    }
}

double DiscColumns::Column::hu_at(double height_mm) const {
  const double index = std::clamp((height_mm + reach_mm) / step_mm, 0.0, static_cast<double>(hu.size() - 1));
  const auto lower = static_cast<std::size_t>(index);
  const std::size_t upper = std::min(lower + 1, hu.size() - 1);
  return hu[lower] + (index - static_cast<double>(lower)) * (hu[upper] - hu[lower]);
}

std::vector<double> DiscColumns::profile_over(const TiltedPlane& plane) const {
  std::vector<double> profile(static_cast<std::size_t>(2 * profile_reach_mm / step_mm) + 1, 0);
  for (const Column& column : columns_) {
    const double base = plane.at(column.u, column.v) - profile_reach_mm;
    for (std::size_t i = 0; i < profile.size(); ++i)
      profile[i] +=
          column.hu_at(base + step_mm * static_cast<double>(i)) / static_cast<double>(columns_.size());
  }
  return profile;
}

DiscColumns::Edges DiscColumns::edges_near(const TiltedPlane& plane, double half_thickness_mm) const {
  constexpr double search_mm = 4, least_rise_hu = 60;
  Edges edges;
  for (const Column& column : columns_) {
    const double middle = plane.at(column.u, column.v);
    double disc_hu = 1e9;
    for (double t = -half_thickness_mm / 2; t <= half_thickness_mm / 2; t += step_mm)
      disc_hu = std::min(disc_hu, column.hu_at(middle + t));
    for (const double direction : {1.0, -1.0}) {
      double peak_hu = -1e9, peak_mm = 0;
      for (double t = 0.5; t <= half_thickness_mm + search_mm; t += step_mm) {
        const double hu = column.hu_at(middle + direction * t);
        if (hu <= peak_hu) continue;
        peak_hu = hu;
        peak_mm = t;
      }
      if (peak_hu - disc_hu < least_rise_hu) continue;
      const double half_hu = (peak_hu + disc_hu) / 2;
      double t = peak_mm;
      while (t > -half_thickness_mm && column.hu_at(middle + direction * (t - step_mm)) > half_hu)
        t -= step_mm;
      const double above = column.hu_at(middle + direction * t);
      const double below = column.hu_at(middle + direction * (t - step_mm));
      const double crossing = t - step_mm * (above > below ? (above - half_hu) / (above - below) : 0.5);
      (direction > 0 ? edges.cranial : edges.caudal)
          .push_back({column.u, column.v, middle + direction * crossing});
    }
  }
  return edges;
}

RidgePair best_ridges(const std::vector<double>& profile, double radius_mm) {
  RidgePair best;
  const double farthest = std::max(3.0, 0.45 * radius_mm);
  for (double half = 1; half <= farthest; half += 0.5) {
    const double between = mean_between(profile, 1 - half, half - 1);
    const double above = mean_between(profile, half - 0.5, half + 0.5);
    const double below = mean_between(profile, -half - 0.5, -half + 0.5);
    const double beyond =
        (mean_between(profile, -half - 5, -half - 2.5) + mean_between(profile, half + 2.5, half + 5)) / 2;
    const double contrast = std::min(above, below) - 0.7 * between - 0.3 * beyond;
    if (contrast > best.contrast_hu) best = {contrast, half};
  }
  return best;
}

std::optional<TiltedPlane> plane_through(const std::vector<DiscColumns::Edge>& edges) {
  constexpr std::size_t least = 12;
  constexpr double largest_spread_mm = 1.6;
  if (edges.size() < least) return std::nullopt;
  std::vector<double> weights(edges.size(), 1);
  TiltedPlane plane;
  double spread = 0;
  for (int pass = 0; pass < 8; ++pass) {
    Eigen::Matrix3d normal = Eigen::Matrix3d::Identity() * 1e-6;
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const Eigen::Vector3d row(1, edges[i].v, edges[i].u);
      normal += weights[i] * row * row.transpose();
      right += weights[i] * edges[i].height_mm * row;
    }
    const Eigen::Vector3d solution = normal.ldlt().solve(right);
    plane = {solution[0], solution[1], solution[2]};
    std::vector<double> residuals;
    for (const auto& edge : edges) residuals.push_back(std::abs(edge.height_mm - plane.at(edge.u, edge.v)));
    std::vector<double> sorted = residuals;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                     sorted.end());
    spread = 1.4826 * sorted[sorted.size() / 2];
    const double reach = 4.685 * std::max(spread, 0.3);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const double far = std::min(1.0, residuals[i] / reach);
      weights[i] = (1 - far * far) * (1 - far * far);
    }
  }
  if (spread > largest_spread_mm) return std::nullopt;
  return plane;
}

}  // namespace osteosign
