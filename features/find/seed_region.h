#pragma once
#include <Eigen/Geometry>
#include <limits>
#include <vector>

#include "features/find/lesion_from_seed.h"

namespace osteosign {

/// Where a lesion may lie that nobody has drawn a box round.
inline Eigen::AlignedBox3d everywhere() {
  const Eigen::Vector3d far = Eigen::Vector3d::Constant(std::numeric_limits<double>::infinity());
  return {-far, far};
}

/// What is seen from the seed before anything is segmented.
struct SeedRegion {
  Eigen::Vector3d seed_mm;
  double median_hu;                         ///< of the ball round the seed
  double sd_hu;                             ///< robust, at least the noise of the image
  std::vector<Eigen::Vector3d> directions;  ///< spread evenly over the sphere
  std::vector<double> reach_mm;  ///< along each direction: where the density changes, or the bone ends
  Eigen::AlignedBox3d limits_in_patient_mm = everywhere();  ///< the lesion does not pass beyond them

  double radius_mm() const;  ///< median reach
  /// Index of the direction that a point lies in most nearly.
  std::size_t direction_of(const Eigen::Vector3d& point_mm) const;
  /// Distance from the seed divided by the reach in that direction: below 1 inside of the star.
  double relative_distance(const Eigen::Vector3d& point_mm) const;
  bool may_hold(const Eigen::Vector3d& point_mm) const { return limits_in_patient_mm.contains(point_mm); }
  /// The region of a lesion that lies within a box, which holds the seed.
  SeedRegion within(const Eigen::AlignedBox3d& box_in_patient_mm) const;
};

/// Looks from the seed in 162 directions until the density leaves that of the seed (methods A3.5, step 1).
/// Fails and is unknown as `outline_lesion_from_seed`.
Measured<SeedRegion> look_around(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                 const Eigen::Vector3d& seed_in_patient_mm,
                                 const LesionOutlineParameters& parameters);

/// Noise of the image as the floor of a spread (methods A3.1); 0, no floor, where it could not be
/// measured.
double known_noise_hu(const ImageQuality& quality);

/// Median and robust standard deviation (1.4826 MAD) of values; the values are reordered.
struct MedianSpread {
  double median;
  double sd;
};
MedianSpread median_spread(std::vector<double>& values);

}  // namespace osteosign
