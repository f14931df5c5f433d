#pragma once
#include <array>
#include <optional>
#include <vector>

#include "features/spine/spine.h"
#include "io/images/ct_volume.h"
#include "io/values/described.h"

namespace osteosign {

struct CanalAreaParameters {
  double longest_ray_mm = 20;
  double least_bone_rise_hu = 90;
  double lowest_bone_hu = 110;
  double open_beyond_ring = 1.25;
  double least_closed_fraction = 0.4;
  double ring_closed_fraction = 0.95;
  double intact_below_bulge_mm = 2;
};

template <class Visitor>
void describe(CanalAreaParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"longest_ray_mm", "Bone farther from the middle of the canal is not its wall",
                             "methods A2.1: radius 4-18 mm", 10, 40},
        p.longest_ray_mm);
  visit(ParameterDescription{"least_bone_rise_hu", "Bone begins at least this far above the canal",
                             "half of the way to cancellous bone of 200 HU", 20, 400},
        p.least_bone_rise_hu);
  visit(ParameterDescription{"lowest_bone_hu", "Bone begins at no less",
                             "methods A1.4, its value for osteoporosis", 50, 300},
        p.lowest_bone_hu);
  visit(
      ParameterDescription{
          "open_beyond_ring",
          "Bone farther off than in the ring of the pedicles times this is seen through a foramen",
          "chosen on the development phantoms: a healthy canal varies less along its level", 1, 3},
      p.open_beyond_ring);
  visit(ParameterDescription{"least_closed_fraction", "A section with less bone round it has no area",
                             "foramina of both sides leave two thirds, a lost arch one half", 0, 1},
        p.least_closed_fraction);
  visit(ParameterDescription{"ring_closed_fraction", "Part of the directions with bone at the pedicles",
                             "a ring with a vein in its wall", 0.5, 1},
        p.ring_closed_fraction);
  visit(
      ParameterDescription{"intact_below_bulge_mm", "A neighbour whose wall bulges more is not compared with",
                           "methods A9.1: suspicious from 2 mm", 0.5, 10},
      p.intact_below_bulge_mm);
}

constexpr int canal_directions = 72;
using CanalRadii = std::array<double, canal_directions>;

/// What is seen from the middle of the canal in a plane across it: how far bone lies in every direction, from
/// forward over left, back and right. Nothing where there is none within the longest ray.
struct CanalStar {
  CanalPoint middle;
  std::array<std::optional<double>, canal_directions> bone_mm;
  double closed_fraction() const;
};

/// Bone by pooled rays of native HU at half of its rise. Unknown when the middle lies in bone or the plane
/// leaves the volume.
Measured<CanalStar> look_round_canal(const CtVolume& ct, const CanalPoint& point,
                                     const CanalAreaParameters& parameters);

/// Radii of the narrowest of the planes that bone closes all round, as it does between the pedicles; nothing
/// without one.
std::optional<CanalRadii> ring_of_pedicles(const std::vector<CanalStar>& stars,
                                           const CanalAreaParameters& parameters);

/// The bony canal in a plane across it.
struct CanalCrossSection {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();  ///< centroid, patient space
  double area_mm2 = 0;
  double front_mm = 0;  ///< from the centroid to the wall in front
  /// Where the rays start and how far the closed wall lies from there; `has_bone` is false where it is closed
  /// over a foramen or lost bone.
  CanalPoint middle{};
  CanalRadii radii_mm{};
  std::array<bool, canal_directions> has_bone{};
};

/// Unit vector of a direction in the plane across the canal: 0 is forward, a quarter further is left.
Eigen::Vector3d canal_direction(const CanalPoint& point, int direction);

/// The canal of one plane, closed at the foramina: where bone is missing or lies much farther than in the
/// ring, by the ring (methods A2.1.5, A9.2); without a ring by interpolation between the bone on either side.
/// Unknown with bone in too few directions.
Measured<CanalCrossSection> close_canal(const CanalStar& star, const std::optional<CanalRadii>& ring,
                                        const CanalAreaParameters& parameters);

}  // namespace osteosign
