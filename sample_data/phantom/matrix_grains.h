#pragma once
#include <Eigen/Core>
#include <vector>

#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// One lobule: a calcified shell of which a cap round `towards` may be missing, or (radius 0) a dot.
struct Grain {
  Eigen::Vector3d centre_mm;  ///< from the middle of the lesion
  double radius_mm;
  double shell_mm;
  Eigen::Vector3d towards;
  double open_angle;  ///< half angle of the missing cap
};

/// Lobules within the ellipsoid, none nearer to another than the spacing; the same for equal figures.
std::vector<Grain> chondroid_grains(const LesionBody& lesion, const MatrixContent& matrix);
/// Signed distance from the mineral of a lobule.
double grain_distance_mm(const Grain& grain, const Eigen::Vector3d& from_middle_mm);

/// Bubbles of gas: balls of up to the grain's radius.
std::vector<Grain> bubbles(const LesionBody& lesion, const MatrixContent& matrix);

/// Puffs of cloud, fat or contrast medium: Gaussian bumps.
struct Puff {
  Eigen::Vector3d centre_mm;
  double sigma_mm;
};
/// As many as fill the share of the ellipsoid (presence of half or more).
std::vector<Puff> puffs(const LesionBody& lesion, const MatrixContent& matrix);
/// Separate pools of contrast medium.
std::vector<Puff> puddles(const LesionBody& lesion, const MatrixContent& matrix);
/// How much of it is present, 0 to 1.
double puff_presence(const std::vector<Puff>& puffs, const Eigen::Vector3d& from_middle_mm);

/// Part of the ellipsoid for which `is_there` holds, on a lattice of points.
template <class Predicate>
double part_of_lesion(const LesionBody& lesion, Predicate&& is_there) {
  constexpr int half_points = 20;
  double all = 0, there = 0;
  for (int z = -half_points; z <= half_points; ++z)
    for (int y = -half_points; y <= half_points; ++y)
      for (int x = -half_points; x <= half_points; ++x) {
        const Eigen::Vector3d part = Eigen::Vector3d(x, y, z) / half_points;
        if (part.squaredNorm() >= 1) continue;
        ++all;
        if (is_there(part.cwiseProduct(
                Eigen::Vector3d(lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm))))
          ++there;
      }
  return there / all;
}

}  // namespace osteosign::phantom
