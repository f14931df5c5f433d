#pragma once
#include <string>

#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {

/// What lies beside the bone of a case; the last six are without a mass.
enum class SoftTissueKind {
  focal,
  thin,
  diffuse,
  breach_alone,
  whole_cortex,
  vessel,
  muscle_on_bone,
  uneven_muscle,
  fluid
};
const char* name(SoftTissueKind kind);

/// A shaft with a lytic lesion, its muscles, and a mass that has grown through a breach, or none.
struct SoftTissueCase {
  SoftTissueKind kind;
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  ScanGeometry geometry;

  double contrast_hu() const { return phantom.soft_tissue.mass_hu - phantom.around.muscle_hu; }
};

/// Everything that is random follows from the seed; kind and scan go round with it.
SoftTissueCase random_soft_tissue_case(int seed);

/// One outline, what was measured of it, and what has grown out of it.
struct MeasuredSoftTissue {
  CtLesionMeasurements measurements;
  /// Dice coefficient of the outline with mass with the true lesion and mass, the cortex between them left
  /// out; none where no mass was outlined.
  std::optional<double> dice_with_mass;
};

/// As users get it: quality estimated, bone segmented, outline given or grown from a seed.
struct EvaluatedSoftTissue {
  phantom::SoftTissueTruth truth;
  MeasuredSoftTissue from_outline;
  Measured<MeasuredSoftTissue> from_seed = Unknown{"not run"};
};
EvaluatedSoftTissue evaluate(const SoftTissueCase& tissue);

}  // namespace osteosign::evaluation
