#pragma once
#include <optional>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "features/vertebra/wall_parameters.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Definition: the posterior wall as a height field seen from the canal, native HU along pooled rays.
/// `bulge`: the way into the canal beyond the straight line between the corners and beyond what the
/// neighbours' walls let expect: its 98th percentile, from 1 mm on the top of a quadratic surface through the
/// places round the top where that is more, with what blur takes from it; `bulge_area`: where
/// that way is over 1 mm; `convexity`: 1 for a smooth arch with its top in the middle, 0 for an angle at a
/// corner; `breach_area`: the largest gap, window of the basivertebral vein left out, 0 for none;
/// `seen_fraction`: part of the grid that could be assessed. Unit: mm, mm2, 1, fraction. Unknown when: an
/// endplate or the canal was not seen, too little of the wall was; convexity also without a bulge; a breach
/// also on scans too coarse for it. Reference: methods A9.1.
struct PosteriorWall {
  MeasuredQuantity bulge = Unknown{"not measured"};
  MeasuredQuantity bulge_area = Unknown{"not measured"};
  MeasuredQuantity convexity = Unknown{"not measured"};
  MeasuredQuantity breach_area = Unknown{"not measured"};
  MeasuredQuantity seen_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> bulge_in_patient_mm;
  std::optional<Eigen::Vector3d> breach_in_patient_mm;
  std::optional<double> chord_y_mm;  ///< local y of the line between the corners at the middle of the wall
};

/// One for each vertebra, in the same order. Vertebrae are compared with those up to three levels away.
std::vector<PosteriorWall> measure_posterior_walls(const CtVolume& ct, const Spine& spine,
                                                   const std::vector<VertebraGeometry>& vertebrae,
                                                   const ImageQuality& quality,
                                                   const PosteriorWallParameters& parameters);

}  // namespace osteosign
