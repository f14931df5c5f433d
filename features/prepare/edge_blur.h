#pragma once
#include "features/prepare/edge_sites.h"

namespace osteosign {

/// What the blur of one edge is, and how far its normal leans towards the slice normal.
struct EdgeBlur {
  Eigen::Vector3d place_mm;  ///< in the index frame
  double variance_mm2;
  double tilt;  ///< squared component of the normal along the slice normal
};

/// Least-squares fit of outside + step Phi((d - p) / sigma) - drop Phi((d - p - t) / sigma_inner) to the
/// voxels of a site, with a place p that changes linearly over the site, so that an error of its normal does
/// not count as blur. The second term is the inner side of the cortex, with a blur of its own: left out, it
/// makes the edges of thin cortex look sharper than they are. Unknown when the fit explains less than 97 % of
/// the variance, or leaves the blur uncertain by more than 30 % (SD of its variance).
Measured<EdgeBlur> fit_edge_blur(const EdgeSite& site);

}  // namespace osteosign
