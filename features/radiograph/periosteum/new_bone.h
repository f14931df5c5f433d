#pragma once
#include "features/radiograph/periosteum/periosteum_band.h"

namespace osteosign {

/// A stretch of the bone with new bone on it; rows of the band, both included.
struct NewBoneRun {
  int first;
  int last;
  int rows() const { return last - first + 1; }
};

/// What is brighter beside the bone than the soft tissue at the same height above it.
struct NewBone {
  cv::Mat1f excess;               ///< grey above the soft tissue
  cv::Mat1b mask;                 ///< 1 where that is new bone
  std::vector<double> height_mm;  ///< of each row, 0 without new bone
  std::vector<NewBoneRun> runs;
  double cortex_contrast = 0;  ///< of the cortex to the soft tissue
  double threshold = 0;        ///< excess from which film is new bone
  double pixel_noise = 0;      ///< standard deviation of one sample of the band
  double length_mm = 0;
  double height_90_mm = 0;   ///< 90th percentile of the heights
  double face_contrast = 0;  ///< median fall of the film at the outer face, in contrasts of the cortex
};

/// Definition: the soft tissue is the lower quartile of the usable rows at each height, moved to fit each row
/// far from the bone; new bone is connected film that is brighter by `least_contrast` of the contrast of the
/// cortex and by `least_noises`, comes down to the bone and lies within reach of the lesion.
/// Unknown when the cortex has no contrast. Reference: methods B6.1.
Measured<NewBone> new_bone_beside(const PeriosteumBand& band, const FilmPeriosteumParameters& parameters);

}  // namespace osteosign
