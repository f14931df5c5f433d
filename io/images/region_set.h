#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "io/images/label_map.h"
#include "io/values/coded_name.h"

namespace osteosign {

/// One region drawn on a grid. Regions of one set may overlap, so each has its own mask, cut to the box that
/// holds it.
struct Region {
  std::uint16_t number = 0;           ///< its number in the file, at least 1
  std::string name;                   ///< segment label or ROI name; may be empty
  CodedName type;                     ///< what it is (Segmented Property Type); empty parts when not told
  CodedName anatomic_region;          ///< where it is; empty parts when not told
  std::array<int, 3> first{0, 0, 0};  ///< voxel of the grid at which the box starts
  std::array<int, 3> size{0, 0, 0};   ///< size of the box; 0 0 0 for an empty region
  std::vector<std::uint8_t> inside;   ///< 0 or 1 for each voxel of the box, x fastest

  std::size_t voxel_count() const;           ///< voxels that are inside
  bool contains(int x, int y, int z) const;  ///< of a voxel of the grid
};

/// The region of the voxels of `inside`, a mask of the whole grid, cut to its box.
Region region_of(const ImageGrid& grid, const std::vector<std::uint8_t>& inside);

/// Regions from one file, on one grid.
struct RegionSet {
  ImageGrid grid;
  std::vector<Region> regions;
  std::string origin;              ///< the file
  std::vector<std::string> notes;  ///< what was left out or repaired, with figures
};

/// Voxels that two regions claim.
struct ContestedVoxels {
  std::uint16_t first = 0;
  std::uint16_t second = 0;
  std::size_t voxels = 0;
};

struct FlattenedRegions {
  LabelMap labels;
  std::vector<ContestedVoxels> contested;  ///< by first, then second number
};

/// One label map from regions that may overlap: a contested voxel goes to the region with fewer voxels (a
/// vertebra inside "spine" stays whole), at equal counts to the lower number.
FlattenedRegions flatten(const RegionSet& set);

}  // namespace osteosign
