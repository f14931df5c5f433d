#pragma once
#include <Eigen/Geometry>

#include "features/find/bone_cells.h"

namespace osteosign {

/// What lies round a seed and is unlike bone as deep elsewhere, whatever its density: denser, less dense,
/// more even (ground glass) or more uneven (mineral in soft tissue). Of the cells that `bone_cells` gives.
struct UnlikeBone {
  BoneCells cells;
  std::vector<std::uint8_t> inside;

  double volume_mm3() const;
  /// Whether it reaches the border of the cells where that is not the border of the series.
  bool leaves_cells(const ImageGrid& series) const;
  /// Share of its border within bone across which density or spread change by `unlike_from_sd` and more; 1
  /// when all of its border is that of the bone.
  double clear_border(const LesionOutlineParameters& parameters) const;
  /// Share of that border behind which bone as unlike goes on beyond the limits.
  double share_cut_off(const Eigen::AlignedBox3d& limits_in_patient_mm,
                       const LesionOutlineParameters& parameters) const;
};

/// A minimum cut between cells that are unlike bone and those that are not, opened by one cell, the part that
/// holds the seed, cavities filled. Within 3 mm of the surface of the bone (`surface_layer_mm`) only what is
/// less dense than usual counts, since the thickness of cortex varies. Nothing lies beyond the limits.
/// Unknown when bone round the seed is too little, or what lies at the seed is as usual.
Measured<UnlikeBone> unlike_bone(const CtVolume& ct, const LabelMap& bones,
                                 const Eigen::Vector3d& seed_in_patient_mm,
                                 const Eigen::AlignedBox3d& limits_in_patient_mm,
                                 const LesionOutlineParameters& parameters);

}  // namespace osteosign
