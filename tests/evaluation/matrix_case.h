#pragma once
#include <optional>

#include "features/lesion/matrix.h"
#include "sample_data/phantom/phantom_ct.h"
#include "sample_data/phantom/random_matrix.h"
#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {

/// A lesion with a matrix, and how it is scanned (phantom P7 of methods C1).
struct MatrixCase {
  phantom::RandomMatrix content;
  phantom::CtScan scan;
  bool with_contrast = false;
  bool has_gate = true;  ///< slices of at most 1.5 mm and noise of at most 30 HU
  bool is_trap = false;  ///< holds what is no matrix but may be mistaken for one
};

/// Everything that is random follows from the seed: content, slices of 0.6 to 1.5 mm (every fifth scan 3 mm),
/// pixels of 0.4 to 0.98 mm, blur, noise of 0 to 35 HU, pose.
MatrixCase random_matrix_case(int seed);
/// The same with a trap in place of a matrix, in thin slices.
MatrixCase random_trap_case(int seed);

MatrixKind true_kind(phantom::MatrixForm form);

struct EvaluatedMatrix {
  phantom::MatrixTruth truth;
  double lesion_mm = 0;               ///< smallest diameter
  LesionMatrix with_truth;            ///< outline, bone and quality given
  LesionMatrix as_used;               ///< outline given, quality estimated, bone segmented
  LesionMatrix from_seed;             ///< the outline too is grown from a seed
  std::optional<double> seeded_dice;  ///< of that outline with the true one; none without an outline
};
EvaluatedMatrix evaluate(const MatrixCase& matrix);

}  // namespace osteosign::evaluation
