#include "pipeline/report/draw_vertebra.h"

#include <cmath>
#include <optional>

#include "pipeline/report/annotate.h"

namespace osteosign {
namespace {

// Where heights are measured (methods A9.4): parts of the depth from the front, and to the sides.
constexpr std::array<double, 3> depth_parts{0.12, 0.50, 0.88};
constexpr double side_mm = 10;

std::optional<Eigen::Vector3d> point_of(const VertebraGeometry& geometry, const HeightField& field,
                                        const Eigen::Vector2d& local_mm) {
  const int column = static_cast<int>(std::lround((local_mm.x() - field.first_mm.x()) / field.step_mm));
  const int row = static_cast<int>(std::lround((local_mm.y() - field.first_mm.y()) / field.step_mm));
  if (column < 0 || column >= field.columns || row < 0 || row >= field.rows) return std::nullopt;
  const auto index = static_cast<std::size_t>(column) +
                     static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(row);
  if (field.valid[index] == 0) return std::nullopt;
  return geometry.frame.patient_from_local({local_mm.x(), local_mm.y(), field.height_mm[index]});
}

/// Along the body from its middle line, left to right or front to back.
Eigen::Vector2d along(AnatomicalView view, double way_mm) {
  return view == AnatomicalView::sagittal ? Eigen::Vector2d(0, way_mm) : Eigen::Vector2d(way_mm, 0);
}

std::vector<Eigen::Vector3d> path_of(const VertebraGeometry& geometry, const Endplate& plate,
                                     AnatomicalView view) {
  constexpr double reach_mm = 40, step_mm = 0.5;
  std::vector<Eigen::Vector3d> path;
  for (double way_mm = -reach_mm; way_mm <= reach_mm; way_mm += step_mm)
    if (const auto point = point_of(geometry, plate.field, along(view, way_mm))) path.push_back(*point);
  return path;
}

std::vector<Eigen::Vector2d> places_of_heights(const VertebraGeometry& geometry, AnatomicalView view) {
  if (view == AnatomicalView::coronal) return {{side_mm, 0}, {-side_mm, 0}};
  std::vector<Eigen::Vector2d> places;
  if (const auto* const depth_mm = geometry.depth_mm.if_known())
    for (const double part : depth_parts) places.emplace_back(0, (part - 0.5) * *depth_mm);
  return places;
}

}  // namespace

VertebraLines vertebra_lines(const VertebraGeometry& geometry, AnatomicalView view) {
  VertebraLines lines;
  const auto *const superior = geometry.superior.if_known(), *const inferior = geometry.inferior.if_known();
  for (const Endplate* plate : {superior, inferior})
    if (plate != nullptr) lines.endplates.push_back(path_of(geometry, *plate, view));
  if (superior == nullptr || inferior == nullptr) return lines;
  for (const Eigen::Vector2d& place : places_of_heights(geometry, view)) {
    const auto upper = point_of(geometry, superior->field, place);
    const auto lower = point_of(geometry, inferior->field, place);
    if (upper && lower) lines.heights.push_back({*lower, *upper});
  }
  return lines;
}

void draw_lines(cv::Mat3b& picture, const VertebraLines& lines, const PictureFromPatient& place) {
  const auto draw = [&](const std::vector<std::vector<Eigen::Vector3d>>& paths, const Ink& ink) {
    for (const std::vector<Eigen::Vector3d>& path : paths) {
      std::vector<Eigen::Vector2d> shown;
      for (const Eigen::Vector3d& point : path) shown.push_back(place(point));
      draw_path(picture, shown, ink);
    }
  };
  draw(lines.heights, height_ink);
  draw(lines.endplates, endplate_ink);
}

}  // namespace osteosign
