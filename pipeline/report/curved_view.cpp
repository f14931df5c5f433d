#include "pipeline/report/curved_view.h"

#include <algorithm>
#include <cmath>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double finest_mm_per_px = 0.35;

Eigen::Vector2d curve_at(const std::vector<Eigen::Vector3d>& curve, double z_mm) {
  const auto below =
      std::ranges::find_if(curve, [z_mm](const Eigen::Vector3d& point) { return point.z() <= z_mm; });
  if (below == curve.begin()) return curve.front().head<2>();
  if (below == curve.end()) return curve.back().head<2>();
  const Eigen::Vector3d& lower = *below;
  const Eigen::Vector3d& upper = *(below - 1);
  const double part = upper.z() > lower.z() ? (z_mm - lower.z()) / (upper.z() - lower.z()) : 0;
  return lower.head<2>() + part * (upper - lower).head<2>();
}

}  // namespace

const Eigen::Vector2d& CurvedView::middle_at(double row) const {
  const int nearest = std::clamp(static_cast<int>(std::lround(row)), 0, height_px - 1);
  return middle_mm[static_cast<std::size_t>(nearest)];
}

Eigen::Vector3d CurvedView::point_in_patient_mm(double column, double row) const {
  const Eigen::Vector2d& middle = middle_at(row);
  Eigen::Vector3d point(middle.x(), middle.y(), top_z_mm - row * mm_per_px);
  point[across()] += (column - 0.5 * (width_px - 1)) * mm_per_px;
  return point;
}

Eigen::Vector2d CurvedView::picture_from_patient(const Eigen::Vector3d& point_mm) const {
  const double row = (top_z_mm - point_mm.z()) / mm_per_px;
  const double offset_mm = point_mm[across()] - middle_at(row)[across()];
  return {offset_mm / mm_per_px + 0.5 * (width_px - 1), row};
}

CurvedView curved_view(AnatomicalView view, const std::vector<Eigen::Vector3d>& curve_in_patient_mm,
                       double width_mm, double beyond_mm, int longest_px) {
  if (curve_in_patient_mm.empty()) throw InternalError("a view along a curve without points");
  std::vector<Eigen::Vector3d> curve = curve_in_patient_mm;
  std::ranges::stable_sort(curve, std::greater{}, [](const Eigen::Vector3d& point) { return point.z(); });
  const double length_mm = curve.front().z() - curve.back().z() + 2 * beyond_mm;
  CurvedView shown;
  shown.view = view;
  shown.top_z_mm = curve.front().z() + beyond_mm;
  shown.mm_per_px = std::max(finest_mm_per_px, length_mm / longest_px);
  shown.width_px = std::max(1, static_cast<int>(std::lround(width_mm / shown.mm_per_px)));
  shown.height_px = std::max(1, static_cast<int>(std::lround(length_mm / shown.mm_per_px)));
  for (int row = 0; row < shown.height_px; ++row)
    shown.middle_mm.push_back(curve_at(curve, shown.top_z_mm - row * shown.mm_per_px));
  return shown;
}

}  // namespace osteosign
