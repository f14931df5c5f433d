#include "sample_data/phantom/spine/sacrum.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

// All sizes are those of an adult of factor 1 in mm, chosen to look like the lumbar CT of shared/data.
constexpr double length_mm = 95;
constexpr double half_width_mm = 25;
constexpr double half_depth_mm = 16.5;
constexpr double back_mm = 16;  ///< of the body at its upper edge

/// Size of the column of bodies against its top, at a depth below it.
double taper(double below_mm) { return 1 - 0.6 * std::clamp(below_mm / length_mm, 0.0, 1.0); }

double column_mm(const Eigen::Vector3d& p) {
  const double factor = taper(-p.z());
  const double side_mm = ellipse_distance_mm(p.x(), p.y() - back_mm * (1 - factor) * 0.6,
                                             factor * half_width_mm, factor * half_depth_mm);
  return rounded_max(side_mm, std::max(p.z(), -length_mm - p.z()), 2);
}

double wing_mm(const Eigen::Vector3d& p) {
  const double upper_mm = ellipsoid_distance_mm(p - Eigen::Vector3d(27, 8, -26), {30, 17, 26});
  const double lower_mm = ellipsoid_distance_mm(p - Eigen::Vector3d(20, 14, -52), {24, 13, 30});
  return rounded_min(upper_mm, lower_mm, 6);
}

double back_plate_mm(const Eigen::Vector3d& p) {
  const double behind_mm = back_mm + 17 * taper(-p.z()) - 0.02 * std::abs(p.x()) * std::abs(p.x());
  const double across_mm = std::abs(p.y() - behind_mm) - 3;
  const double crest_mm = std::max(std::abs(p.x()) - 3, std::abs(p.y() - behind_mm - 5) - 7);
  const double ends_mm = std::max({std::abs(p.x()) - 20, p.z() + 8, -length_mm - p.z()});
  return std::max(std::min(across_mm, crest_mm), ends_mm);
}

double foramina_mm(const Eigen::Vector3d& p) {
  const double first_mm = length(p.x() - 20, p.z() + 32) - 5;
  const double second_mm = length(p.x() - 16, p.z() + 60) - 4;
  return std::min(first_mm, second_mm);
}

}  // namespace

double Sacrum::canal_distance_mm(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = point_mm / scale_;
  const double factor = taper(-p.z());
  const double front_mm = back_mm * 0.97 - 0.4 * back_mm * (1 - factor) - p.y();
  const double behind_mm = p.y() - back_mm - 14 * factor + 0.6 * std::abs(p.x());
  return scale_ * std::max(front_mm, behind_mm);
}

BoneDistances Sacrum::distances(const Eigen::Vector3d& point_mm) const {
  Eigen::Vector3d p = point_mm / scale_;
  p.x() = std::abs(p.x());
  const double wings_mm = rounded_min(column_mm(p), wing_mm(p), 8);
  const double solid_mm = scale_ * rounded_min(wings_mm, back_plate_mm(p), 2);
  const double cortex_mm = bone_.arch_cortex_mm;
  const BoneDistances solid{solid_mm, solid_mm + cortex_mm};
  return cut(cut(solid, canal_distance_mm(point_mm), cortex_mm), scale_ * foramina_mm(p), cortex_mm);
}

}  // namespace osteosign::phantom
