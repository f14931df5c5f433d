#pragma once
#include <vector>

#include "features/find/lesion_from_seed.h"
#include "features/shape/surface_points.h"

namespace osteosign {

/// How far outside of a surface point the fitted edge lies.
struct EdgeShift {
  Eigen::Vector3d position_mm;
  Eigen::Vector3d normal;
  double shift_mm;
};

/// The edges that could be fitted round a surface, from pooled rays; points without one are left out.
std::vector<EdgeShift> find_edges(const CtVolume& ct, const SurfacePoints& surface,
                                  const ImageQuality& quality, const LesionOutlineParameters& parameters);

}  // namespace osteosign
