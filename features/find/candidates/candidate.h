#pragma once
#include <Eigen/Core>
#include <string>
#include <vector>

#include "features/values/lesion.h"
#include "io/values/measured.h"

namespace osteosign {

/// A place of a bone that is not as dense as expected. What is known of it speaks for a lesion or explains
/// it.
struct BoneCandidate {
  DensityClass density = DensityClass::lytic;
  CtLesionOutline outline;
  Eigen::Vector3d middle_in_patient_mm = Eigen::Vector3d::Zero();  ///< a voxel of it
  double volume_mm3 = 0;
  double median_hu = 0;
  double expected_hu = 0;
  double confidence = 0;             ///< 0 to 1 (confidence.h, learned_confidence.h)
  std::vector<std::string> reasons;  ///< what the confidence rests on, with figures
  bool with_what_is_beside = false;  ///< dense bone of a body: its lytic part was looked for (mixed_lesion.h)
  std::string left_out = {};         ///< the rule by which it is no candidate; empty for candidates
};

/// What a search for lesions came to.
struct CandidateSearch {
  std::vector<BoneCandidate> candidates;  ///< by falling confidence
  std::vector<BoneCandidate> left_out;    ///< in no order of importance
  Measured<std::string> searched = Unknown{"no search for lesions was made"};
  std::vector<std::string> notes;  ///< what could not be searched, and what was left out, with figures
};

}  // namespace osteosign
