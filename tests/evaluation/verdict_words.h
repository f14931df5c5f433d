#pragma once
#include "classify/finding.h"

namespace osteosign::evaluation {

/// As tables write it.
inline const char* words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::malignant:
      return "malignant";
    case Verdict::benign:
      return "benign";
    case Verdict::neutral:
      return "neutral";
    default:
      return "not assessable";
  }
}

}  // namespace osteosign::evaluation
