#include "features/find/candidates/candidate_at.h"

#include <algorithm>

#include "features/find/outline_voxels.h"

namespace osteosign {

const BoneCandidate* candidate_at(const CandidateSearch& search, const ImageGrid& series,
                                  const Eigen::Vector3d& point_in_patient_mm) {
  constexpr double near_middle_mm = 5;
  const Eigen::Array3i voxel = series.voxel_from_patient(point_in_patient_mm).array().round().cast<int>();
  const auto first_that = [&](const auto& is_meant) -> const BoneCandidate* {
    const auto found = std::ranges::find_if(search.candidates, is_meant);  // they are by falling confidence
    return found == search.candidates.end() ? nullptr : &*found;
  };
  if (const BoneCandidate* const around =
          first_that([&](const BoneCandidate& each) { return holds(each.outline, voxel); }))
    return around;
  return first_that([&](const BoneCandidate& each) {
    return (each.middle_in_patient_mm - point_in_patient_mm).norm() < near_middle_mm;
  });
}

}  // namespace osteosign
