#pragma once
#include <string>
#include <vector>

#include "features/values/lesion.h"

namespace osteosign {

/// What speaks for a candidate.
struct CandidateEvidence {
  DensityClass density = DensityClass::lytic;
  double median_hu = 0;
  double expected_hu = 0;
  double limit_hu = 0;  ///< least difference that is seen there
  double volume_mm3 = 0;
  double roundness = 0;  ///< share of the region that its inscribed ball takes (outline_voxels.h)
  int comparisons = 1;   ///< independent ones that agree: neighbours, other side, bone round it
};

struct Confidence {
  double value = 0;
  std::vector<std::string> reasons;
};

/// Definition: mean of four parts between 0 and 1: contrast (0 where it would just be seen, 1 from twice that
/// on), volume (0 at 0.1 cm3, 1 from 1 cm3 on, by its logarithm; methods A3.2: reported from 0.3 cm3 on),
/// roundness (1 from 0.4 on; tubes and sheets are vessels and cortex, methods A3.3), and comparisons (one
/// counts a half, two count 1). An order of candidates, not a probability.
Confidence confidence_of(const CandidateEvidence& evidence);

}  // namespace osteosign
