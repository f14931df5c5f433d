#pragma once
#include <string>
#include <vector>

#include "io/values/quantity.h"
#include "sample_data/phantom/spine/random_epidural.h"
#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// What is said of the canal of one vertebra: tissue above the limit by more than its standard deviation,
/// within it, or not.
enum class EpiduralAnswer { seen, uncertain, none, not_assessable };

struct EpiduralVertebra {
  std::string level;
  bool is_target = false;  ///< with what the kind says
  double true_mm = 0;      ///< thickness of the mass in the canal
  MeasuredQuantity thickness = Unknown{"the vertebra was not found"};
  MeasuredQuantity assessed_fraction = Unknown{"the vertebra was not found"};
  EpiduralAnswer answer = EpiduralAnswer::not_assessable;
};

struct EpiduralSpine {
  phantom::EpiduralCase which;
  bool pushes = false;  ///< the mass moves the sac by more than half of what it is thicker than the fat
  std::vector<EpiduralVertebra> vertebrae;
};

/// Every kind, in thin slices and in some of 3 mm.
std::vector<phantom::EpiduralCase> epidural_cases(const Selection& selection);

EpiduralSpine evaluate(const phantom::EpiduralCase& which);

EpiduralAnswer answer_of(const MeasuredQuantity& thickness);

}  // namespace osteosign::evaluation
