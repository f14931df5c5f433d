#include "sample_data/phantom/spine/spine_variation.h"

#include <cmath>

#include "sample_data/phantom/spine/spine_layout.h"

namespace osteosign::phantom {

SpineShape random_shape(Draw& draw, int vertebrae) {
  SpineShape shape;
  shape.vertebrae = vertebrae;
  shape.lowest_level = draw.whole(first_thoracic_level + vertebrae - 1, last_lumbar_level);
  shape.size_factor = draw.about(1, 0.06, 2);
  shape.lordosis_deg = draw.between(25, 55);
  shape.kyphosis_deg = draw.between(20, 45);
  const double curve_deg = draw.with_chance(0.6) ? draw.between(0, 5) : draw.between(5, 35);
  shape.scoliosis_deg = draw.with_chance(0.5) ? curve_deg : -curve_deg;
  shape.rotation_deg = draw.between(-8, 8);
  shape.apical_rotation_deg = shape.scoliosis_deg * draw.between(0, 0.4);
  shape.wedge_share = draw.between(0.25, 0.6);
  return shape;
}

SpineBone random_bone(Draw& draw) {
  SpineBone bone;
  bone.cortex_hu = draw.between(850, 1200);
  bone.body_cortex_mm = draw.between(0.4, 1);
  bone.arch_cortex_mm = draw.between(1, 1.6);
  bone.cancellous_hu = draw.between(100, 220);
  bone.cancellous_trend_hu = draw.between(1, 6);
  bone.cancellous_spread_hu = draw.between(4, 12);
  bone.arch_extra_hu = draw.between(40, 120);
  bone.trabecular_sd_hu = draw.between(30, 70);
  bone.trabecular_size_mm = draw.between(1, 1.8);
  bone.joint_gap_mm = draw.between(1.5, 2.5);
  bone.texture_seed = draw.whole(1, 999999);
  return bone;
}

SpineSurroundings random_surroundings(Draw& draw) {
  SpineSurroundings around;
  around.muscle_hu = draw.between(45, 65);
  around.fat_hu = draw.between(-110, -90);
  around.disc_hu = draw.between(70, 105);
  around.sac_hu = draw.between(15, 35);
  around.epidural_hu = draw.between(-80, 0);
  const bool contrast = draw.with_chance(0.35);
  around.aorta_hu = contrast ? draw.between(150, 350) : draw.between(40, 55);
  around.cava_hu = contrast ? draw.between(80, 200) : around.aorta_hu;
  around.vein_hu = contrast ? draw.between(60, 140) : draw.between(30, 55);
  return around;
}

/// What the grid must hold of C1 and the base of the skull, in the frame of C2.
std::vector<Eigen::Vector3d> corners_of_head(const VertebraSize& size) {
  const double top_mm = size.height_mm / 2 + size.dens_mm + 25;
  return {{-38, -20, top_mm}, {38, 45, top_mm}};
}

/// A grid round all vertebrae of the phantom.
void fit_grid(CtScan& scan, const SpinePhantom& phantom) {
  constexpr double border_mm = 6;
  Eigen::Vector3d reach(0, 0, 0);
  for (const PlacedVertebra& placed : spine_layout(phantom)) {
    const VertebraSize& size = placed.size;
    const Eigen::Vector3d corner(size.transverse_reach_mm, 0, size.height_mm);
    for (const double side : {-1.0, 1.0})
      for (const double behind_mm :
           {-0.9 * size.depth_mm, 0.9 * size.depth_mm + 18 + size.spinous_length_mm}) {
        const Eigen::Vector3d point =
            placed.phantom_from_local * Eigen::Vector3d(side * corner.x(), behind_mm, side * corner.z());
        reach = reach.cwiseMax(point.cwiseAbs());
      }
    if (placed.level != axis_level) continue;
    for (const Eigen::Vector3d& corner_mm : corners_of_head(size))
      reach = reach.cwiseMax((placed.phantom_from_local * corner_mm).cwiseAbs());
  }
  reach.array() += border_mm;
  scan.columns = static_cast<int>(std::ceil(2 * reach.x() / scan.column_mm));
  scan.rows = static_cast<int>(std::ceil(2 * reach.y() / scan.row_mm));
  scan.slices = static_cast<int>(std::ceil(2 * reach.z() / scan.increment_mm));
}

CtScan random_scan(Draw& draw, const SpineCase& which) {
  CtScan scan;
  scan.column_mm = scan.row_mm = draw.between(0.6, 0.9);
  const double thin_mm = draw.between(0.8, 1.5);
  scan.slice_thickness_mm = which.slices == SliceWidth::thick ? 3 : thin_mm;
  scan.increment_mm = scan.slice_thickness_mm * draw.between(0.7, 1);
  scan.psf_sigma_mm = draw.between(0.5, 0.8);
  scan.noise_hu = draw.between(5, 30);
  scan.pose_deg = draw.between(0, 8);
  scan.render_step_mm = 0.9;
  scan.centre_left_mm = draw.between(-30, 30);
  scan.centre_posterior_mm = draw.between(-60, 60);
  scan.centre_superior_mm = draw.between(-200, 200);
  scan.seed = static_cast<int>(which.seed % 2147483647);
  return scan;
}

}  // namespace osteosign::phantom
