#pragma once
#include "features/prepare/voxel_mask.h"
#include "io/values/described.h"

namespace osteosign {

struct BodyMaskParameters {
  double air_hu = -400;
  double opening_mm = 3;
  double least_part_cm3 = 50;
};

template <class Visitor>
void describe(BodyMaskParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"air_hu", "Voxels above this may belong to the body", "methods A1.1", -900, -150},
      p.air_hu);
  visit(ParameterDescription{"opening_mm",
                             "Radius of the opening that cuts the body off thin shells of the table",
                             "methods A1.1", 0, 10},
        p.opening_mm);
  visit(ParameterDescription{"least_part_cm3", "Smallest separate part of the body (an arm beside the trunk)",
                             "a slice-thin part of a forearm is larger; sheets and cables are smaller", 0,
                             1000},
        p.least_part_cm3);
}

/// The patient with lungs and bowel gas, without table, cushions and air around (methods A1.1). Always
/// keeps the largest part, so a cropped volume without air is body throughout; empty when everything is air.
VoxelMask find_body(const CtVolume& ct, const BodyMaskParameters& parameters);

}  // namespace osteosign
