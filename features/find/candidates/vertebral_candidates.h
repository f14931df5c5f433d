#pragma once
#include <vector>

#include "features/find/candidates/candidate.h"
#include "features/values/vertebral_region.h"

namespace osteosign {

/// The regions that the density atlas of the vertebrae found (lysis.h, dense_region.h) as candidates: those
/// that a rule of methods A3.4 explains are left out by it. Their outlines are the regions themselves.
/// Dense ones of which the largest ball takes less than `sheet_roundness` are left out as sheets, but for
/// those that fill an arch.
std::vector<BoneCandidate> vertebral_candidates(const std::vector<VertebralRegion>& regions,
                                                double sheet_roundness);

}  // namespace osteosign
