#pragma once
#include <vector>

#include "classify/finding.h"
#include "features/values/vertebra.h"
#include "features/vertebra/measure_vertebrae.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::evaluation {

/// One true vertebra and what was found at its place: of all found ones the nearest, when it is nearer to
/// this one than to any other and within half of a vertebra's height.
struct EvaluatedVertebra {
  phantom::VertebraTruth truth;
  const Vertebra* measured = nullptr;
  const VertebraGeometry* geometry = nullptr;
  std::vector<Finding> findings{};
  std::vector<Finding> findings_at_given_levels{};  ///< the same when a label map or the user names the level
};

/// A spine scanned, found, measured and judged as users get it.
struct EvaluatedSpine {
  phantom::SpineTruth truth;
  SpineMeasurements measured;
  std::vector<VertebraGeometry> geometries;
  std::vector<CanalPoint> canal;
  std::vector<EvaluatedVertebra> vertebrae;  ///< one for each true one, from cranial to caudal
  int invented = 0;                          ///< found where no true vertebra is
};

EvaluatedSpine evaluate(const phantom::SpinePhantom& phantom, const phantom::CtScan& scan);

/// Findings of each vertebra, in the order of `measured.vertebrae`.
std::vector<std::vector<Finding>> findings_of_vertebrae(const SpineMeasurements& measured);

/// The verdict of a criterion on a vertebra; `not_assessable` when it was not found and has no findings.
Verdict verdict_of(const std::vector<Finding>& findings, std::string_view criterion);

}  // namespace osteosign::evaluation
