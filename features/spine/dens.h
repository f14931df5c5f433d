#pragma once
#include <optional>

#include "features/spine/find_canal.h"

namespace osteosign {

/// The dens of C2 where it stands free within the ring of C1, in patient space.
struct Dens {
  Eigen::Vector3d base_mm = Eigen::Vector3d::Zero();  ///< on its axis, the lowest place at which it is free
  Eigen::Vector3d tip_mm = Eigen::Vector3d::Zero();   ///< the end of its bone on that axis
  double width_mm = 0;  ///< left to right, mean of the planes in which it is free
  double depth_mm = 0;  ///< front to back

  Eigen::Vector3d cranial() const { return (tip_mm - base_mm).normalized(); }
  double radius_mm() const { return (width_mm + depth_mm) / 4; }
};

/// The dens beside the cranial end of a canal: a round peg of bone in front of the canal, 7 to 14.5 mm wide
/// and deep, with soft tissue all round it over at least 3.5 mm of its height; in front of the gap a bar of
/// bone (anterior arch of C1; the gap is 1 to 3 mm wide in adults, here up to 6), beside it bone on both
/// sides (lateral masses), no bone in the canal behind; and below it a body that is wider by 4 mm and more.
/// (Sizes: Schaffler et al., Spine 1992, 17:490: 8 to 11 mm.) Nothing where any of this is not seen: the
/// border of the CT, thick or blurred slices that close the gap, a fused, broken or destroyed ring.
std::optional<Dens> find_dens(const Canal& canal, const SpineImage& image);

/// The canal without what lies above the foramen magnum: more than 5 mm above the dens (textbook: dens and
/// basion lie 2 to 9 mm apart on CT).
void end_at_skull(Canal& canal, const Dens& dens);

}  // namespace osteosign
