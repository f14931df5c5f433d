#include "sample_data/phantom/spine/vertebral_body.h"

#include <numbers>

namespace osteosign::phantom {

namespace {

// Proportions of a body, chosen to look like the lumbar CT of shared/data.
constexpr double waist = 0.08;                ///< narrower by this part at the middle of its height
constexpr double concavity_of_height = 0.06;  ///< depth of each endplate's dish
constexpr double wall_hollow_mm = 1.2;        ///< of the wall across, at 0.3 widths from the midline
constexpr double wall_sag_mm = 0.8;           ///< of the wall along the axis
constexpr double round_mm = 1.5;              ///< of the edges between wall, endplates and sides
constexpr double uncus_start = 0.6;           ///< of the half width
constexpr double most_loss = 0.85;            ///< of the height

// Places at which heights are measured (methods A9.4).
constexpr double anterior_depth = 0.12;
constexpr double posterior_depth = 0.88;
constexpr double half_span = (posterior_depth - anterior_depth) / 2;

// A retropulsed corner rises over the upper third of the wall.
constexpr double corner_start = 0.3;

}  // namespace

double VertebralBody::plate_radius(double x_mm, double y_mm) const {
  return length(x_mm / (size_.width_mm / 2), y_mm / (size_.depth_mm / 2));
}

double VertebralBody::concavity_mm(double x_mm, double y_mm) const {
  const double radius = plate_radius(x_mm, y_mm);
  return concavity_of_height * size_.height_mm * std::max(0.0, 1 - radius * radius);
}

VertebralBody::VertebralBody(const VertebraSize& size, const EndplateSlopes& slopes, const SpineBone& bone,
                             const VertebraSigns& signs)
    : size_(size),
      slopes_(slopes),
      bone_(bone),
      signs_(signs),
      coronal_slope_(std::tan(std::abs(signs.coronal_wedge_deg) * std::numbers::pi / 180)),
      collapsed_(signs.anterior_loss > 0 || signs.middle_loss > 0 || signs.crush_loss > 0 ||
                 coronal_slope_ > 0) {
  wall_top_mm_ = superior_mm(0, back_mm());
  wall_bottom_mm_ = inferior_mm(0, back_mm());
}

double VertebralBody::loss_mm(double x_mm, double y_mm) const {
  if (!collapsed_) return 0;
  const double depth = (y_mm - front_mm()) / size_.depth_mm;
  const double wedge = std::max(0.0, (posterior_depth - depth) / (2 * half_span));
  const double middle = bump(depth - 0.5, half_span) * bump(x_mm, 0.5 * size_.width_mm);
  const double part = signs_.anterior_loss * wedge + signs_.middle_loss * middle + signs_.crush_loss;
  const double from_high_side = size_.width_mm / 2 + (signs_.coronal_wedge_deg > 0 ? x_mm : -x_mm);
  const double tilt_mm = coronal_slope_ * std::max(0.0, from_high_side);
  return std::min(size_.height_mm * part + tilt_mm, most_loss * size_.height_mm);
}

/// Uncinate processes: both sides of the upper endplate rise, the more the further out.
double VertebralBody::uncus_mm(double x_mm) const {
  if (size_.uncus_mm <= 0) return 0;
  const double out = (std::abs(x_mm) / (size_.width_mm / 2) - uncus_start) / (1 - uncus_start);
  return size_.uncus_mm * std::clamp(out, 0.0, 1.0);
}

double VertebralBody::superior_mm(double x_mm, double y_mm) const {
  return size_.height_mm / 2 + slopes_.superior.x() * x_mm + slopes_.superior.y() * y_mm -
         concavity_mm(x_mm, y_mm) - signs_.superior_share * loss_mm(x_mm, y_mm) + uncus_mm(x_mm);
}

double VertebralBody::inferior_mm(double x_mm, double y_mm) const {
  return -size_.height_mm / 2 + slopes_.inferior.x() * x_mm + slopes_.inferior.y() * y_mm +
         concavity_mm(x_mm, y_mm) + (1 - signs_.superior_share) * loss_mm(x_mm, y_mm);
}

double VertebralBody::place_on_wall(double z_mm) const {
  return std::clamp(2 * (z_mm - wall_bottom_mm_) / (wall_top_mm_ - wall_bottom_mm_) - 1, -1.0, 1.0);
}

double VertebralBody::chord_mm(double x_mm) const {
  const double across = x_mm / (0.3 * size_.width_mm);
  return back_mm() + wall_hollow_mm * std::min(across * across, 2.0);
}

double VertebralBody::wall_mm(double x_mm, double z_mm) const {
  const double place = place_on_wall(z_mm);
  const double healthy_mm = chord_mm(x_mm) - wall_sag_mm * (1 - place * place);
  if (signs_.bulge_mm <= 0 && signs_.retropulsion_mm <= 0) return healthy_mm;
  const double corner = std::max(0.0, (place - corner_start) / (1 - corner_start));
  return healthy_mm + bump(x_mm, 0.36 * size_.width_mm) *
                          (signs_.bulge_mm * bump(place, 0.95) + signs_.retropulsion_mm * corner);
}

double VertebralBody::osteophyte_mm(const Eigen::Vector3d& point_mm, double from_middle) const {
  if (bone_.osteophyte_mm <= 0) return 0;
  const double at_rim = bump(1 - std::min(1.0, std::abs(from_middle)), 0.3);
  const double in_front = std::clamp(-point_mm.y() / (0.3 * size_.depth_mm), 0.0, 1.0);
  return bone_.osteophyte_mm * at_rim * in_front;
}

BoneDistances VertebralBody::distances(const Eigen::Vector3d& point_mm) const {
  const double x = point_mm.x();
  const double y = point_mm.y();
  const double top_mm = superior_mm(x, y);
  const double bottom_mm = inferior_mm(x, y);
  const double half_mm = std::max(1.0, (top_mm - bottom_mm) / 2);
  const double from_middle = (point_mm.z() - (top_mm + bottom_mm) / 2) / half_mm;
  const double narrowing = 1 - waist * std::max(0.0, 1 - from_middle * from_middle);
  const double side_mm = ellipse_distance_mm(x, y - outline_centre_mm(), narrowing * size_.width_mm / 2,
                                             narrowing * outline_depth_mm()) -
                         osteophyte_mm(point_mm, from_middle);
  const double wall_distance_mm = y - wall_mm(x, point_mm.z());
  const double plate_mm = std::max(point_mm.z() - top_mm, bottom_mm - point_mm.z());
  const double outer_mm =
      rounded_max(rounded_max(side_mm, wall_distance_mm, 2 * round_mm), plate_mm, round_mm);
  return {outer_mm, outer_mm + bone_.body_cortex_mm};
}

}  // namespace osteosign::phantom
