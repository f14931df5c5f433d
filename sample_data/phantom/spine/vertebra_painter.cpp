#include "sample_data/phantom/spine/vertebra_painter.h"

#include "sample_data/phantom/solids.h"
#include "sample_data/phantom/spine/marrow_fields.h"

namespace osteosign::phantom {

namespace {

constexpr double soft_steepness = 2;
constexpr double ellipsoid_steepness = 4;

// A Schmorl node has a thin dense rim; a vacuum cleft is flat; a haemangioma is fat between thick struts
// (methods A3.4). Sizes chosen to look like them.
constexpr double node_rim_mm = 1.2, node_rim_hu = 450;
constexpr double gas_hu = -900, cleft_half_height_mm = 1.2, cleft_below_plate_mm = 5;
constexpr double fatty_hu = 0, strut_hu = 500, strut_mm = 1.5, strut_pitch_mm = 4;

/// Each vertebra sees another part of the random fields.
Eigen::Vector3d own_part(const Eigen::Vector3d& local_mm, const VertebraModel& vertebra, int seed) {
  return local_mm + Eigen::Vector3d(137.0 * vertebra.placed.level, 61.0 * seed, 0);
}

}  // namespace

VertebraPainter::VertebraPainter(const VertebraModel& vertebra, const SpinePhantom& phantom)
    : vertebra_(vertebra), bone_(phantom.bone), around_(phantom.around), loss_(vertebra) {
  for (const SpineLesion& lesion : phantom.lesions)
    if (lesion.vertebra == vertebra.placed.number) lesions_.push_back(lesion.body);
  has_signs_ = !lesions_.empty() || phantom.signs.contains(vertebra.placed.number);
}

void VertebraPainter::paint_under(const Eigen::Vector3d& local_mm, Brush& brush) const {
  const double mass_mm = loss_.canal_mass_mm(local_mm);
  if (std::isfinite(mass_mm)) brush.cover(mass_mm, vertebra_.signs.canal_mass_hu, soft_steepness);
}

void VertebraPainter::paint_over(const Eigen::Vector3d& local_mm, const BoneDistances& bone,
                                 Brush& brush) const {
  brush.cover(loss_.vein_mm(local_mm), around_.vein_hu, soft_steepness);
  if (!has_signs_) return;
  for (const double lost_mm : {loss_.breach_mm(local_mm), loss_.pedicle_mm(local_mm)})
    if (std::isfinite(lost_mm)) brush.cover(lost_mm, vertebra_.signs.tumour_hu, soft_steepness);
  paint_node(local_mm, brush);
  paint_cleft(local_mm, brush);
  for (const LesionBody& lesion : lesions_) paint_lesion(lesion, local_mm, bone, brush);
}

void VertebraPainter::paint_node(const Eigen::Vector3d& p, Brush& brush) const {
  const double diameter_mm = vertebra_.signs.schmorl_mm;
  if (diameter_mm <= 0) return;
  const double behind_mm = 0.1 * vertebra_.placed.size.depth_mm;
  const Eigen::Vector3d centre(0, behind_mm, vertebra_.body.superior_mm(0, behind_mm));
  const double ball_mm = (p - centre).norm() - diameter_mm / 2;
  const double above_mm = p.z() - vertebra_.body.superior_mm(p.x(), p.y());
  brush.cover(std::max(ball_mm - node_rim_mm, above_mm), node_rim_hu, soft_steepness);
  brush.cover(std::max(ball_mm, above_mm - 1), around_.disc_hu, soft_steepness);
}

void VertebraPainter::paint_cleft(const Eigen::Vector3d& p, Brush& brush) const {
  const double width_mm = vertebra_.signs.cleft_mm;
  if (width_mm <= 0) return;
  const Eigen::Vector3d centre(0, 0, vertebra_.body.superior_mm(0, 0) - cleft_below_plate_mm);
  brush.cover(ellipsoid_distance_mm(p - centre, {width_mm / 2, width_mm / 3, cleft_half_height_mm}), gas_hu,
              ellipsoid_steepness * width_mm / cleft_half_height_mm / 2);
}

void VertebraPainter::paint_lesion(const LesionBody& lesion, const Eigen::Vector3d& p,
                                   const BoneDistances& bone, Brush& brush) const {
  const auto within_bone = [&](double distance_mm, double hu) {
    return hu > vertebra_.cancellous_hu ? std::max(distance_mm, bone.outer_mm) : distance_mm;
  };
  const double longest_mm = std::max({lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm});
  const double shortest_mm = std::min({lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm});
  const double steepness = ellipsoid_steepness * longest_mm / shortest_mm;
  if (lesion.rim_mm > 0 && lesion.rim_completeness > 0)
    brush.cover(within_bone(rim_distance_mm(lesion, p), lesion.rim_hu), lesion.rim_hu, steepness);
  brush.cover_graded(within_bone(lesion_distance_mm(lesion, p), lesion.hu), lesion.edge, lesion.hu,
                     steepness);
  if (lesion.core_scale > 0)
    brush.cover(within_bone(core_distance_mm(lesion, p), lesion.core_hu), lesion.core_hu, steepness);
}

double VertebraPainter::core_hu(const Eigen::Vector3d& local_mm) const {
  const double behind_mm = local_mm.y() - vertebra_.body.back_mm();
  const double in_arch = std::clamp(behind_mm / 3 + 0.5, 0.0, 1.0);
  double hu = vertebra_.cancellous_hu + in_arch * bone_.arch_extra_hu;
  if (bone_.trabecular_sd_hu > 0)
    hu += bone_.trabecular_sd_hu *
          trabecular_texture(own_part(local_mm, vertebra_, bone_.texture_seed), bone_.trabecular_size_mm);
  if (!has_signs_ || in_arch >= 1) return hu;
  return haemangioma_hu(local_mm, patches_and_holes_hu(local_mm, hu));
}

double VertebraPainter::patches_and_holes_hu(const Eigen::Vector3d& local_mm, double hu) const {
  const VertebraSigns& signs = vertebra_.signs;
  if (signs.patch_sd_hu > 0) {
    // The field is twice as long along z; patches are round.
    Eigen::Vector3d place = own_part(local_mm, vertebra_, bone_.texture_seed + 1);
    place.z() *= 2;
    hu += signs.patch_sd_hu * trabecular_texture(place, signs.patch_size_mm);
  }
  if (signs.hole_mm > 0 && signs.hole_fraction > 0) {
    const double hole_mm = holes_distance_mm(own_part(local_mm, vertebra_, bone_.texture_seed + 2),
                                             signs.hole_mm, signs.hole_fraction);
    hu += std::clamp(0.5 - hole_mm, 0.0, 1.0) * (signs.hole_hu - hu);
  }
  return hu;
}

double VertebraPainter::haemangioma_hu(const Eigen::Vector3d& p, double hu) const {
  const double diameter_mm = vertebra_.signs.haemangioma_mm;
  if (diameter_mm <= 0) return hu;
  const Eigen::Vector3d centre(0.1 * vertebra_.placed.size.width_mm, -0.1 * vertebra_.placed.size.depth_mm,
                               0);
  if ((p - centre).norm() > diameter_mm / 2) return hu;
  const double strut_distance_mm =
      struts_distance_mm(own_part(p, vertebra_, bone_.texture_seed + 3), strut_mm, strut_pitch_mm);
  return fatty_hu + std::clamp(0.5 - strut_distance_mm, 0.0, 1.0) * (strut_hu - fatty_hu);
}

}  // namespace osteosign::phantom
