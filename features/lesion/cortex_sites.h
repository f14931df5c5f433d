#pragma once
#include "features/lesion/cortex_profile.h"
#include "features/lesion/cortex_surface.h"
#include "features/prepare/image_quality.h"

namespace osteosign {

/// Density of compact bone of this patient, and where it comes from.
struct CompactBone {
  double density_hu;
  double sd_hu;
  std::string method;
  bool is_assumed = false;  ///< then places that are thick enough are asked for their own
};

/// Its class at this tube voltage (methods A5.1).
CompactBone assumed_bone(const CtAcquisition& acquisition, const CortexParameters& parameters);

/// The rays of a surface, sampled once.
class CortexRays {
 public:
  CortexRays(const CtVolume& ct, const CortexSurface& surface, const ImageQuality& quality);

  /// The rays round one point pooled, and looked at. Unknown when the ray is cut off, its blur is unknown, or
  /// metal lies on it.
  Measured<CortexProfile> look(std::size_t point, const CompactBone& bone, double thickness_mm,
                               const CortexParameters& parameters) const;
  /// Sigma of the blur along the normal at a point, interpolation included.
  Measured<double> blur_mm(std::size_t point) const;
  /// The same along a unit vector of patient space.
  Measured<double> blur_along_mm(const Eigen::Vector3d& direction) const;
  const CortexSurface& surface() const { return *surface_; }
  const CtVolume& ct() const { return *ct_; }
  const ImageQuality& quality() const { return *quality_; }

 private:
  const CtVolume* ct_;
  const CortexSurface* surface_;
  const ImageQuality* quality_;
  std::vector<Profile> rays_;  ///< empty where the point lies outside of the volume
};

}  // namespace osteosign
