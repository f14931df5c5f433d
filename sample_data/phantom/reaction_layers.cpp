#include "sample_data/phantom/reaction_layers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {
namespace {

constexpr double overlap_mm = 0.3;
constexpr double crest_part = 0.65;  // of the ellipse: beyond, plates come down to the bone
constexpr double knob_cortex_mm = 1;

/// A place seen from the middle of the reaction: along the bone, round it, and above its surface.
struct OnSurface {
  double along_mm;
  double arc_mm;
  double height_mm;
};

class ReactionShape {
 public:
  ReactionShape(const PeriostealReaction& reaction, double radius_mm)
      : reaction_(reaction), radius_mm_(radius_mm) {}

  OnSurface place(const Eigen::Vector3d& p) const {
    return {p.z() - reaction_.z_mm, radius_mm_ * std::atan2(p.y(), p.x()),
            std::hypot(p.x(), p.y()) - radius_mm_};
  }
  /// 0 in the middle, 1 at the border of the ellipse.
  double eccentricity(const OnSurface& at) const {
    return std::hypot(at.along_mm / reaction_.half_length_mm, at.arc_mm / reaction_.half_arc_mm);
  }
  /// Distance to the border of the ellipse along the surface, negative inside.
  double border_mm(const OnSurface& at) const {
    return (eccentricity(at) - 1) * std::min(reaction_.half_length_mm, reaction_.half_arc_mm);
  }
  /// 1 on the crest, falling to 0 at the border.
  double crest(const OnSurface& at) const {
    return std::clamp((1 - eccentricity(at)) / (1 - crest_part), 0.0, 1.0);
  }
  double solid_mm(const Eigen::Vector3d& p) const {
    const OnSurface at = place(p);
    const double slope = crest(at);
    const double top_mm = reaction_.height_mm * slope * (2 - slope);
    return std::max({at.height_mm - top_mm, -at.height_mm - overlap_mm, border_mm(at)});
  }
  /// Lamella `number`, from 1 on.
  double lamella_mm(const Eigen::Vector3d& p, int number) const {
    const OnSurface at = place(p);
    const double slope = crest(at);
    const double spacing_mm = reaction_.gap_mm + reaction_.plate_mm;
    const double middle_mm =
        (reaction_.gap_mm + reaction_.plate_mm / 2 + (number - 1) * spacing_mm) * slope * (2 - slope);
    double outside_mm = std::max(std::abs(at.height_mm - middle_mm) - reaction_.plate_mm / 2, border_mm(at));
    if (reaction_.form == ReactionForm::interrupted)
      outside_mm = std::max(outside_mm, reaction_.interruption_mm / 2 - std::abs(at.along_mm));
    return outside_mm;
  }
  /// A plate that rises from each end of the reaction to its height and stops there.
  double codman_mm(const Eigen::Vector3d& p) const {
    const OnSurface at = place(p);
    const double angle = reaction_.codman_deg * std::numbers::pi / 180;
    const double from_end_mm = reaction_.half_length_mm - std::abs(at.along_mm);
    const double above_mm = at.height_mm * std::cos(angle) - from_end_mm * std::sin(angle);
    return std::max({std::abs(above_mm) - reaction_.plate_mm / 2, at.height_mm - reaction_.height_mm,
                     -at.height_mm - overlap_mm, -from_end_mm - overlap_mm,
                     std::abs(at.arc_mm) - reaction_.half_arc_mm});
  }
  /// A knob with rounded top; `inset_mm` makes its marrow, which reaches through the cortex of the shaft.
  double knob_mm(const Eigen::Vector3d& p, double inset_mm, double below_mm) const {
    const OnSurface at = place(p);
    const double across = std::min(1.0, eccentricity(at));
    const double top_mm = reaction_.height_mm * std::sqrt(std::max(0.0, 1 - std::pow(across, 4)));
    return std::max({at.height_mm - top_mm, -at.height_mm - below_mm, border_mm(at)}) + inset_mm;
  }
  double spicules_mm(const Eigen::Vector3d& p) const;

 private:
  Eigen::Vector3d on_bone(int along, int round) const;
  double spicule_mm(const Eigen::Vector3d& p, int along, int round) const;

  PeriostealReaction reaction_;
  double radius_mm_;
};

/// Where a spicule of the lattice stands on the bone: up to a fifth of the spacing off its node.
Eigen::Vector3d ReactionShape::on_bone(int along, int round) const {
  const std::uint64_t bits =
      mix_bits(static_cast<std::uint64_t>(along + 4096) * 8192 + static_cast<std::uint64_t>(round + 4096));
  const double shift_along = (static_cast<double>(bits & 1023) / 1023 - 0.5) * 0.4;
  const double shift_round = (static_cast<double>((bits >> 10) & 1023) / 1023 - 0.5) * 0.4;
  const double angle = (round + shift_round) * reaction_.spicule_spacing_mm / radius_mm_;
  return {radius_mm_ * std::cos(angle), radius_mm_ * std::sin(angle),
          reaction_.z_mm + (along + shift_along) * reaction_.spicule_spacing_mm};
}

double ReactionShape::spicule_mm(const Eigen::Vector3d& p, int along, int round) const {
  const Eigen::Vector3d base = on_bone(along, round);
  const OnSurface at = place(base);
  const double part = eccentricity(at);
  if (part >= 1) return 100;
  Eigen::Vector3d direction(base.x(), base.y(), 0);
  if (reaction_.form == ReactionForm::sunburst)
    direction = base - Eigen::Vector3d(radius_mm_ - reaction_.focus_depth_mm, 0, reaction_.z_mm);
  direction.normalize();
  const double up_mm = (p - base).dot(direction);
  const double across_mm = ((p - base) - up_mm * direction).norm();
  const double length_mm = reaction_.height_mm * (1 - 0.5 * part * part);
  const double taper = 1 - 0.4 * std::clamp(up_mm / length_mm, 0.0, 1.0);
  return std::max({across_mm - reaction_.spicule_mm / 2 * taper, up_mm - length_mm, -up_mm - overlap_mm});
}

double ReactionShape::spicules_mm(const Eigen::Vector3d& p) const {
  const OnSurface here = place(p);
  if (here.height_mm > reaction_.height_mm + 1 || here.height_mm < -2)
    return std::max(here.height_mm - reaction_.height_mm, -here.height_mm - overlap_mm);
  OnSurface foot = here;
  if (reaction_.form == ReactionForm::sunburst) {  // along the ray from the focus down to the bone
    const Eigen::Vector3d focus(radius_mm_ - reaction_.focus_depth_mm, 0, reaction_.z_mm);
    double low = 0, high = 1;
    for (int step = 0; step < 12; ++step) {
      const double middle = (low + high) / 2;
      (place(focus + middle * (p - focus)).height_mm < 0 ? low : high) = middle;
    }
    if (here.height_mm > 0) foot = place(focus + low * (p - focus));
  }
  const int along = static_cast<int>(std::lround(foot.along_mm / reaction_.spicule_spacing_mm));
  const int round = static_cast<int>(std::lround(foot.arc_mm / reaction_.spicule_spacing_mm));
  double nearest_mm = 100;
  for (int a = along - 1; a <= along + 1; ++a)
    for (int r = round - 1; r <= round + 1; ++r) nearest_mm = std::min(nearest_mm, spicule_mm(p, a, r));
  // Beyond the ellipse no spicule is near; the distance to its border is then the one to keep.
  return nearest_mm < 50 ? nearest_mm : std::max(reaction_.spicule_spacing_mm / 4, border_mm(foot));
}

}  // namespace

std::vector<Layer> reaction_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu) {
  const PeriostealReaction& reaction = phantom.reaction;
  const ReactionShape shape(reaction, phantom.bone.radius_mm);
  const double value = value_from_hu(reaction.hu);
  constexpr double steepness = 4;  // ellipses, slopes to the bone, tapers and the turn near the axis
  const auto layer = [&](auto distance_mm) { return Layer{distance_mm, value, {}, steepness}; };
  std::vector<Layer> layers;
  switch (reaction.form) {
    case ReactionForm::none:
      break;
    case ReactionForm::solid:
      layers.push_back(layer([shape](const Eigen::Vector3d& p) { return shape.solid_mm(p); }));
      break;
    case ReactionForm::lamellae:
    case ReactionForm::interrupted:
      for (int number = 1; number <= reaction.lamellae; ++number)
        layers.push_back(
            layer([shape, number](const Eigen::Vector3d& p) { return shape.lamella_mm(p, number); }));
      break;
    case ReactionForm::hair_on_end:
    case ReactionForm::sunburst:
      layers.push_back(layer([shape](const Eigen::Vector3d& p) { return shape.spicules_mm(p); }));
      break;
    case ReactionForm::codman:
      layers.push_back(layer([shape](const Eigen::Vector3d& p) { return shape.codman_mm(p); }));
      break;
    case ReactionForm::outgrowth: {
      const double through_mm = phantom.bone.cortex_mm + knob_cortex_mm + overlap_mm;
      layers.push_back(layer([shape](const Eigen::Vector3d& p) { return shape.knob_mm(p, 0, overlap_mm); }));
      layers.push_back(layer([shape, through_mm](const Eigen::Vector3d& p) {
        return shape.knob_mm(p, knob_cortex_mm, through_mm);
      }));
      layers.back().value = value_from_hu(phantom.bone.marrow_hu);
      break;
    }
  }
  return layers;
}

}  // namespace osteosign::phantom
