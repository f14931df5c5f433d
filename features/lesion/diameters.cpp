#include "features/lesion/diameters.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace osteosign {
namespace {

/// Where the contour of one slice crosses the rows and columns of voxel centres, in slice mm.
std::vector<Eigen::Vector2d> contour_points(const CtLesionOutline& outline, int z, double level) {
  const ImageGrid& box = outline.box;
  const auto height = [&](int x, int y) {
    return box.contains(x, y, z) ? outline.membership[box.index(x, y, z)] - level : -0.5;
  };
  std::vector<Eigen::Vector2d> points;
  const auto cross = [&](int x, int y, int dx, int dy) {
    const double here = height(x, y);
    const double there = height(x + dx, y + dy);
    if ((here >= 0) == (there >= 0)) return;
    const double fraction = here / (here - there);
    points.emplace_back((x + fraction * dx) * box.spacing_mm.x(), (y + fraction * dy) * box.spacing_mm.y());
  };
  for (int y = -1; y < box.size[1]; ++y)
    for (int x = -1; x < box.size[0]; ++x) {
      cross(x, y, 1, 0);
      cross(x, y, 0, 1);
    }
  return points;
}

struct Chord {
  Eigen::Vector2d from = Eigen::Vector2d::Zero();
  Eigen::Vector2d to = Eigen::Vector2d::Zero();
  double length() const { return (to - from).norm(); }
};

/// The corners of the convex hull, anticlockwise (Andrew's monotone chain): the longest chord ends on two.
std::vector<Eigen::Vector2d> convex_hull(std::vector<Eigen::Vector2d> points) {
  if (points.size() < 3) return points;
  std::sort(points.begin(), points.end(), [](const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
    return a.x() != b.x() ? a.x() < b.x() : a.y() < b.y();
  });
  std::vector<Eigen::Vector2d> hull;
  const auto add_chain = [&](auto first, auto last) {
    const std::size_t start = hull.size();
    for (auto p = first; p != last; ++p) {
      const auto turns_right = [&] {
        const Eigen::Vector2d a = hull.back() - hull[hull.size() - 2];
        const Eigen::Vector2d b = *p - hull.back();
        return a.x() * b.y() - a.y() * b.x() <= 0;
      };
      while (hull.size() >= start + 2 && turns_right()) hull.pop_back();
      hull.push_back(*p);
    }
    hull.pop_back();
  };
  add_chain(points.begin(), points.end());
  add_chain(points.rbegin(), points.rend());
  return hull;
}

Chord longest_chord(const std::vector<Eigen::Vector2d>& points) {
  Chord longest;
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 1; j < points.size(); ++j)
      if ((points[j] - points[i]).norm() > longest.length()) longest = {points[i], points[j]};
  return longest;
}

Chord longest_across(const std::vector<Eigen::Vector2d>& points, const Chord& axis) {
  const double most_cosine = std::sin(5 * std::numbers::pi / 180);
  const Eigen::Vector2d along = (axis.to - axis.from).normalized();
  Chord longest;
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      const Eigen::Vector2d chord = points[j] - points[i];
      const double length = chord.norm();
      if (length > longest.length() && std::abs(chord.dot(along)) <= most_cosine * length)
        longest = {points[i], points[j]};
    }
  return longest;
}

struct SliceDiameters {
  Chord longest;
  Chord perpendicular;
  int slice = -1;
};

SliceDiameters diameters_at(const CtLesionOutline& outline, double level) {
  SliceDiameters best;
  for (int z = 0; z < outline.box.size[2]; ++z) {
    const std::vector<Eigen::Vector2d> points = contour_points(outline, z, level);
    const Chord longest = longest_chord(convex_hull(points));
    if (longest.length() <= best.longest.length()) continue;
    best = {longest, longest_across(points, longest), z};
  }
  return best;
}

}  // namespace

InPlaneDiameters measure_in_plane_diameters(const CtLesionOutline& outline) {
  InPlaneDiameters diameters;
  const SliceDiameters at_half = diameters_at(outline, 0.5);
  if (at_half.slice < 0) return diameters;
  const SliceDiameters outer = diameters_at(outline, 0.35);
  const SliceDiameters inner = diameters_at(outline, 0.65);
  const std::string method = "contour at membership 0.5; SD from 0.35 and 0.65";
  diameters.longest = Quantity{at_half.longest.length(), Unit::mm,
                               (outer.longest.length() - inner.longest.length()) / 2, method};
  diameters.perpendicular =
      Quantity{at_half.perpendicular.length(), Unit::mm,
               std::abs(outer.perpendicular.length() - inner.perpendicular.length()) / 2, method};
  const auto in_patient = [&](const Eigen::Vector2d& point) {
    return outline.box.patient_from_voxel(Eigen::Vector3d(point.x() / outline.box.spacing_mm.x(),
                                                          point.y() / outline.box.spacing_mm.y(), at_half.slice));
  };
  diameters.longest_ends_in_patient_mm = {in_patient(at_half.longest.from), in_patient(at_half.longest.to)};
  return diameters;
}

}  // namespace osteosign
