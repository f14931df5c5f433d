#pragma once
#include "features/lesion/diameter_share.h"
#include "features/lesion/fracture_line.h"
#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {

/// What is wrong with the cortex beside the lesion of a case; only the first two are fractures.
enum class FractureKind { all_round, partial, whole, breached, scalloped };
const char* name(FractureKind kind);
inline bool is_broken(FractureKind kind) {
  return kind == FractureKind::all_round || kind == FractureKind::partial;
}

/// A shaft with a lytic lesion of random size, and a fracture through it or near it, or none.
struct FractureCase {
  FractureKind kind;
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  ScanGeometry geometry;
};

/// Everything that is random follows from the seed; kind and scan go round with it.
FractureCase random_fracture_case(int seed);

/// As users get it: quality estimated, bone segmented; the outline is given.
struct EvaluatedFracture {
  FractureLine line;
  MeasuredQuantity share = Unknown{"not run"};
  double true_share = 0;
};
EvaluatedFracture evaluate(const FractureCase& made);

}  // namespace osteosign::evaluation
