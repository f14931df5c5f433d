#pragma once
#include <string>
#include <vector>

#include "features/lesion/cortex.h"
#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {

/// What is wrong with the cortex of a case.
enum class CortexKind { intact, deep, scalloped, breached, expanded, thin };
const char* name(CortexKind kind);

/// Where the scan ends in the bone.
enum class CutOff { nowhere, far_side, end };

/// A tube with a lytic lesion beside its cortex (phantom P2 of methods C1).
struct CortexCase {
  CortexKind kind;
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  ScanGeometry geometry;
  CutOff cut_off = CutOff::nowhere;
};

/// Everything that is random follows from the seed; the kind of damage and of scan go round with it.
CortexCase random_cortex_case(int seed);

/// What is true of the cortex, the lesion included, from rays of the axis through the surface.
struct CortexFacts {
  double thickness_mm;
  double least_thickness_mm;
  double breach_area_mm2;
  double expansion_mm;
  double mass_mm;  ///< of the undamaged cortex, as it is defined
};
CortexFacts cortex_facts(const CortexCase& cortex, const phantom::PhantomCt& scanned);

/// The cortex as it was measured: as users get it (quality estimated, bone segmented, outline from a seed),
/// the same with the true outline given as a mask, and with everything given. The density of compact bone is
/// never given but in the last.
struct EvaluatedCortex {
  CortexFacts truth;
  Measured<LesionCortex> from_seed = Unknown{"not run"};
  LesionCortex from_outline;
  LesionCortex with_truth;
  Measured<double> mass_mm = Unknown{"not run"};  ///< of the cortex beyond the lesion, everything given
};
EvaluatedCortex evaluate(const CortexCase& cortex);

}  // namespace osteosign::evaluation
