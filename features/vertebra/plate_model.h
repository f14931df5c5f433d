#pragma once
#include <optional>
#include <vector>

namespace osteosign {

/// Voxels at about one way through an endplate, counted outwards.
struct PlateBin {
  double way_mm = 0;  ///< mean
  double hu = 0;      ///< mean
  double weight = 0;  ///< voxels
};

/// A bony plate seen through the scanner: outside `soft`, then a dense shell, then cancellous bone.
struct PlateModel {
  double sigma_mm = 0.6;    ///< blur of the scanner along the way
  double thickness_mm = 1;  ///< of the shell
};

/// A plate or thin cortex of a vertebra before it is measured: 0.4 to 1 mm thick in adults, its rise times
/// its thickness that of 0.6 mm of compact bone.
constexpr double usual_plate_mm = 0.7;
constexpr double usual_plate_mass_hu_mm = 550;
constexpr double usual_rise_share = 0.002;  ///< weight of that rise as a share of the voxels
constexpr double least_plate_r_squared = 0.5;
constexpr double least_blur_mm = 0.3;  ///< sharper scanners there are none

/// What is expected of the rise of the shell above what lies outside.
struct RisePrior {
  double rise_hu = 0;
  double weight = 0;  ///< in voxels
};

struct PlateFit {
  double edge_mm = 0;   ///< outer border of the shell
  double rise_hu = 0;   ///< of the shell above what lies outside
  double cost = 0;      ///< weighted sum of squares and what the prior adds
  double residual = 0;  ///< without the prior
  double r_squared = 0;
};

/// The outer border of the plate within `reach_mm` of `start_mm`: least squares on the native voxels
/// themselves, not on an interpolated profile, so that thick slices tell it to a part of their thickness (the
/// blurred shell of Treece et al., Med Image Anal 2010;14:276, with known blur and thickness). Nothing when
/// the best place is the end of the reach or there are too few voxels.
std::optional<PlateFit> fit_plate(const std::vector<PlateBin>& bins, const PlateModel& model, double start_mm,
                                  double reach_mm, const RisePrior& prior);

}  // namespace osteosign
