#include "sample_data/phantom/soft_tissue.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign::phantom {

double mass_height_mm(const SoftTissue& tissue, double along_mm, double arc_mm) {
  const double along = (along_mm - tissue.mass_z_mm) / tissue.mass_half_length_mm;
  const double round = tissue.mass_diffuse > 0 ? 0 : arc_mm / tissue.mass_half_arc_mm;
  return tissue.mass_thickness_mm * std::max(0.0, 1 - along * along - round * round);
}

double limb_swelling_mm(const SoftTissue& tissue, double bone_radius_mm, double skin_radius_mm,
                        double along_mm, double angle) {
  double swelling_mm = tissue.limb_taper * along_mm;
  if (tissue.belly_mm != 0) {
    const double from_belly = (along_mm - tissue.belly_z_mm) / tissue.belly_half_length_mm;
    const double turned = std::cos((angle - tissue.belly_deg * std::numbers::pi / 180) / 2);
    swelling_mm += tissue.belly_mm * std::exp(-from_belly * from_belly) * turned * turned;
  }
  if (tissue.mass_lift > 0 && tissue.mass_thickness_mm > 0) {
    const double height_mm = mass_height_mm(tissue, along_mm, bone_radius_mm * angle);
    const double filled = height_mm * (2 * bone_radius_mm + height_mm);
    swelling_mm += tissue.mass_lift * (std::sqrt(skin_radius_mm * skin_radius_mm + filled) - skin_radius_mm);
  }
  return swelling_mm;
}

double largest_limb_swelling_mm(const SoftTissue& tissue, double half_length_mm) {
  return std::abs(tissue.limb_taper) * half_length_mm + std::max(0.0, tissue.belly_mm) +
         tissue.mass_lift * tissue.mass_thickness_mm;
}

SoftTissueTruth soft_tissue_truth(const SoftTissue& tissue, double bone_radius_mm) {
  SoftTissueTruth truth;
  if (tissue.mass_thickness_mm <= 0) return truth;
  truth.thickness_mm = tissue.mass_thickness_mm;
  truth.diffuse = tissue.mass_diffuse > 0;
  constexpr int steps_round = 720, steps_along = 400;
  const double turn = 2 * std::numbers::pi / steps_round;
  const double step_mm = 2 * tissue.mass_half_length_mm / steps_along;
  for (int i = 0; i < steps_along; ++i)
    for (int k = 0; k < steps_round; ++k) {
      const double along_mm = tissue.mass_z_mm - tissue.mass_half_length_mm + (i + 0.5) * step_mm;
      const double arc_mm = bone_radius_mm * ((k + 0.5) * turn - std::numbers::pi);
      const double height = mass_height_mm(tissue, along_mm, arc_mm);
      truth.volume_mm3 += height * (bone_radius_mm + height / 2) * turn * step_mm;
    }
  return truth;
}

}  // namespace osteosign::phantom
