#pragma once
#include <memory>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/spine/spine_scene.h"

namespace osteosign::phantom {

/// A CT made of a spine phantom, with all that is true of it.
struct SpineCt {
  CtVolume ct;
  Eigen::Isometry3d patient_from_phantom = Eigen::Isometry3d::Identity();
  std::shared_ptr<const SpineScene> scene;
  double noise_hu = 0;
  double in_plane_sigma_mm = 0;  ///< of the point spread
  double axial_sigma_mm = 0;
};

/// A scan that holds twelve vertebrae: 160 x 200 x 320 voxels of 0.8 x 0.8 x 1.25 mm.
CtScan spine_scan();

/// Where the spine of a scan lies, without its picture: enough for the truth and the masks.
SpineCt unscanned_spine(const SpinePhantom& phantom, const CtScan& scan);

/// Scans a spine. The same arguments give the same bytes, UIDs included, for any number of threads. Throws
/// UsageError as check_phantom does.
SpineCt scan_spine(const SpinePhantom& phantom, const CtScan& scan);

}  // namespace osteosign::phantom
