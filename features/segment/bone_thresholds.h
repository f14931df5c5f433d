#pragma once
#include <span>

#include "features/prepare/image_quality.h"
#include "features/prepare/voxel_mask.h"
#include "io/values/described.h"

namespace osteosign {

struct BoneThresholdParameters {
  double high_lowest_hu = 250;
  double high_highest_hu = 450;
  double low_lowest_hu = 110;
  double low_highest_hu = 220;
  double muscle_hu = 50;
  double noise_factor = 3;
  double growth_fraction = 0.25;
};

template <class Visitor>
void describe(BoneThresholdParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"high_lowest_hu", "Lower limit of the seed threshold", "methods A1.4", 150, 500},
        p.high_lowest_hu);
  visit(
      ParameterDescription{"high_highest_hu", "Upper limit of the seed threshold", "methods A1.4", 200, 900},
      p.high_highest_hu);
  visit(ParameterDescription{"low_lowest_hu", "Lower limit of the growth threshold",
                             "methods A1.4, its value for osteoporosis", 80, 250},
        p.low_lowest_hu);
  visit(
      ParameterDescription{"low_highest_hu", "Upper limit of the growth threshold", "methods A1.4", 100, 400},
      p.low_highest_hu);
  visit(ParameterDescription{"muscle_hu", "Muscle where the volume shows none", "Aubrey 2014: 30 to 90 HU",
                             20, 100},
        p.muscle_hu);
  visit(ParameterDescription{"growth_fraction",
                             "Growth threshold on the way from muscle (0) to the seed threshold (1)",
                             "methods A1.4 has 1/2, which loses thin cortex in 3-mm voxels; the border is "
                             "set by the half height later",
                             0.1, 1},
        p.growth_fraction);
  visit(ParameterDescription{"noise_factor", "The growth threshold keeps this many noise sd from muscle",
                             "3 sd: 0.1 % of muscle above", 0, 10},
        p.noise_factor);
}

/// HU limits for this patient and this image.
struct BoneThresholds {
  double muscle_hu;                  ///< median of the soft tissue
  double seed_hu;                    ///< a piece of bone has at least one voxel above
  double growth_hu;                  ///< bone reaches down to here before its border is refined
  double growth_beside_contrast_hu;  ///< the same where enhanced vessels and organs would join bones
  double cortex_hu;  ///< compact bone: 99th percentile above the seed threshold, at least 1100
};

/// Algorithms A1.4: seed = Otsu's threshold of [100, 1500] HU in the body, growth = half way from muscle to
/// it, each within its limits. `noise_hu` is the noise of `hounsfield` as given here (smoothed or not).
BoneThresholds adapt_thresholds(std::span<const std::int16_t> hounsfield, const VoxelMask& body,
                                double noise_hu, const BoneThresholdParameters& parameters);

}  // namespace osteosign
