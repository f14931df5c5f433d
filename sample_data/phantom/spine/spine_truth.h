#pragma once
#include <array>
#include <string>
#include <vector>

#include "features/spine/spine.h"
#include "sample_data/phantom/spine/spine_ct.h"
#include "sample_data/phantom/truth.h"

namespace osteosign::phantom {

/// Heights of a body in mm as methods A9.4 defines them: distance of the endplates along the axis of the body
/// at 12, 50 and 88 % of its depth in the middle third of its width, and 6 to 14 mm left and right of the
/// middle (in proportion less in bodies less than 42 mm wide, whose rim would lie in that band).
struct BodyHeights {
  double anterior_mm = 0, middle_mm = 0, posterior_mm = 0, left_mm = 0, right_mm = 0;
};

/// An endplate in patient space: middle and cranial normal of the plane fitted to its central part.
struct EndplateTruth {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d normal = Eigen::Vector3d::UnitZ();
};

/// One pedicle, between posterior wall and the coronal plane through the posterior third of the canal.
struct PedicleTruth {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();  ///< isthmus, patient space
  double volume_mm3 = 0;                                ///< of bone that is left
  double healthy_volume_mm3 = 0;                        ///< without the signs
  double removed_fraction = 0;                          ///< part of that volume
  double isthmus_area_mm2 = 0;                          ///< least cross-section of what is left
  double healthy_isthmus_area_mm2 = 0;
};

/// What is true of one vertebra. Angles are those between the fitted endplate planes.
struct VertebraTruth {
  int number = 1;     ///< label in true_vertebra_map; 1 is the most cranial
  std::string level;  ///< "L3"
  VertebraFrame frame;
  EndplateTruth superior, inferior;
  double width_mm = 0, depth_mm = 0;
  BodyHeights heights, healthy_heights;
  double height_loss = 0;         ///< largest of the losses at 12, 50, 88 % against the healthy body
  double coronal_wedge_deg = 0;   ///< positive when the left side is lower
  double sagittal_wedge_deg = 0;  ///< positive when the front is lower
  double healthy_coronal_wedge_deg = 0, healthy_sagittal_wedge_deg = 0;
  double body_volume_mm3 = 0;  ///< bone in front of the posterior wall, lesions included
  double bulge_mm = 0;         ///< largest way of the wall behind the healthy one
  double bulge_beyond_chord_mm = 0;
  double bulge_area_mm2 = 0;  ///< of the wall more than 1 mm behind its chord
  double breach_area_mm2 = 0;
  double canal_area_mm2 = 0;  ///< least area of the bony canal between the endplates
  double healthy_canal_area_mm2 = 0;
  double canal_narrowing = 0;       ///< 1 less their ratio
  double free_canal_narrowing = 0;  ///< the same with soft tissue in the canal taken off too
  double canal_mass_mm = 0;         ///< greatest thickness of soft tissue between wall and sac
  int canal_mass_side = 0;          ///< 1 when it lies along the left side, -1 right, 0 in front
  double cancellous_hu = 0;         ///< mean of the body before texture and signs
  PedicleTruth left_pedicle, right_pedicle;
};

/// One lesion. Its own figures are those of the whole ball or ellipsoid; only a part of it may lie in bone.
struct SpineLesionTruth {
  int vertebra = 1;                        ///< number
  VertebraPart part = VertebraPart::none;  ///< in which its centre lies
  double volume_in_bone_mm3 = 0;           ///< of what was bone of its vertebra before
  LesionTruth lesion;
};

struct SpineTruth {
  std::vector<VertebraTruth> vertebrae;  ///< from cranial to caudal
  std::vector<CanalPoint> canal;         ///< from cranial to caudal, about 1 mm apart
  std::vector<SpineLesionTruth> lesions;
  double cobb_deg = 0;  ///< largest angle of two endplate normals in the coronal plane of the patient
};

SpineTruth spine_truth(const SpineCt& scanned);
/// The truth of one vertebra alone; 1 is the most cranial.
VertebraTruth vertebra_truth(const SpineCt& scanned, int number);

/// Every voxel whose centre lies in a bone: the number of its vertebra, or one more than the last one for the
/// sacrum, two and three more for C1 and the skull. Ribs are left out. Holes made by lesions and other signs
/// are filled.
LabelMap true_vertebra_map(const SpineCt& scanned, const ImageGrid& grid);
/// The same voxels without the sacrum, with the number of their VertebraPart.
LabelMap true_part_map(const SpineCt& scanned, const ImageGrid& grid);
/// Lesion i of the truth has the label i + 1, where its vertebra was bone.
LabelMap true_lesion_map(const SpineCt& scanned, const ImageGrid& grid);
/// 1 in the bony canal from the first to the last vertebra; what bulges into it is left out.
LabelMap true_canal_map(const SpineCt& scanned, const ImageGrid& grid);

}  // namespace osteosign::phantom
