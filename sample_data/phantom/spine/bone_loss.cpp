#include "sample_data/phantom/spine/bone_loss.h"

namespace osteosign::phantom {

namespace {

constexpr double absent = std::numeric_limits<double>::infinity();
/// A complete loss reaches this far beyond the bone, so that no skin of cortex is left.
constexpr double beyond_bone_mm = 1.5;

// The vein, as parts of the depth and the height of the body (methods A9.1: window of +-6 mm in the central
// 35 %).
constexpr double vein_depth = 0.42;
constexpr double window_radius = 0.09;
constexpr double window_most_mm = 3;

}  // namespace

double BoneLoss::breach_mm(const Eigen::Vector3d& p) const {
  const VertebraSigns& signs = vertebra_.signs;
  if (signs.breach_mm <= 0) return absent;
  const double radial_mm = length(p.x() - signs.breach_x_mm, p.z() - signs.breach_z_mm) - signs.breach_mm / 2;
  return std::max(radial_mm, std::abs(p.y() - vertebra_.body.wall_mm(p.x(), p.z())) - beyond_bone_mm);
}

double BoneLoss::pedicle_mm(const Eigen::Vector3d& p) const {
  const VertebraSigns& signs = vertebra_.signs;
  const double lysis = p.x() > 0 ? signs.left_pedicle_lysis : signs.right_pedicle_lysis;
  const double cut_part = p.x() > 0 ? signs.left_pedicle_cut : signs.right_pedicle_cut;
  if (lysis <= 0 && cut_part <= 0) return absent;
  const Eigen::Vector3d mirrored(std::abs(p.x()), p.y(), p.z());
  const PedicleAxis& axis = vertebra_.arch.left_pedicle();
  const double front_mm = vertebra_.body.wall_mm(p.x(), p.z()) - 1;
  const double back_mm = vertebra_.arch.pedicle_back_mm();
  const double middle_mm = (front_mm + back_mm) / 2;
  const double from_middle_mm = std::abs(p.y() - middle_mm);
  double lost_mm = absent;
  if (lysis > 0) {
    const Eigen::Vector3d local = axis.along_across(mirrored);
    const double part = std::sqrt(lysis) * axis.flare(local.x());
    const double beyond_mm = lysis >= 1 ? beyond_bone_mm : 0;
    const double tube_mm = ellipse_distance_mm(local.y(), local.z(), part * axis.half_width_mm + beyond_mm,
                                               part * axis.half_height_mm + beyond_mm);
    lost_mm = std::max(tube_mm, from_middle_mm - (back_mm - front_mm) / 2);
  }
  if (cut_part > 0)
    lost_mm = std::min(lost_mm, std::max(axis.tube_distance_mm(mirrored) - beyond_bone_mm,
                                         from_middle_mm - cut_part * (back_mm - front_mm) / 2));
  return lost_mm;
}

double BoneLoss::canal_mass_mm(const Eigen::Vector3d& p) const {
  const VertebraSigns& signs = vertebra_.signs;
  if (signs.canal_mass_mm <= 0) return absent;
  const VertebralArch& arch = vertebra_.arch;
  const double half_width_mm = arch.canal_half_width_mm();
  const double depth_mm =
      signs.canal_mass_mm * bump(p.z(), mass_half_height * vertebra_.placed.size.height_mm);
  if (signs.canal_mass_side != 0) {
    const double middle_mm = arch.canal_front_mm() + arch.canal_depth_mm() / 2;
    const double from_side_mm = half_width_mm - p.x() * signs.canal_mass_side;
    return std::max(from_side_mm - depth_mm * bump(p.y() - middle_mm, 0.55 * arch.canal_depth_mm()),
                    arch.canal_distance_mm(p));
  }
  const double behind_mm = p.y() - vertebra_.body.wall_mm(p.x(), p.z()) -
                           depth_mm * bump(p.x() - signs.canal_mass_x_mm, half_width_mm + 2);
  return std::max(behind_mm, arch.canal_distance_mm(p));
}

double BoneLoss::vein_mm(const Eigen::Vector3d& p) const {
  const VertebraSize& size = vertebra_.placed.size;
  const double middle_mm = (vertebra_.body.superior_mm(0, vertebra_.body.back_mm()) +
                            vertebra_.body.inferior_mm(0, vertebra_.body.back_mm())) /
                           2;
  const double in_front_mm = vertebra_.body.wall_mm(0, middle_mm) - p.y();
  const double depth_mm = vein_depth * size.depth_mm;
  const double along = std::clamp(in_front_mm / depth_mm, 0.0, 1.0);
  const double radius_mm = std::min(window_most_mm, window_radius * size.height_mm) * (1 - 0.6 * along);
  const double ends_mm = std::max(-in_front_mm - 0.8, in_front_mm - depth_mm);
  return std::max(length(p.x() * 0.7, p.z() - middle_mm) - radius_mm, ends_mm);
}

}  // namespace osteosign::phantom
