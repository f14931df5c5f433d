#pragma once
#include <optional>

#include "features/vertebra/body_back.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Where a wall of the body ends, counted outwards along an axis of its frame, at 20, 50 and 80 % of the
/// height of the body. Nothing where the volume cuts it.
struct WallEnds {
  std::optional<double> lower_mm, waist_mm, upper_mm;
};

struct BodyWalls {
  WallEnds front, back, right, left;
};

/// The walls as the label shows them, walked to from the middle of the body. `height_mm` is that of the body,
/// the origin of the frame its middle.
BodyWalls walls_in_label(const LocalBlock& block, const BodyBack& back, double height_mm);

/// What the front and back walls are looked for with in the native HU.
struct SoughtWall {
  std::optional<double> sigma_mm;  ///< blur of the scanner from front to back, where it is known
  double least_step_hu = 60;       ///< an edge less high is none
};

/// The same with front and back moved to the outer border of their cortex (a shell of 0.7 mm seen through the
/// blur, plate_model.h; the half level where the blur is unknown), where one lies within 1.5 mm of the
/// label's: a label ends at a border of a voxel, and half a voxel of the depth tilts the plane of a dished
/// endplate by a degree (methods A9.4).
BodyWalls walls_in_ct(const CtVolume& ct, const LocalBlock& block, BodyWalls walls, double height_mm,
                      const SoughtWall& sought);

/// Where the body ends at its endplates to the front, back and sides, away from the rims and their
/// osteophytes; what the waist says of the curve of a wall is carried on to the rim as a parabola, by at most
/// 1 mm (methods A9.4).
struct BodyExtent {
  double front_mm = 0;
  double back_mm = 0;
  double right_mm = 0;
  double left_mm = 0;
};

/// Unknown when the volume cuts a wall.
Measured<BodyExtent> extent_between(const BodyWalls& walls);

}  // namespace osteosign
