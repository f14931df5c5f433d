#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Regions by number on a grid; 0 is background.
struct LabelMap {
  ImageGrid grid;
  std::vector<std::uint16_t> voxels;           ///< grid.voxel_count() values, x fastest
  std::map<std::uint16_t, std::string> names;  ///< names of the labels that have one
  std::string origin;                          ///< where it came from: "built-in", a file, a command
};

}  // namespace osteosign
