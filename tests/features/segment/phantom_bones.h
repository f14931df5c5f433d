#pragma once
#include <cmath>
#include <string>

#include "features/segment/bones.h"
#include "sample_data/phantom/phantom_ct.h"

namespace osteosign::test {

/// A phantom, how it is scanned, and the least Dice its bone must be found with.
struct PhantomCase {
  std::string name;
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  double least_dice = 0.97;  // methods A1, gate of the phantoms P1 to P3
};
inline void PrintTo(const PhantomCase& tested, std::ostream* out) { *out << tested.name; }

/// How well the segmentation of a phantom agrees with its periosteal surface.
struct BoneAgreement {
  double dice = 0;
  double volume_error = 0;   ///< found / true - 1
  double lesion_inside = 1;  ///< share of the voxels of all lesions that are labelled bone
};

inline BoneAgreement agreement_of(const LabelMap& found, const LabelMap& truth, const LabelMap& lesions) {
  double both = 0;
  double found_voxels = 0;
  double true_voxels = 0;
  double lesion_voxels = 0;
  double lesion_found = 0;
  for (std::size_t i = 0; i < found.voxels.size(); ++i) {
    const bool is_found = found.voxels[i] > 0;
    found_voxels += is_found ? 1 : 0;
    true_voxels += truth.voxels[i] > 0 ? 1 : 0;
    both += is_found && truth.voxels[i] > 0 ? 1 : 0;
    if (lesions.voxels[i] == 0 || truth.voxels[i] == 0) continue;
    lesion_voxels += 1;
    lesion_found += is_found ? 1 : 0;
  }
  return {2 * both / (found_voxels + true_voxels), found_voxels / true_voxels - 1,
          lesion_voxels > 0 ? lesion_found / lesion_voxels : 1};
}

/// Scan and segment with the image quality that a user would get: the estimated one.
inline BoneAgreement segmented(const PhantomCase& tested) {
  const phantom::PhantomCt scanned = phantom::scan_phantom(tested.phantom, tested.scan);
  const BoneParameters parameters;
  const LabelMap bones =
      segment_bone_tissue(scanned.ct, estimate_image_quality(scanned.ct, parameters.quality), parameters)
          .bones;
  return agreement_of(bones, true_bone_mask(scanned, scanned.ct.grid),
                      true_lesion_mask(scanned, scanned.ct.grid));
}

}  // namespace osteosign::test
