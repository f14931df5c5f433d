#pragma once
#include <string>

#include "tests/evaluation/search_case.h"

namespace osteosign::evaluation {

/// What the search sees of a scan, for scripts/learn_candidates, separated by tabs. For each lesion:
/// "lesion", scan, patient, type, index, place, mm3, HU of contrast, the largest share of it that one region
/// takes, and of their union. For each region that differs from the bone round it: "region", scan, patient,
/// density, index of the lesion that it hits or -1, the rule that explains it, x, y and z of its middle in
/// mm, signs.
std::string lines_of_regions(const SearchedScan& scan, const CtVolume& ct, const SearchedCt& searched);

}  // namespace osteosign::evaluation
