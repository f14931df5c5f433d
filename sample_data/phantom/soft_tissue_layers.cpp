#include "sample_data/phantom/soft_tissue_layers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/bone_surfaces.h"
#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {
namespace {

constexpr double free_of_bone_mm = 0.5;  // what is painted leaves the edge of the cortex alone

class ShaftSurroundings {
 public:
  explicit ShaftSurroundings(const BonePhantom& phantom)
      : tissue_(phantom.soft_tissue),
        around_(phantom.around),
        surfaces_(phantom.bone, phantom.damage),
        radius_mm_(phantom.bone.radius_mm) {}

  double bone_mm(const Eigen::Vector3d& p) const { return surfaces_.filled_bone_distance_mm(p); }
  double bone_with_mass_mm(const Eigen::Vector3d& p) const {
    if (tissue_.mass_thickness_mm <= 0) return bone_mm(p);
    const double height_mm = std::hypot(p.x(), p.y()) - radius_mm_;
    const double top_mm = mass_height_mm(tissue_, p.z(), radius_mm_ * std::atan2(p.y(), p.x()));
    return std::min(bone_mm(p), height_mm - top_mm);
  }
  double sheath_with_mass_mm(const Eigen::Vector3d& p) const {
    return std::min(bone_mm(p) - tissue_.sheath_mm, bone_with_mass_mm(p));
  }
  /// From the surface of the limb, this far below its skin.
  double limb_mm(const Eigen::Vector3d& p, double below_skin_mm) const {
    return elliptic_cylinder_distance_mm(without_swelling(p), around_.half_width_mm - below_skin_mm,
                                         around_.half_depth_mm - below_skin_mm);
  }
  /// Above 0 outside of the muscle, and where mass or bone are.
  double not_muscle_mm(const Eigen::Vector3d& p) const {
    return std::max(limb_mm(p, around_.fat_mm) + free_of_bone_mm, free_of_bone_mm - sheath_with_mass_mm(p));
  }
  /// Angle from the middle of the bundle of that number, the first lies on the +x side.
  double from_bundle(const Eigen::Vector3d& p, int number) const {
    const double turn = 2 * std::numbers::pi / std::floor(tissue_.bundles);
    return std::remainder(std::atan2(p.y(), p.x()) - number * turn, 2 * std::numbers::pi);
  }
  double bundle_mm(const Eigen::Vector3d& p, int number) const {
    const double half = std::numbers::pi / std::floor(tissue_.bundles);
    const double side_mm =
        std::hypot(p.x(), p.y()) * std::sin(std::clamp(std::abs(from_bundle(p, number)) - half, -1.5, 1.5));
    return std::max(side_mm, not_muscle_mm(p));
  }
  /// The fat that follows on the bundle of that number.
  double plane_mm(const Eigen::Vector3d& p, int number) const {
    const double half = std::numbers::pi / std::floor(tissue_.bundles);
    const double turned = std::clamp(std::abs(from_bundle(p, number) - half), 0.0, std::numbers::pi / 2);
    return std::max(std::hypot(p.x(), p.y()) * std::sin(turned) - tissue_.bundle_plane_mm / 2,
                    not_muscle_mm(p));
  }
  double neighbour_mm(const Eigen::Vector3d& p) const {
    const double angle = tissue_.neighbour_deg * std::numbers::pi / 180;
    const double away_mm = radius_mm_ + tissue_.neighbour_gap_mm + tissue_.neighbour_radius_mm;
    const double across_mm =
        std::hypot(p.x() - away_mm * std::cos(angle), p.y() - away_mm * std::sin(angle)) -
        tissue_.neighbour_radius_mm;
    return std::max({across_mm, std::abs(p.z() - tissue_.mass_z_mm) - tissue_.neighbour_half_length_mm,
                     0.2 - bone_with_mass_mm(p)});
  }
  /// The distance to an ellipse is only estimated, and a swollen limb is no cylinder.
  double limb_steepness() const {
    const auto [shorter, longer] = std::minmax(around_.half_width_mm, around_.half_depth_mm);
    const double ellipse = longer > shorter ? 1.5 * longer / shorter : 1;
    return tissue_.is_even() ? ellipse : 2 * ellipse + rise();
  }
  double steepness() const { return surfaces_.steepness() + 2 * rise(); }

 private:
  double rise() const {
    return tissue_.mass_thickness_mm / std::min(tissue_.mass_half_length_mm, tissue_.mass_half_arc_mm);
  }
  /// Where the place would lie if the limb were a cylinder.
  Eigen::Vector3d without_swelling(const Eigen::Vector3d& p) const {
    const double radius_mm = std::hypot(p.x(), p.y());
    if (tissue_.is_even() || radius_mm < 1) return p;
    const double swelling_mm =
        limb_swelling_mm(tissue_, radius_mm_, (around_.half_width_mm + around_.half_depth_mm) / 2, p.z(),
                         std::atan2(p.y(), p.x()));
    const double scale = std::max(0.0, radius_mm - swelling_mm) / radius_mm;
    return {scale * p.x(), scale * p.y(), p.z()};
  }
  SoftTissue tissue_;
  Surroundings around_;
  BoneSurfaces surfaces_;
  double radius_mm_;
};

}  // namespace

std::vector<Layer> limb_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu) {
  const ShaftSurroundings shaft(phantom);
  const Surroundings& around = phantom.around;
  std::vector<Layer> layers;
  const auto add = [&](double below_skin_mm, double hu) {
    layers.push_back(
        {.distance_mm = [=](const Eigen::Vector3d& p) { return shaft.limb_mm(p, below_skin_mm); },
         .value = value_from_hu(hu),
         .steepness = shaft.limb_steepness()});
  };
  if (around.fat_mm > 0) add(0, around.fat_hu);
  add(around.fat_mm, around.muscle_hu);
  return layers;
}

std::vector<Layer> mass_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu) {
  const ShaftSurroundings shaft(phantom);
  std::vector<Layer> layers;
  if (phantom.soft_tissue.sheath_mm > 0)
    layers.push_back({[shaft](const Eigen::Vector3d& p) { return shaft.sheath_with_mass_mm(p); },
                      value_from_hu(phantom.around.fat_hu),
                      {},
                      shaft.steepness()});
  if (phantom.soft_tissue.mass_thickness_mm > 0)
    layers.push_back({[shaft](const Eigen::Vector3d& p) { return shaft.bone_with_mass_mm(p); },
                      value_from_hu(phantom.soft_tissue.mass_hu),
                      {},
                      shaft.steepness()});
  return layers;
}

std::vector<Layer> bundle_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu) {
  const SoftTissue& tissue = phantom.soft_tissue;
  const ShaftSurroundings shaft(phantom);
  std::vector<Layer> layers;
  const auto add = [&](SignedDistance distance_mm, double hu) {
    layers.push_back({std::move(distance_mm), value_from_hu(hu), {}, shaft.steepness()});
  };
  const int bundles = static_cast<int>(tissue.bundles);
  for (int number = 0; number < bundles; ++number) {
    const double denser_hu =
        (number % 2 == 1 ? tissue.bundle_step_hu : 0) + (number == 0 ? tissue.bundle_beside_hu : 0);
    if (denser_hu != 0)
      add([shaft, number](const Eigen::Vector3d& p) { return shaft.bundle_mm(p, number); },
          phantom.around.muscle_hu + denser_hu);
  }
  for (int number = 0; number < bundles && bundles > 1; ++number)
    add([shaft, number](const Eigen::Vector3d& p) { return shaft.plane_mm(p, number); },
        phantom.around.fat_hu);
  if (tissue.neighbour_radius_mm > 0)
    add([shaft](const Eigen::Vector3d& p) { return shaft.neighbour_mm(p); }, tissue.neighbour_hu);
  return layers;
}

}  // namespace osteosign::phantom
