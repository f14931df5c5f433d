#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/prepare/image_quality.h"

namespace osteosign {

/// A value at a signed distance from an edge, along the edge's normal towards the bone.
struct EdgeSample {
  double distance_mm;
  double hu;
};

/// The voxels around one place of a periosteal edge. Voxels are taken as they are, not interpolated: an
/// interpolated profile would look wider than the scanner's blur.
using EdgeSite = std::vector<EdgeSample>;

/// Places in one slice where soft tissue meets cortex that stays bright over `thick_cortex_mm` and whose
/// surface stands upright on the slice.
std::vector<EdgeSite> thick_cortex_edges(const CtVolume& ct, int z, const ImageQualityParameters& parameters);

/// Least-squares width of `outside + step * Phi((d - d0) / sigma)`; unknown when the fit explains less than
/// 97 % of the variance.
Measured<double> fit_edge_sigma_mm(const EdgeSite& site);

}  // namespace osteosign
