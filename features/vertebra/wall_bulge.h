#pragma once
#include <optional>

#include "features/vertebra/wall_reference.h"
#include "io/values/quantity.h"

namespace osteosign {

/// How far a wall lies in the canal.
struct WallBulge {
  MeasuredQuantity depth = Unknown{"not measured"};
  MeasuredQuantity area = Unknown{"not measured"};
  MeasuredQuantity convexity = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> top_local_mm;  ///< where it is deepest, when it counts
};

/// Compares a wall with its chord and with the profile that the neighbours let expect (empty: none),
/// whichever lies farther back (methods A9.1), and gives back what blur takes from the top of a curved wall.
/// A bulge of 1 mm and more is the highest point of a quadratic surface through the places within 4 mm of its
/// top, or the percentile where that is more; a smaller one is the percentile. Places nearer than 1 mm to an
/// endplate do not count, but where a corner stands out: there its third of the wall alone counts.
WallBulge measure_bulge(const WallField& field, const WallReference& reference,
                        const std::vector<double>& expected_profile,
                        const PosteriorWallParameters& parameters);

}  // namespace osteosign
