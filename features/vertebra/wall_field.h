#pragma once
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/vertebra/wall_edge.h"

namespace osteosign {

/// The posterior wall of a vertebra as a height field over its grid.
struct WallField {
  WallGrid grid;
  std::vector<WallSight> sight;
  std::vector<double>
      posterior_mm;  ///< local y of the canal's side of the wall; between seen places where none was
  std::vector<double> cortex_mm;  ///< cortical mass there, mean of 3 x 3 places
  std::vector<double> level_hu;   ///< density of the wall's near side, the same
  double slice_mm = 0;            ///< distance of the slices that it was seen in
  /// Variance of the blur across the wall, of the scanner, the sampling and the pooling: along x and along
  /// the axis, mm^2. Of the pooling alone where the scanner's is unknown.
  Eigen::Vector2d blur_across_mm2 = Eigen::Vector2d::Zero();

  bool seen(int column, int row) const { return sight[grid.index(column, row)] == WallSight::seen; }
  /// Seen, or between places that were.
  bool spanned(std::size_t place) const {
    return sight[place] == WallSight::seen || sight[place] == WallSight::bridged;
  }
  /// Part of the grid where the wall, or that it is missing, was seen.
  double assessable_fraction() const;
};

/// Sees the wall from the canal (methods A9.1). Unknown when an endplate or the canal is, or when too little
/// of the wall was seen to draw a surface.
Measured<WallField> see_wall(const CtVolume& ct, const std::vector<CanalPoint>& canal,
                             const VertebraGeometry& vertebra, const ImageQuality& quality,
                             const PosteriorWallParameters& parameters);

}  // namespace osteosign
