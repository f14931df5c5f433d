#include "classify/bone_rads_score.h"

namespace osteosign {

LesionScore bone_rads_score(const std::string& lesion_id, const BoneRadsDescriptors& lesion,
                            int soft_tissue_points) {
  LesionScore score;
  score.subject = lesion_id;
  score.issuer = "American College of Radiology, Bone-RADS for radiographs";
  score.edition = "2023; a soft-tissue mass scores " + std::to_string(soft_tissue_points);
  score.parts = {
      points_part("margin", lesion.margin,
                  [](LodwickMadewellGrade grade) { return bone_rads_points(grade); }),
      points_part("periosteal_reaction", lesion.periosteal_reaction,
                  [](PeriostealActivity reaction) { return bone_rads_points(reaction); }),
      points_part("endosteal_erosion", lesion.endosteal_erosion,
                  [](EndostealErosion erosion) { return bone_rads_points(erosion); }),
      points_part("pathological_fracture", lesion.pathological_fracture, bone_rads_fracture_points),
      points_part("soft_tissue_mass", lesion.soft_tissue_mass,
                  [&](Observed mass) { return bone_rads_soft_tissue_points(mass, soft_tissue_points); }),
      points_part("known_primary_cancer", lesion.known_primary_cancer, bone_rads_primary_points)};
  sum_points(score, [](int total) {
    const int category = bone_rads_category(total);
    return "category " + std::to_string(category) + ", " + std::string(bone_rads_risk(category));
  });
  return score;
}

}  // namespace osteosign
