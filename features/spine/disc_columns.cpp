#include "features/spine/disc_columns.h"

#include <Eigen/Dense>

#include "features/spine/body_axis.h"
#include "features/spine/canal_curve.h"
#include "features/spine/ridge_response.h"

namespace osteosign {
namespace {

/// Linear interpolation in values that start at -reach_mm in steps of step_mm.
double value_at(const std::vector<float>& values, double height_mm) {
  const double index = std::clamp((height_mm + DiscColumns::reach_mm) / DiscColumns::step_mm, 0.0,
                                  static_cast<double>(values.size() - 1));
  const auto lower = static_cast<std::size_t>(index);
  const std::size_t upper = std::min(lower + 1, values.size() - 1);
  return values[lower] + (index - static_cast<double>(lower)) * (values[upper] - values[lower]);
}

/// Where a column rises from the disc at `middle_mm` to the endplate in one direction (1 cranial, -1 caudal).
std::optional<double> edge_of(const std::vector<float>& hu, double middle_mm, double direction,
                              double farthest_mm) {
  constexpr double least_rise_hu = 60, step_mm = DiscColumns::step_mm;
  const auto at = [&](double way) { return value_at(hu, middle_mm + direction * way); };
  double disc_hu = 1e9;
  for (double t = -1; t <= 1; t += step_mm) disc_hu = std::min(disc_hu, at(t));
  double peak_hu = -1e9, peak_mm = 0;
  for (double t = 0.5; t <= farthest_mm; t += step_mm) {
    if (at(t) <= peak_hu) continue;
    peak_hu = at(t);
    peak_mm = t;
  }
  if (peak_hu - disc_hu < least_rise_hu) return std::nullopt;
  const double half_hu = (peak_hu + disc_hu) / 2;
  double t = peak_mm;
  while (t > -1 && at(t - step_mm) > half_hu) t -= step_mm;
  const double above = at(t), below = at(t - step_mm);
  const double crossing = t - step_mm * (above > below ? (above - half_hu) / (above - below) : 0.5);
  return middle_mm + direction * crossing;
}

}  // namespace

DiscColumns::DiscColumns(const CtSampler& sampler, const CanalPoint& point, double radius_mm)
    : farthest_mm_(std::max(3.0, 0.5 * radius_mm)) {
  const Eigen::Vector3d left = left_of(point);
  const double reach = 0.85 * radius_mm;
  const int samples = static_cast<int>(2 * reach_mm / step_mm) + 1;
  for (double v = -std::floor(reach / 2) * 2; v <= reach; v += 2)
    for (double u = -std::floor(reach * body_width_to_depth / 2) * 2; u <= reach * body_width_to_depth;
         u += 2) {
      if (std::hypot(u / body_width_to_depth, v) > reach) continue;
      Column column{u, v, {}, {}};
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
  set_responses(radius_mm);
}

/// Responses of each column together with its neighbours within 3 mm.
void DiscColumns::set_responses(double radius_mm) {
  for (Column& column : columns_) {
    std::vector<float> hu(column.hu.size(), 0);
    float count = 0;
    for (const Column& other : columns_) {
      if (std::hypot(other.u - column.u, other.v - column.v) > 3) continue;
      for (std::size_t i = 0; i < hu.size(); ++i) hu[i] += other.hu[i];
      count += 1;
    }
    for (float& value : hu) value /= count;
    column.response = ridge_response(hu, step_mm, radius_mm);
  }
}

double DiscColumns::response_of(const TiltedPlane& plane) const {
  double sum = 0;
  for (const Column& column : columns_) sum += value_at(column.response, plane.at(column.u, column.v));
  return sum / static_cast<double>(columns_.size());
}

DiscColumns::Edges DiscColumns::edges_near(const TiltedPlane& plane) const {
  Edges edges;
  for (const Column& column : columns_) {
    const double middle = plane.at(column.u, column.v);
    if (const auto height = edge_of(column.hu, middle, 1, farthest_mm_))
      edges.cranial.push_back({column.u, column.v, *height});
    if (const auto height = edge_of(column.hu, middle, -1, farthest_mm_))
      edges.caudal.push_back({column.u, column.v, *height});
  }
  return edges;
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
