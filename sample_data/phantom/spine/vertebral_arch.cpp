#include "sample_data/phantom/spine/vertebral_arch.h"

#include <limits>
#include <numbers>

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

// Proportions of an arch, chosen to look like the lumbar CT of shared/data; all are parts of the height of
// the body unless said otherwise.
constexpr double lamina_half_thickness = 0.11;
constexpr double lamina_half_height = 0.33;
constexpr double lamina_below_pedicle = 0.25;
constexpr double spinous_half_thickness = 0.11;
constexpr double isthmus_of_canal = 0.3;  ///< of the depth of the canal behind the wall
constexpr double pillar_of_canal = 0.85;
constexpr double pedicle_in_body_mm = 8;
constexpr double pedicle_flare = 0.3;
constexpr double fillet_mm = 3;

/// A plate: `across_mm` from its middle plane, `beside_mm` from the middle of its height, with round edges.
double plate_mm(double across_mm, double beside_mm, double half_thickness_mm, double half_height_mm) {
  const double a = std::abs(across_mm);
  const double b = std::abs(beside_mm) - (half_height_mm - half_thickness_mm);
  return (b > 0 ? length(a, b) : a) - half_thickness_mm;
}

PedicleAxis pedicle_axis(const VertebralBody& body) {
  const VertebraSize& size = body.size();
  const double angle = size.pedicle_angle_deg * std::numbers::pi / 180;
  const double lowered_mm = size.height_mm / 2 - body.superior_mm(0, body.back_mm());
  PedicleAxis axis;
  axis.direction = {std::sin(angle), std::cos(angle), 0};
  axis.half_width_mm = size.pedicle_width_mm / 2;
  axis.half_height_mm = size.pedicle_height_mm / 2;
  const double front_y_mm = body.back_mm() - pedicle_in_body_mm;
  const double isthmus_y_mm = body.back_mm() + isthmus_of_canal * size.canal_depth_mm;
  const double pillar_y_mm = body.back_mm() + pillar_of_canal * size.canal_depth_mm;
  axis.isthmus_mm = {size.canal_width_mm / 2 + axis.half_width_mm / std::cos(angle) + 0.2, isthmus_y_mm,
                     0.46 * size.height_mm - axis.half_height_mm - lowered_mm};
  axis.front_mm = axis.isthmus_mm - (isthmus_y_mm - front_y_mm) / std::cos(angle) * axis.direction;
  axis.length_mm = (pillar_y_mm - front_y_mm) / std::cos(angle);
  return axis;
}

Eigen::Vector3d mirrored(const Eigen::Vector3d& p) { return {std::abs(p.x()), p.y(), p.z()}; }

}  // namespace

Eigen::Vector3d PedicleAxis::along_across(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d offset = point_mm - isthmus_mm;
  return {offset.dot(direction), offset.x() * direction.y() - offset.y() * direction.x(), offset.z()};
}

double PedicleAxis::flare(double from_isthmus_mm) const {
  const double u = from_isthmus_mm / (0.4 * length_mm);
  return 1 + pedicle_flare * std::min(u * u, 1.0);
}

double PedicleAxis::tube_distance_mm(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d local = along_across(point_mm);
  const double factor = flare(local.x());
  return ellipse_distance_mm(local.y(), local.z(), factor * half_width_mm, factor * half_height_mm);
}

VertebralArch::VertebralArch(const VertebralBody& body, const SpineBone& bone)
    : size_(body.size()),
      cortex_mm_(bone.arch_cortex_mm),
      canal_front_mm_(body.back_mm()),
      hollow_per_mm2_((body.chord_mm(1) - body.chord_mm(0))),
      pedicle_(pedicle_axis(body)),
      pillar_mm_(pedicle_.front_mm + pedicle_.length_mm * pedicle_.direction) {}

double VertebralArch::canal_distance_mm(const Eigen::Vector3d& point_mm) const {
  const double centre_mm = canal_front_mm_ + size_.canal_depth_mm / 2;
  const double half_width_mm = size_.canal_width_mm / 2;
  const double behind_mm = point_mm.y() - centre_mm;
  const double side_mm =
      behind_mm > 0 ? ellipse_distance_mm(point_mm.x(), behind_mm, half_width_mm, size_.canal_depth_mm / 2)
                    : std::abs(point_mm.x()) - half_width_mm;
  const double front_mm = canal_front_mm_ + hollow_per_mm2_ * point_mm.x() * point_mm.x() - point_mm.y();
  return rounded_max(side_mm, front_mm, 2);
}

double VertebralArch::pedicle_distance_mm(const Eigen::Vector3d& p) const {
  const double along_mm = pedicle_.along_across(p).x();
  const double front_mm = (pedicle_.front_mm - pedicle_.isthmus_mm).dot(pedicle_.direction);
  const double ends_mm = std::max(front_mm - along_mm, along_mm - front_mm - pedicle_.length_mm - 2);
  return std::max(pedicle_.tube_distance_mm(p), ends_mm);
}

double VertebralArch::to_joint_mm() const {
  return size_.height_mm / 2 + 0.5 * size_.disc_mm + 0.2 * size_.height_mm;
}

double VertebralArch::upper_process_distance_mm(const Eigen::Vector3d& point_mm) const {
  // Upper facets of C2 lie beside the dens (dens.h).
  if (carries_atlas()) return std::numeric_limits<double>::infinity();
  const Eigen::Vector3d from = pillar_mm_ + Eigen::Vector3d(1, -0.5, 0);
  const Eigen::Vector3d to(pillar_mm_.x() + 1.5, pillar_mm_.y() - 1, to_joint_mm());
  return segment_distance_mm(mirrored(point_mm), from, to) - size_.facet_radius_mm;
}

double VertebralArch::lower_process_distance_mm(const Eigen::Vector3d& point_mm) const {
  const double height_mm = size_.height_mm;
  const Eigen::Vector3d from = pillar_mm_ + Eigen::Vector3d(-1.5, 0.2 * height_mm, -0.2 * height_mm);
  const Eigen::Vector3d to(pillar_mm_.x() - 2.5, pillar_mm_.y() + 0.22 * height_mm, -to_joint_mm());
  return segment_distance_mm(mirrored(point_mm), from, to) - size_.facet_radius_mm;
}

double VertebralArch::processes_distance_mm(const Eigen::Vector3d& p) const {
  const Eigen::Vector3d root = pillar_mm_ + Eigen::Vector3d(1, 0, -0.05 * size_.height_mm);
  const Eigen::Vector3d tip(size_.transverse_reach_mm, pillar_mm_.y() + size_.transverse_back_mm,
                            pillar_mm_.z() - 0.08 * size_.height_mm);
  const double facets_mm = std::min(upper_process_distance_mm(p), lower_process_distance_mm(p));
  return rounded_min(facets_mm, segment_distance_mm(p, root, tip) - size_.facet_radius_mm, fillet_mm);
}

double VertebralArch::lamina_distance_mm(const Eigen::Vector3d& p) const {
  const double height_mm = size_.height_mm;
  const Eigen::Vector2d from(pillar_mm_.x() - 1, pillar_mm_.y() + 0.12 * height_mm);
  const Eigen::Vector2d to(0, canal_front_mm_ + size_.canal_depth_mm + lamina_half_thickness * height_mm);
  const Eigen::Vector2d axis = to - from;
  const Eigen::Vector2d offset = p.head<2>() - from;
  const double t = std::clamp(offset.dot(axis) / axis.squaredNorm(), 0.0, 1.0);
  const double middle_z_mm = pillar_mm_.z() - (lamina_below_pedicle + 0.1 * t) * height_mm;
  return plate_mm((offset - t * axis).norm(), p.z() - middle_z_mm, lamina_half_thickness * height_mm,
                  lamina_half_height * height_mm);
}

double VertebralArch::spinous_distance_mm(const Eigen::Vector3d& p) const {
  const double height_mm = size_.height_mm;
  const double root_y_mm = canal_front_mm_ + size_.canal_depth_mm + 0.1 * height_mm;
  const double t = std::clamp((p.y() - root_y_mm) / size_.spinous_length_mm, 0.0, 1.0);
  const double middle_z_mm =
      pillar_mm_.z() - (lamina_below_pedicle + 0.1) * height_mm - t * size_.spinous_drop_mm;
  const double beyond_mm = std::max({root_y_mm - p.y(), p.y() - root_y_mm - size_.spinous_length_mm, 0.0});
  const double steep = length(1.0, size_.spinous_drop_mm / size_.spinous_length_mm);
  return plate_mm(length(p.x(), beyond_mm), (p.z() - middle_z_mm) / steep,
                  spinous_half_thickness * height_mm * (1 + 0.3 * t), size_.spinous_height_mm / 2);
}

BoneDistances VertebralArch::distances(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = mirrored(point_mm);
  const double arch_mm = rounded_min(rounded_min(lamina_distance_mm(p), spinous_distance_mm(p), fillet_mm),
                                     processes_distance_mm(p), fillet_mm);
  const double all_mm = rounded_min(arch_mm, pedicle_distance_mm(p), fillet_mm);
  return cut({all_mm, all_mm + cortex_mm_}, canal_distance_mm(p), cortex_mm_);
}

Eigen::Vector3d VertebralArch::lowest_mm() const {
  const double height_mm = size_.height_mm;
  const double spinous_mm = pillar_mm_.z() - (lamina_below_pedicle + 0.1) * height_mm -
                            size_.spinous_drop_mm - size_.spinous_height_mm;
  const double facet_mm = -height_mm / 2 - 0.5 * size_.disc_mm - 0.4 * height_mm;
  const Eigen::Vector3d high = highest_mm();
  return {-high.x(), pedicle_.front_mm.y() - 1, std::min(spinous_mm, facet_mm) - 2};
}

Eigen::Vector3d VertebralArch::highest_mm() const {
  const double height_mm = size_.height_mm;
  const double radius_mm = size_.facet_radius_mm + 1;
  const double spinous_mm =
      canal_front_mm_ + size_.canal_depth_mm + size_.spinous_length_mm + 0.3 * height_mm + 2;
  const double tip_mm = pillar_mm_.y() + size_.transverse_back_mm + radius_mm;
  return {std::max(size_.transverse_reach_mm, pillar_mm_.x()) + radius_mm + 1, std::max(spinous_mm, tip_mm),
          height_mm / 2 + 0.5 * size_.disc_mm + 0.4 * height_mm + 2};
}

}  // namespace osteosign::phantom
