#pragma once
#include <Eigen/Geometry>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/truth.h"

namespace osteosign::phantom {

/// A CT made of a phantom, with all that is true of it.
struct PhantomCt {
  CtVolume ct;
  std::vector<LesionTruth> lesions;
  CortexTruth cortex;
  PeriosteumTruth periosteum;
  SoftTissueTruth soft_tissue;
  MatrixTruth matrix;  ///< of the first lesion
  SignedDistance
      bone_distance_mm;  ///< from the periosteal surface (bone filled, breaches closed), of a patient point
  Eigen::Isometry3d patient_from_phantom = Eigen::Isometry3d::Identity();
  double noise_hu = 0;
  double in_plane_sigma_mm = 0;  ///< of the point spread
  double axial_sigma_mm = 0;
};

/// Scans a phantom. The same arguments give the same bytes, UIDs included, for any number of threads. Throws
/// UsageError when the description makes no bone (cortex thicker than its radius, ...).
PhantomCt scan_phantom(const BonePhantom& phantom, const CtScan& scan);

/// The filled bone (marrow, lesions and breaches included) on any grid: 1 inside, at the centre of a voxel.
LabelMap true_bone_mask(const PhantomCt& phantom, const ImageGrid& grid);

/// All lesions on any grid: lesion i of the truth has the label i + 1.
LabelMap true_lesion_mask(const PhantomCt& phantom, const ImageGrid& grid);

/// One lesion on the smallest box of `grid` that holds it with `border` voxels round it; membership is the
/// part of the voxel inside of the surface. Throws UsageError when the lesion does not meet the grid.
CtLesionOutline true_lesion_outline(const LesionTruth& lesion, const ImageGrid& grid, int border);

}  // namespace osteosign::phantom
