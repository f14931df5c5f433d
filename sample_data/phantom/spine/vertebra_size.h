#pragma once
#include <string>

namespace osteosign::phantom {

/// Sizes of a vertebra in mm. Pedicles of T1, T4, T12, L5 and the canal of L5 are those of methods A2.4 and
/// A2.1; bodies, pedicles, canal and processes of C2 to C7 are near Panjabi et al. (Spine 1991, 16:861), the
/// dens near Schaffler et al. (Spine 1992, 17:490); all others lie between or were chosen to look like an
/// adult spine.
struct VertebraSize {
  double width_mm = 0;   ///< of the body at its endplates, left to right
  double depth_mm = 0;   ///< of the body in the midline, front to back
  double height_mm = 0;  ///< of the body at its rim
  double disc_mm = 0;    ///< thickness of the disc above
  double pedicle_width_mm = 0;
  double pedicle_height_mm = 0;
  double pedicle_angle_deg = 0;    ///< by which its axis leans outwards to the back
  double canal_width_mm = 0;       ///< between the pedicles
  double canal_depth_mm = 0;       ///< from the posterior wall to the arch
  double transverse_reach_mm = 0;  ///< tip of the transverse process from the midline
  double transverse_back_mm = 0;   ///< by which that tip lies behind its root
  double spinous_length_mm = 0;
  double spinous_drop_mm = 0;  ///< by which the tip of the spinous process lies below its root
  double spinous_height_mm = 0;
  double facet_radius_mm = 0;  ///< of the articular and transverse processes
  double uncus_mm = 0;         ///< by which the sides of the upper endplate rise; C3 to C7
  double dens_mm = 0;          ///< by which the dens rises above the body; C2 alone
  double dens_width_mm = 0;
};

/// Levels are numbered as in VerSe label maps: C2 is 2, C7 7, T1 8, T12 19, L1 20, L5 24.
constexpr int axis_level = 2;
constexpr int first_thoracic_level = 8;
constexpr int first_lumbar_level = 20;
constexpr int last_lumbar_level = 24;

/// "C2", "T12", "L1"; levels are 2 to 24.
std::string level_name(int level);

VertebraSize vertebra_size(int level, double size_factor);

}  // namespace osteosign::phantom
