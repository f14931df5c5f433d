#pragma once
#include "features/vertebra/body_columns.h"
#include "features/vertebra/body_extent.h"

namespace osteosign {

/// The body of a vertebra as its label shows it in one frame.
struct LabelledBody {
  LocalBlock block;
  BodyBack back;
  std::vector<BodyColumn> columns;
  double height_mm = 0;  ///< mean of the columns that end on both sides
  BodyWalls walls;
  BodyExtent extent;

  /// Middle between front, back and sides, and between the ends of the columns near there.
  Eigen::Vector3d middle_mm() const;
  /// 0 in the middle of the body, 1 at its front, back and sides.
  double radius_at(const Eigen::Vector2d& place_mm) const;
  /// Takes front and back from the HU where they show them (`walls_in_ct`).
  void move_walls_to_edges(const CtVolume& ct, const SoughtWall& sought);
  double lowest_mm() const;  ///< of the ends of the columns; that of the block where none ends
  double highest_mm() const;
};

/// Unknown when the label holds no body of at least `smallest_base_mm2`, or the volume cuts it to the sides.
Measured<LabelledBody> find_labelled_body(const VertebraCrop& crop, const VertebraFrame& frame,
                                          const LocalExtent& extent, double step_mm);

}  // namespace osteosign
