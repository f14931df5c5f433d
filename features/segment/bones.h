#pragma once
#include <string>
#include <vector>

#include "features/prepare/body_mask.h"
#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "features/prepare/voxel_mask.h"
#include "features/segment/bone_thresholds.h"
#include "features/segment/contrast_pools.h"
#include "io/images/label_map.h"
#include "io/values/described.h"

namespace osteosign {

struct BoneParameters {
  ImageQualityParameters quality;
  BodyMaskParameters body;
  MetalParameters metal;
  BoneThresholdParameters thresholds;
  ContrastPoolParameters contrast;
  double smoothing_from_noise_hu = 15;
  double least_bone_mm3 = 200;
  double closing_mm = 3;
  double largest_marrow_cm3 = 500;
  double edge_reach_mm = 2;
};

template <class Visitor>
void describe(BoneParameters& p, Visitor&& visit) {
  describe(p.quality, visit);
  describe(p.body, visit);
  describe(p.metal, visit);
  describe(p.thresholds, visit);
  describe(p.contrast, visit);
  visit(ParameterDescription{"smoothing_from_noise_hu",
                             "Noise above which thresholds look at a 3x3 binomial mean",
                             "lowest bone threshold minus muscle (60 HU) is then 4 noise sd", 0, 200},
        p.smoothing_from_noise_hu);
  visit(ParameterDescription{"least_bone_mm3", "Smallest separate piece of bone", "methods A1.5", 0, 10000},
        p.least_bone_mm3);
  visit(ParameterDescription{"closing_mm",
                             "Radius of the closing that bridges gaps of the cortex before filling",
                             "methods A1.9; below half of a neural foramen, which must stay open", 0, 10},
        p.closing_mm);
  visit(ParameterDescription{"largest_marrow_cm3", "Largest enclosed space that is filled as marrow",
                             "above a whole femur's (about 400 cm3), below a cranial cavity (1100 cm3)", 1,
                             1000},
        p.largest_marrow_cm3);
  visit(ParameterDescription{"edge_reach_mm", "How far the border may move to the half height",
                             "a threshold of 110 HU lies 1.7 sigma outside a 1500-HU edge; sigma up to 1 mm",
                             0, 5},
        p.edge_reach_mm);
}

/// Bones and everything found on the way that later stages need. All masks are on the grid of the CT.
struct BoneSegmentation {
  LabelMap bones;      ///< 1 = bone, marrow included; see segment_bones
  VoxelMask mineral;   ///< bone as seen by the thresholds alone, before filling: `bones` without it is marrow
  VoxelMask body;      ///< the patient without table
  Metal metal;         ///< metal, invalid zone, streak zone
  VoxelMask contrast;  ///< contrast-filled vessels, bowel, urinary tract
  BoneThresholds thresholds;
  std::vector<std::string> notes;  ///< facts for the report, with figures
};

/// Bone by thresholds that adapt to the patient, hysteresis, removal of table, metal and contrast medium,
/// filling up to the periosteum, and a border at the local half height between soft tissue and cortex
/// (methods A1; half height: Spoor 1993; its shift for thin cortex: model of Treece 2010). Needs no prior
/// knowledge of the body part; a bone cut off by the border of the volume is filled as well.
BoneSegmentation segment_bone_tissue(const CtVolume& ct, const ImageQuality& quality,
                                     const BoneParameters& parameters);

/// The plug-in form of the same (segmenter.h). Label 1 = "bone": bones that touch are not separated.
LabelMap segment_bones(const CtVolume& ct, const BoneParameters& parameters);

}  // namespace osteosign
