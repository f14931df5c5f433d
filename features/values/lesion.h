#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "io/values/image_grid.h"
#include "io/values/measured.h"

namespace osteosign {

/// How a lesion came into the analysis.
enum class LesionOrigin { candidate, seed, box, mask };
enum class DensityClass { lytic, sclerotic, mixed };

/// Where a lesion lies, in words; each part unknown until the stage that tells it exists.
struct LesionLocation {
  Measured<std::string> bone;
  Measured<std::string> level;
  Measured<std::string> part;
  Measured<std::string> side;
  Measured<std::string> position;  ///< across a long bone
};

/// The voxels of one lesion on CT: a box cut from the grid of the series, 1 inside.
struct CtLesionOutline {
  ImageGrid box;                      ///< a crop of the series' grid
  std::array<int, 3> first{0, 0, 0};  ///< voxel of the series' grid at which the box starts
  std::vector<std::uint8_t> inside;   ///< box.voxel_count() values, 0 or 1
  std::vector<float>
      membership;  ///< probability of being lesion, same shape; its 0.5 level is the sub-voxel surface
};

/// The pixels of one lesion on a radiograph: a mask of the whole image, column index fastest.
struct RadiographLesionOutline {
  int columns = 0;
  int rows = 0;
  std::vector<std::uint8_t> inside;
  LesionOrigin origin = LesionOrigin::mask;
  /// Mean Dice coefficient between the independent ways in which the outline was drawn.
  Measured<double> agreement = Unknown{"the outline was given, not drawn"};
};

}  // namespace osteosign
