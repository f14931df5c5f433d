#pragma once
#include <string_view>

#include "classify/lodwick.h"

namespace osteosign {

/// Periosteal reaction as ACR Bone-RADS groups it.
enum class PeriostealActivity { none, non_aggressive, aggressive };
/// Endosteal erosion by the part of the cortex that is lost.
enum class EndostealErosion { below_one_third, one_to_two_thirds, above_two_thirds };

/// Points of ACR Bone-RADS for radiographs, v2023 (Caracciolo et al., JACR 2023;20:1044). Not to be taken for
/// the SSR Bone-RADS of CT and MRI, which shares the name.
int bone_rads_points(LodwickMadewellGrade margin);
int bone_rads_points(PeriostealActivity reaction);
int bone_rads_points(EndostealErosion erosion);
int bone_rads_fracture_points(Observed fracture);
/// `points_when_present`: the assessment sheet is quoted with 2, the report template prints 4.
int bone_rads_soft_tissue_points(Observed mass, int points_when_present);
int bone_rads_primary_points(Observed known_primary_cancer);

/// Category 1 (1 or 2 points), 2 (3 or 4), 3 (5 or 6) or 4 (7 and more). A margin that is graded scores at
/// least one point, so that a total of 0 is a bug.
int bone_rads_category(int total);
/// "very low", "low", "intermediate", "high".
std::string_view bone_rads_risk(int category);

}  // namespace osteosign
