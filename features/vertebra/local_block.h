#pragma once
#include <optional>

#include "features/vertebra/vertebra_crop.h"

namespace osteosign {

/// A vertebra on an even grid in its own frame (x to the left, y posterior, z cranial). Values are the linear
/// interpolation of the label, so that the border lies at one half.
struct LocalBlock {
  VertebraFrame frame;
  ImageGrid box;                                       ///< the voxels that it was made of
  Eigen::Vector3d first_mm = Eigen::Vector3d::Zero();  ///< local place of the first point
  double step_mm = 1;
  Eigen::Array3i size = Eigen::Array3i::Zero();
  std::vector<float> own;
  std::vector<float> other;

  std::size_t index(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(size.x()) *
               (static_cast<std::size_t>(y) +
                static_cast<std::size_t>(size.y()) * static_cast<std::size_t>(z));
  }
  Eigen::Vector3d place_mm(int x, int y, int z) const {
    return first_mm + step_mm * Eigen::Vector3d(x, y, z);
  }
  /// Whether a local place lies in the box; the box ends near the label only where the volume ends.
  bool in_box(const Eigen::Vector3d& local_mm) const;
  /// The point of the grid nearest to a local place, moved to the border when it lies outside.
  Eigen::Array3i nearest(const Eigen::Vector3d& local_mm) const;
};

/// Extent of a block round the origin of the frame.
struct LocalExtent {
  Eigen::Vector3d lowest_mm;
  Eigen::Vector3d highest_mm;
};

LocalBlock resample_to_frame(const VertebraCrop& crop, const VertebraFrame& frame, const LocalExtent& extent,
                             double step_mm);

/// A walk along one axis of a block through the vertebra's own label.
struct Walk {
  Eigen::Array3i start;
  int axis = 0;
  int direction = 1;  ///< +1 or -1
  double gap_mm = 3;  ///< shorter gaps are crossed
  double longest_mm = 1e9;
};

/// Local coordinate along the axis at which a walk that starts inside of the label leaves it for good;
/// between the points by linear interpolation. Nothing when it starts outside or is still inside at the end.
std::optional<double> leaves_label(const LocalBlock& block, const Walk& walk);

/// Local coordinate at which a walk that starts outside of the label first enters it.
std::optional<double> enters_label(const LocalBlock& block, const Walk& walk);

}  // namespace osteosign
