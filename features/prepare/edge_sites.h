#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/prepare/image_quality.h"

namespace osteosign {

/// One voxel near a place of an edge: where it lies along the normal of the edge, towards the bone, and in
/// the plane of the edge.
struct EdgeSample {
  double along_mm;
  Eigen::Vector2d across_mm;
  double hu;
};

/// The voxels round one place of a periosteal edge. Voxels are taken as they are, not interpolated: an
/// interpolated profile would look wider than the scanner's blur.
struct EdgeSite {
  Eigen::Vector3d place_mm;  ///< in the index frame (x, y in the slice, z along the slice normal)
  Eigen::Vector3d normal;    ///< in the same frame, unit length
  Eigen::Vector3d first_across, second_across;  ///< unit vectors of `across_mm`
  std::vector<EdgeSample> samples;
};

/// The directions in which edges of a slice are wanted, as the square of the normal's component along z: 0
/// for a surface that stands upright on the slice, 1 for one that lies in it.
struct EdgeTilt {
  double lowest;
  double highest;
};

/// Places round one slice where soft tissue meets cortex that stays bright over `thick_cortex_mm`. At most
/// `most_sites` of them, spread evenly.
std::vector<EdgeSite> thick_cortex_edges(const CtVolume& ct, int z, const EdgeTilt& tilt,
                                         std::size_t most_sites, const ImageQualityParameters& parameters);

}  // namespace osteosign
