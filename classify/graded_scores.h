#pragma once
#include <set>

#include "classify/lesion_descriptors.h"
#include "classify/lesion_score.h"

namespace osteosign {

/// Lodwick 1980, modified Lodwick-Madewell, and T of Enneking: the range over everything that the descriptors
/// can be. T1 stays in its compartment, T2 leaves it; a broken cortex alone does not tell which.
LesionScore lodwick_score(const std::string& lesion_id, const LesionDescriptors& lesion);
LesionScore lodwick_madewell_score(const std::string& lesion_id, const LesionDescriptors& lesion);
LesionScore enneking_t_score(const std::string& lesion_id, const LesionDescriptors& lesion);

/// The grades that the margin can have.
std::set<LodwickMadewellGrade> lodwick_madewell_grades(const LesionDescriptors& lesion);

}  // namespace osteosign
