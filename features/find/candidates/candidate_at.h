#pragma once
#include "features/find/candidates/candidate.h"

namespace osteosign {

/// The candidate that somebody points at who marks a point of a series: the surest one that holds its voxel,
/// else the surest one whose middle lies within 5 mm of it. Null when there is none.
const BoneCandidate* candidate_at(const CandidateSearch& search, const ImageGrid& series,
                                  const Eigen::Vector3d& point_in_patient_mm);

}  // namespace osteosign
