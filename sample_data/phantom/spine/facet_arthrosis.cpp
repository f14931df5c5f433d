#include "sample_data/phantom/spine/facet_arthrosis.h"

#include <limits>

namespace osteosign::phantom {

double FacetArthrosis::distance_mm(const BoneAt& bone, const Eigen::Vector3d& phantom_mm) const {
  constexpr double absent = std::numeric_limits<double>::infinity();
  const bool in_upper = bone.vertebra == upper_.placed.number - 1;
  if (!in_upper && bone.vertebra != lower_.placed.number - 1) return absent;
  const Eigen::Vector3d in_upper_mm = upper_.frame.local(phantom_mm);
  const double depth_mm = in_upper_mm.x() > 0 ? signs_.left_arthrosis_mm : signs_.right_arthrosis_mm;
  if (depth_mm <= 0) return absent;
  const double of_upper_mm = upper_.arch.lower_process_distance_mm(in_upper_mm);
  const double of_lower_mm = lower_.arch.upper_process_distance_mm(lower_.frame.local(phantom_mm));
  const double own_mm = in_upper ? of_upper_mm : of_lower_mm;
  const double other_mm = in_upper ? of_lower_mm : of_upper_mm;
  // Processes that would meet are cut by the middle between them (SpineColumn); the joint is there.
  const double below_surface_mm = std::max(other_mm - joint_gap_mm_, (other_mm - own_mm - joint_gap_mm_) / 2);
  return below_surface_mm - depth_mm;
}

std::vector<FacetArthrosis> facet_arthroses(const SpineColumn& column, const SpinePhantom& phantom) {
  std::vector<FacetArthrosis> all;
  for (const auto& [number, signs] : phantom.facets) {
    const auto upper = static_cast<std::size_t>(number - 1);
    all.emplace_back(column.vertebrae().at(upper), column.vertebrae().at(upper + 1), signs,
                     phantom.bone.joint_gap_mm);
  }
  return all;
}

}  // namespace osteosign::phantom
