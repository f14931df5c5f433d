#pragma once
#include "features/prepare/voxel_mask.h"
#include "features/vertebra/lysis_parameters.h"
#include "features/vertebra/vein_window.h"

namespace osteosign {

/// What the search for lysis in one vertebra works on. Masks lie on the grid of the image.
struct LysisField {
  VertebraImage image;
  BodyShape shape;               ///< wall carried on by that of the neighbours
  ExpectedDensity expected;      ///< in the body
  std::vector<float> smooth_hu;  ///< sigma as the expectation
  std::vector<float> wide_hu;    ///< sigma as wide as a lesion
  std::vector<float> fine_hu;    ///< sigma 0.6 mm, for borders
  VoxelMask body;                ///< inside of the shape
  VoxelMask gas;                 ///< gas in the body
  VoxelMask usable;              ///< valid, and away from gas
  VoxelMask arch;                ///< where bone of pedicles and arch is expected (`expected_arch`)
  VeinWindow vein;
  double brightest_hu = 0;  ///< of soft tissue
  double sign = 1;          ///< -1: all densities of the field are turned, to look for dense bone

  Eigen::Vector3d point_mm(int x, int y, int z) const {
    return image.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
  }
  BodyPlace place_of(int x, int y, int z) const { return shape.place_of(point_mm(x, y, z)); }
};

LysisField make_field(VertebraImage image, BodyShape shape, ExpectedDensity expected, const VeinWindow& vein,
                      double brightest_hu, const LysisParameters& parameters);

/// Smooths the densities of the image anew, after a change of them.
void smooth(LysisField& field, const LysisParameters& parameters);

/// The same field with the sign of its densities turned; `expected` is that of turned bodies.
LysisField turned(LysisField field, ExpectedDensity expected);

}  // namespace osteosign
