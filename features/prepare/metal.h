#pragma once
#include "features/prepare/voxel_mask.h"
#include "io/values/described.h"

namespace osteosign {

struct MetalParameters {
  double metal_hu = 2500;
  double least_metal_mm3 = 10;
  double invalid_reach_mm = 3;
  double streak_reach_mm = 15;
};

template <class Visitor>
void describe(MetalParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"metal_hu", "Voxels from here on may be metal",
                             "methods A1.2; compact bone stays below 2200 HU", 1800, 8000},
        p.metal_hu);
  visit(ParameterDescription{"least_metal_mm3", "Smallest piece of metal", "methods A1.2", 0, 1000},
        p.least_metal_mm3);
  visit(ParameterDescription{"invalid_reach_mm", "Distance from metal within which densities mean nothing",
                             "methods A1.2", 0, 20},
        p.invalid_reach_mm);
  visit(
      ParameterDescription{"streak_reach_mm",
                           "Distance from metal in the slice plane within which streaks lower the confidence",
                           "methods A1.2", 0, 60},
      p.streak_reach_mm);
}

/// Implants, wires, cement-dense foreign bodies, and where they spoil the image.
struct Metal {
  VoxelMask metal;
  VoxelMask invalid;      ///< within `invalid_reach_mm` of metal: no density is valid
  VoxelMask streak_zone;  ///< within `streak_reach_mm` in the slice plane: reduced confidence
};

/// Algorithms A1.2. All masks are empty when there is no metal.
Metal find_metal(const CtVolume& ct, const MetalParameters& parameters);

}  // namespace osteosign
