#pragma once
#include <cstdint>
#include <vector>

#include "features/spine/spine_image.h"

namespace osteosign {

/// A CT and its bones, reduced to a coarse even grid along the patient's own axes: x to the left, y to the
/// back, z to the head. Whatever the order and the obliquity of the slices was, z planes are axial here.
struct UprightVolume {
  ImageGrid grid;                        ///< direction is the identity
  std::vector<std::int16_t> hounsfield;  ///< mean over the voxel; CtVolume::padding_hu outside of the CT
  std::vector<std::uint8_t> mineral;     ///< 1 where at least 40 % of the voxel is mineral
  std::vector<std::uint8_t> bone;        ///< 1 where at least half of it is bone, marrow included
  std::vector<std::uint8_t> inside;      ///< 1 where the middle of the voxel lies in the CT
};

UprightVolume make_upright(const SpineImage& image, double spacing_mm);

}  // namespace osteosign
