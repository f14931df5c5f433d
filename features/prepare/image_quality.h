#pragma once
#include <string>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/values/described.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Gaussian blur of the scanner, as standard deviations in the slice plane and along the slice normal.
struct PointSpread {
  MeasuredQuantity in_plane_sigma_mm = Unknown{"not estimated"};
  MeasuredQuantity axial_sigma_mm = Unknown{"not estimated"};
  /// Blur met by a profile along a unit vector given in the index frame (x, y in the slice, z along the
  /// normal).
  Measured<double> sigma_along_mm(const Eigen::Vector3d& direction_in_index_frame) const;
};

/// What limits every measurement on this series.
struct ImageQuality {
  MeasuredQuantity noise_hu =
      Unknown{"not estimated"};  ///< standard deviation of the voxel noise in soft tissue
  PointSpread point_spread;
};

struct ImageQualityParameters {
  double noise_lag_mm = 2.5;
  int least_noise_samples = 500;
  double psf_percentile = 20;
  double thick_cortex_mm = 3;
  double thick_cortex_hu = 800;
  int least_edge_fits = 30;
  double slice_profile_sigma_mm = 0.3;
};

template <class Visitor>
void describe(ImageQualityParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{
          "noise_lag_mm",
          "Distance between the three voxels of a second difference; beyond the correlation of "
          "the noise, so that its colour does not matter",
          "4 sigma of a soft kernel's point spread (0.6 mm), methods 0.3.4", 0.5, 10},
      p.noise_lag_mm);
  visit(ParameterDescription{"least_noise_samples",
                             "Second differences in even soft tissue below which the noise is unknown",
                             "standard error of a MAD below 6 % (Rousseeuw and Croux 1993: efficiency 37 %)",
                             50, 100000},
        p.least_noise_samples);
  visit(
      ParameterDescription{
          "psf_percentile",
          "Percentile over the edges of thick cortex that is taken as point spread; each edge "
          "counts as the median of its neighbourhood",
          "methods 0.3.4: most edges are wider than the point spread, none is sharper", 1, 50},
      p.psf_percentile);
  visit(ParameterDescription{"thick_cortex_mm",
                             "Depth over which cortex must stay bright for its edge to be fitted",
                             "methods 0.3.4; Prevrhal 1999: cortex above 2 to 3 mm reaches its full value", 1,
                             8},
        p.thick_cortex_mm);
  visit(ParameterDescription{"thick_cortex_hu", "Least brightness of thick cortex whose edge is fitted",
                             "below the 1200 mg HA/cc class of compact bone, methods A5.1", 300, 2000},
        p.thick_cortex_hu);
  visit(ParameterDescription{"least_edge_fits",
                             "Accepted edge fits below which the point spread comes from the header",
                             "30 keep the rank error of the 20th percentile under 8 points", 5, 1000},
        p.least_edge_fits);
  visit(
      ParameterDescription{"slice_profile_sigma_mm",
                           "Gaussian blur of a slice profile that is otherwise a box of the slice thickness; "
                           "used where the axial blur cannot be measured",
                           "methods C1: slice profile", 0, 2},
      p.slice_profile_sigma_mm);
}

/// Noise: median absolute second difference over `noise_lag_mm` in even muscle and fat (methods 0.3.3; a
/// second difference ignores linear shading such as cupping). Unknown with too little soft tissue. Blur:
/// `measure_point_spread` (methods 0.3.4).
ImageQuality estimate_image_quality(const CtVolume& ct, const ImageQualityParameters& parameters);

/// HU of the constant that fills the background of a volume without air (masked images, some label exports):
/// the smallest value, when it is above -200 HU and fills more than 30 % of the volume.
Measured<int> constant_background_hu(const CtVolume& ct);

}  // namespace osteosign
