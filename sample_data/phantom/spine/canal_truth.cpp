#include "sample_data/phantom/spine/canal_truth.h"

namespace osteosign::phantom {

namespace {

/// A piece of a curve from one point to the next, with its directions at both.
struct CurvePiece {
  Eigen::Vector3d from, to, from_direction, to_direction;

  Eigen::Vector3d at(double t) const {
    return (2 * t * t * t - 3 * t * t + 1) * from + (t * t * t - 2 * t * t + t) * from_direction +
           (3 * t * t - 2 * t * t * t) * to + (t * t * t - t * t) * to_direction;
  }
  Eigen::Vector3d direction_at(double t) const {
    return (6 * t * t - 6 * t) * (from - to) + (3 * t * t - 4 * t + 1) * from_direction +
           (3 * t * t - 2 * t) * to_direction;
  }
};

std::vector<Eigen::Vector3d> canal_middles(const SpineCt& scanned) {
  std::vector<Eigen::Vector3d> middles;
  for (std::size_t i = 0; i < scanned.scene->column().vertebrae().size(); ++i)
    middles.push_back(scanned.patient_from_phantom *
                      scanned.scene->course().canal_middle_mm(static_cast<int>(i)));
  return middles;
}

/// The piece from vertebra i to the next; beyond the ends the curve goes on straight.
CurvePiece piece(const std::vector<Eigen::Vector3d>& middles, std::size_t i) {
  const Eigen::Vector3d& a = middles[i];
  const Eigen::Vector3d& b = middles[i + 1];
  const Eigen::Vector3d before = i > 0 ? middles[i - 1] : Eigen::Vector3d(2 * a - b);
  const Eigen::Vector3d after = i + 2 < middles.size() ? middles[i + 2] : Eigen::Vector3d(2 * b - a);
  return {a, b, (b - before) / 2, (after - a) / 2};
}

}  // namespace

std::vector<CanalPoint> canal_truth(const SpineCt& scanned) {
  const std::vector<Eigen::Vector3d> middles = canal_middles(scanned);
  const auto& vertebrae = scanned.scene->column().vertebrae();
  std::vector<CanalPoint> points;
  double arc_mm = 0;
  for (std::size_t i = 0; i + 1 < middles.size(); ++i) {
    const CurvePiece curve = piece(middles, i);
    const bool last = i + 2 == middles.size();
    const int steps = std::max(1, static_cast<int>(std::lround((curve.to - curve.from).norm())));
    for (int k = 0; k < steps + (last ? 1 : 0); ++k) {
      const double t = static_cast<double>(k) / steps;
      const Eigen::Vector3d centre = curve.at(t);
      const Eigen::Vector3d tangent = -curve.direction_at(t).normalized();
      const Eigen::Vector3d back = scanned.patient_from_phantom.linear() *
                                   ((1 - t) * vertebrae[i].placed.phantom_from_local.linear().col(1) +
                                    t * vertebrae[i + 1].placed.phantom_from_local.linear().col(1));
      if (!points.empty()) arc_mm += (centre - points.back().centre_mm).norm();
      points.push_back({centre, tangent, -(back - back.dot(tangent) * tangent).normalized(), arc_mm});
    }
  }
  return points;
}

}  // namespace osteosign::phantom
