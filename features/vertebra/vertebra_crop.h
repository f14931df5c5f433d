#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <vector>

#include "features/spine/spine.h"

namespace osteosign {

/// The voxels round one vertebra: which are its own and which belong to another one.
struct VertebraCrop {
  ImageGrid box;                      ///< a crop of the series' grid
  std::array<int, 3> first{0, 0, 0};  ///< voxel of the series' grid at which the box starts
  std::vector<std::uint8_t> own;      ///< 1 in the vertebra's label, canal left out
  std::vector<std::uint8_t> other;    ///< 1 in the label of another vertebra
  bool empty() const { return own.empty(); }
};

/// The smallest box round the label within `reach_mm` of the vertebra's body, and `border_mm` more. Empty
/// when the label has no voxel there.
VertebraCrop crop_vertebra(const Spine& spine, const FoundVertebra& vertebra, double reach_mm,
                           double border_mm);

}  // namespace osteosign
