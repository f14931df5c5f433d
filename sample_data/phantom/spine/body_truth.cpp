#include "sample_data/phantom/spine/body_truth.h"

#include <numbers>

namespace osteosign::phantom {

namespace {

constexpr double window_mm = 3;  ///< along the depth (methods A9.4)
constexpr double side_from_mm = 6, side_to_mm = 14;
constexpr double usual_width_mm = 42;  ///< bodies less wide have these distances reduced in proportion

double degrees(double radians) { return radians * 180 / std::numbers::pi; }

double height_mm(const VertebralBody& body, double x_mm, double y_mm) {
  return body.superior_mm(x_mm, y_mm) - body.inferior_mm(x_mm, y_mm);
}

/// Mean height over a window of the x-y plane.
double mean_height_mm(const VertebralBody& body, double x_from_mm, double x_to_mm, double depth) {
  constexpr int steps = 24;
  const double y_mm = body.front_mm() + depth * body.size().depth_mm;
  double sum = 0;
  for (int i = 0; i < steps; ++i)
    for (int j = 0; j < steps; ++j)
      sum += height_mm(body, x_from_mm + (i + 0.5) / steps * (x_to_mm - x_from_mm),
                       y_mm + ((j + 0.5) / steps - 0.5) * window_mm);
  return sum / (steps * steps);
}

template <class Height>
RimPlane central_plane(const VertebralBody& body, Height&& plate_mm) {
  constexpr double central = 0.8;
  constexpr double step_mm = 0.5;
  Eigen::Matrix3d normal_matrix = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right_side = Eigen::Vector3d::Zero();
  const double reach_mm = body.size().width_mm / 2;
  for (double x = -reach_mm; x <= reach_mm; x += step_mm)
    for (double y = body.front_mm(); y <= body.back_mm(); y += step_mm) {
      if (body.plate_radius(x, y) > central) continue;
      const Eigen::Vector3d row(1, x, y);
      normal_matrix += row * row.transpose();
      right_side += plate_mm(x, y) * row;
    }
  const Eigen::Vector3d fit = normal_matrix.ldlt().solve(right_side);
  return {fit.x(), fit.tail<2>()};
}

}  // namespace

BodyHeights heights_of(const VertebralBody& body) {
  const double third_mm = body.size().width_mm / 6;
  const double scale = std::min(1.0, body.size().width_mm / usual_width_mm);
  const double from_mm = scale * side_from_mm, to_mm = scale * side_to_mm;
  return {mean_height_mm(body, -third_mm, third_mm, 0.12), mean_height_mm(body, -third_mm, third_mm, 0.5),
          mean_height_mm(body, -third_mm, third_mm, 0.88), mean_height_mm(body, from_mm, to_mm, 0.5),
          mean_height_mm(body, -to_mm, -from_mm, 0.5)};
}

RimPlane central_superior_plane(const VertebralBody& body) {
  return central_plane(body, [&](double x, double y) { return body.superior_mm(x, y); });
}

RimPlane central_inferior_plane(const VertebralBody& body) {
  return central_plane(body, [&](double x, double y) { return body.inferior_mm(x, y); });
}

double coronal_wedge_deg(const VertebralBody& body) {
  return degrees(std::atan(central_inferior_plane(body).slope.x()) -
                 std::atan(central_superior_plane(body).slope.x()));
}

double sagittal_wedge_deg(const VertebralBody& body) {
  return degrees(std::atan(central_superior_plane(body).slope.y()) -
                 std::atan(central_inferior_plane(body).slope.y()));
}

WallTruth wall_of(const VertebralBody& body, const VertebralBody& healthy) {
  constexpr double step_mm = 0.25;
  constexpr double beyond_mm = 1;
  WallTruth wall;
  const double reach_mm = 0.36 * body.size().width_mm;
  const double bottom_mm = body.inferior_mm(0, body.back_mm());
  const double top_mm = body.superior_mm(0, body.back_mm());
  const double healthy_bottom_mm = healthy.inferior_mm(0, healthy.back_mm());
  const double healthy_top_mm = healthy.superior_mm(0, healthy.back_mm());
  for (double x = -reach_mm; x <= reach_mm; x += step_mm)
    for (double z = bottom_mm; z <= top_mm; z += step_mm) {
      const double place = (z - bottom_mm) / (top_mm - bottom_mm);
      const double healthy_z = healthy_bottom_mm + place * (healthy_top_mm - healthy_bottom_mm);
      const double wall_mm = body.wall_mm(x, z);
      const double beyond_chord_mm = wall_mm - body.chord_mm(x);
      wall.bulge_mm = std::max(wall.bulge_mm, wall_mm - healthy.wall_mm(x, healthy_z));
      wall.beyond_chord_mm = std::max(wall.beyond_chord_mm, beyond_chord_mm);
      if (beyond_chord_mm > beyond_mm) wall.area_mm2 += step_mm * step_mm;
    }
  return wall;
}

}  // namespace osteosign::phantom
