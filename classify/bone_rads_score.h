#pragma once
#include "classify/bone_rads.h"
#include "classify/lesion_score.h"

namespace osteosign {

/// The inputs of ACR Bone-RADS, as far as they are known.
struct BoneRadsDescriptors {
  Descriptor<LodwickMadewellGrade> margin;
  Descriptor<PeriostealActivity> periosteal_reaction;
  Descriptor<EndostealErosion> endosteal_erosion;
  Descriptor<Observed> pathological_fracture, soft_tissue_mass, known_primary_cancer;
};

/// The range of points over all of them. `soft_tissue_points`: those of a mass, 2 or 4.
LesionScore bone_rads_score(const std::string& lesion_id, const BoneRadsDescriptors& lesion,
                            int soft_tissue_points);

}  // namespace osteosign
