#pragma once
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::phantom {

/// L2 to L4 on a straight axis, square to the patient, without texture.
inline SpinePhantom straight_spine() {
  SpinePhantom phantom;
  phantom.shape.vertebrae = 3;
  phantom.shape.lowest_level = 23;
  phantom.shape.sacrum = 0;
  phantom.shape.lordosis_deg = phantom.shape.kyphosis_deg = 0;
  phantom.bone.trabecular_sd_hu = 0;
  phantom.bone.cancellous_spread_hu = 0;
  return phantom;
}

/// A noiseless scan of one vertebra and the discs round it, square to the phantom.
inline CtScan small_spine_scan() {
  CtScan scan;
  scan.columns = 70;
  scan.rows = 60;
  scan.slices = 42;
  scan.column_mm = scan.row_mm = 1;
  scan.increment_mm = scan.slice_thickness_mm = 1;
  scan.render_step_mm = 1;
  scan.pose_deg = 0;
  scan.noise_hu = 0;
  return scan;
}

inline VertebraTruth middle_truth(const SpinePhantom& phantom) {
  return vertebra_truth(unscanned_spine(phantom, small_spine_scan()), 2);
}

/// HU nearest to a point of the frame of the middle vertebra.
inline double hu_at(const SpineCt& scanned, const Eigen::Vector3d& local_mm) {
  const ImageGrid& grid = scanned.ct.grid;
  const Eigen::Vector3d voxel =
      grid.voxel_from_patient(scanned.patient_from_phantom *
                              (scanned.scene->column().vertebrae()[1].placed.phantom_from_local * local_mm));
  const Eigen::Array3i nearest = voxel.array().round().cast<int>();
  return scanned.ct.hounsfield[grid.index(nearest.x(), nearest.y(), nearest.z())];
}

}  // namespace osteosign::phantom
