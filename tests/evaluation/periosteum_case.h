#pragma once
#include <array>

#include "features/lesion/periosteum.h"
#include "sample_data/phantom/phantom_ct.h"
#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {

/// A shaft with a lesion and a periosteal reaction, and how it is scanned (phantom P6 of methods C1).
struct PeriosteumCase {
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  ScanGeometry geometry;
};
const std::array<ScanGeometry, 4>& periosteum_geometries();

/// Everything that is random follows from the seed; form and geometry go round with it.
PeriosteumCase random_periosteum_case(int seed);

/// The pattern that a reader who sees everything names.
PeriostealPattern true_pattern(const phantom::PeriosteumTruth& truth);

struct EvaluatedPeriosteum {
  phantom::PeriosteumTruth truth;
  double blur_mm = 0;           ///< along a ray across the shaft, interpolation included
  LesionPeriosteum as_used;     ///< outline given, quality estimated, bone segmented
  LesionPeriosteum with_truth;  ///< bone and quality given too
};
EvaluatedPeriosteum evaluate(const PeriosteumCase& periosteum);

}  // namespace osteosign::evaluation
