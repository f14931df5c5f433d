#pragma once
#include <optional>
#include <vector>

#include "features/spine/spine.h"
#include "io/images/ct_volume.h"
#include "io/values/described.h"

namespace osteosign {

struct BonyCanalParameters {
  double longest_ray_mm = 20;
  double least_bone_rise_hu = 90;
  double lowest_bone_hu = 110;
  double open_beyond_median = 2.2;
  double least_closed_fraction = 0.5;
  double intact_below_bulge_mm = 2;
};

template <class Visitor>
void describe(BonyCanalParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"longest_ray_mm", "Bone farther from the middle of the canal is not its wall",
                             "methods A2.1: radius 4-18 mm", 10, 40},
        p.longest_ray_mm);
  visit(ParameterDescription{"least_bone_rise_hu", "Bone begins at least this far above the canal",
                             "half of the way to cancellous bone of 200 HU", 20, 400},
        p.least_bone_rise_hu);
  visit(ParameterDescription{"lowest_bone_hu", "Bone begins at no less",
                             "methods A1.4, its value for osteoporosis", 50, 300},
        p.lowest_bone_hu);
  visit(ParameterDescription{"open_beyond_median",
                             "Bone farther off than the median radius times this is seen through a foramen",
                             "the corners of a flat canal of 24 x 11 mm lie at 1.8; planes that let more through are wider, never "
                             "narrower", 1.2, 4},
        p.open_beyond_median);
  visit(ParameterDescription{"least_closed_fraction", "A section with less bone round it has no area",
                             "foramina of both sides leave two thirds", 0, 1},
        p.least_closed_fraction);
  visit(ParameterDescription{"intact_below_bulge_mm", "A neighbour whose wall bulges more is not compared with",
                             "methods A9.1: suspicious from 2 mm", 0.5, 10},
        p.intact_below_bulge_mm);
}

/// The bony canal in a plane across it.
struct CanalCrossSection {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();  ///< centroid, patient space
  double area_mm2 = 0;
  double closed_fraction = 0;  ///< part of the directions in which bone was met
  double front_mm = 0;         ///< from the centroid to the wall, the pedicles and the arch
  double left_mm = 0;
  double right_mm = 0;
  double back_mm = 0;
};

/// Bone by rays from the middle of the canal at half of its rise; between the last bone on either side of a
/// foramen the radius is interpolated (methods A2.1.5, A9.2). Unknown when the middle lies in bone, when the
/// plane leaves the volume, or with bone in too few directions.
Measured<CanalCrossSection> canal_section(const CtVolume& ct, const CanalPoint& point, const BonyCanalParameters& parameters);

}  // namespace osteosign
