#pragma once
#include "features/lesion/cortex_sites.h"

namespace osteosign {

/// One place that shows how the cortex was.
struct ReferencePlace {
  Eigen::Vector3d position_mm;
  std::optional<double> thickness_mm;
  double mass_mm;
};

/// How the cortex was at one place.
struct CortexBefore {
  Measured<Estimate> thickness_mm = Unknown{"not measured"};
  double mass_mm = 0;           ///< 0 when it is not known
  bool from_both_ends = false;  ///< seen on either side along the bone, on the same side of its circumference
};

/// What the undamaged cortex beside a lesion was like.
struct ReferenceCortex {
  CompactBone bone;
  Measured<Estimate> thickness_mm = Unknown{"not measured"};  ///< median; SD: spread over the places
  Estimate mass_mm;                                           ///< same
  std::string method;
  std::optional<TubularSurface> tube;
  std::vector<ReferencePlace> places;

  /// At a place of the surface. Of a tube: between the medians of the 20 nearest places on either side along
  /// it, no farther than 6 mm from the line through the place, in proportion to their distances, since a
  /// cortex is thicker on one side of a shaft than on the other and thins out along it; where one side shows
  /// fewer than 8, that of all places. Else the median of the 40 nearest ones, unknown where fewer than 20
  /// lie within 40 mm: towards the end of a bone the cortex of a shaft becomes thin.
  CortexBefore before(const Eigen::Vector3d& point_mm) const;
};

/// The cortex from `cortex_reference_from_mm` of the lesion on. Its density is the median of what it shows
/// where it is thick enough, else the one that explains all places best together
/// (thin_cortex_density.h), else that of its class at this tube voltage (methods A5.1). Unknown
/// when fewer than 20 places could be looked at.
Measured<ReferenceCortex> reference_cortex(const CortexRays& rays, const CortexParameters& parameters);

}  // namespace osteosign
