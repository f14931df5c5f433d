#pragma once
#include <array>
#include <cstdint>

#include "io/values/image_grid.h"

namespace osteosign {

/// The digital phantom of the Image Biomarker Standardisation Initiative (theibsi/data_sets, CC BY 4.0):
/// 5 x 4 x 4 voxels of 2 mm, 74 of them in the region of interest.
inline constexpr std::array<std::int16_t, 80> ibsi_phantom_values{
    1, 4, 4, 1, 1, 1, 4, 6, 1, 1, 4, 1, 6, 4, 1, 4, 4, 6, 4, 1,   // z 0
    1, 4, 4, 1, 1, 1, 1, 6, 1, 1, 1, 1, 3, 1, 1, 4, 4, 6, 1, 1,   // z 1
    1, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 6, 1, 1,   // z 2
    1, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 1, 1};  // z 3

inline ImageGrid ibsi_phantom_grid() {
  ImageGrid grid;
  grid.size = {5, 4, 4};
  grid.spacing_mm = {2, 2, 2};
  return grid;
}

inline std::array<std::uint8_t, 80> ibsi_phantom_region() {
  const ImageGrid grid = ibsi_phantom_grid();
  std::array<std::uint8_t, 80> region{};
  region.fill(1);
  constexpr std::array<std::array<int, 3>, 6> outside{
      {{0, 2, 1}, {3, 0, 2}, {4, 0, 2}, {2, 2, 2}, {3, 0, 3}, {4, 0, 3}}};
  for (const auto& v : outside) region[grid.index(v[0], v[1], v[2])] = 0;
  return region;
}

}  // namespace osteosign
