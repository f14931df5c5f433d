#include "features/find/candidates/join_candidates.h"

#include <algorithm>

#include "features/find/connected_part.h"
#include "features/find/outline_voxels.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// Both masks, and the cavities between them.
CtLesionOutline united(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other) {
  CtLesionOutline all;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    all.first[axis] = std::min(one.first[axis], other.first[axis]);
    size[axis] = std::max(one.first[axis] + one.box.size[axis], other.first[axis] + other.box.size[axis]) -
                 all.first[axis];
  }
  all.box = series.crop(all.first, size);
  all.inside.assign(all.box.voxel_count(), 0);
  for (const CtLesionOutline* const each : {&one, &other})
    for_each_inside(*each, [&](const Eigen::Array3i& v) {
      all.inside[all.box.index(v.x() - all.first[0], v.y() - all.first[1], v.z() - all.first[2])] = 1;
    });
  all.inside = without_holes(all.box, all.inside);
  all.membership.assign(all.inside.begin(), all.inside.end());
  return all;
}

double distance_mm(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other) {
  const CtLesionOutline both = united(series, one, other);
  std::vector<std::uint8_t> first(both.box.voxel_count(), 0);
  for_each_inside(one, [&](const Eigen::Array3i& v) {
    first[both.box.index(v.x() - both.first[0], v.y() - both.first[1], v.z() - both.first[2])] = 1;
  });
  const std::vector<float> distance = signed_distance_mm(both.box, first);
  double nearest = 1e9;
  for_each_inside(other, [&](const Eigen::Array3i& v) {
    nearest = std::min<double>(
        nearest,
        distance[both.box.index(v.x() - both.first[0], v.y() - both.first[1], v.z() - both.first[2])]);
  });
  return nearest;
}

bool are_parts_of_one(const ImageGrid& series, const BoneCandidate& one, const BoneCandidate& other,
                      double within_mm, double least_share) {
  const bool opposite = (one.density == DensityClass::lytic && other.density == DensityClass::sclerotic) ||
                        (one.density == DensityClass::sclerotic && other.density == DensityClass::lytic);
  if (!opposite || !one.left_out.empty() || !other.left_out.empty()) return false;
  const double both = one.volume_mm3 + other.volume_mm3;
  if (std::min(one.volume_mm3, other.volume_mm3) < least_share * both) return false;
  constexpr double far_mm = 120;
  if ((one.middle_in_patient_mm - other.middle_in_patient_mm).norm() > far_mm) return false;
  return distance_mm(series, one.outline, other.outline) <= within_mm;
}

BoneCandidate mixed_of(const ImageGrid& series, const BoneCandidate& one, const BoneCandidate& other) {
  const bool one_leads = one.confidence >= other.confidence;
  BoneCandidate mixed = one_leads ? one : other;
  const BoneCandidate& part = one_leads ? other : one;
  mixed.outline = united(series, one.outline, other.outline);
  mixed.volume_mm3 = static_cast<double>(std::ranges::count(mixed.outline.inside, std::uint8_t{1})) *
                     series.voxel_volume_mm3();
  mixed.density = DensityClass::mixed;
  mixed.reasons.push_back("joined with a part of the other density");
  mixed.reasons.insert(mixed.reasons.end(), part.reasons.begin(), part.reasons.end());
  return mixed;
}

}  // namespace

std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             double within_mm, double least_share) {
  for (std::size_t i = 0; i < candidates.size(); ++i)
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      if (!are_parts_of_one(series, candidates[i], candidates[j], within_mm, least_share)) continue;
      candidates[i] = mixed_of(series, candidates[i], candidates[j]);
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(j));
      break;
    }
  return candidates;
}

std::vector<BoneCandidate> each_place_once(std::vector<BoneCandidate> candidates, double most_shared) {
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &BoneCandidate::confidence);
  std::vector<BoneCandidate> once;
  for (BoneCandidate& each : candidates)
    if (!each.left_out.empty() || std::ranges::none_of(once, [&](const BoneCandidate& other) {
          return other.left_out.empty() && other.density == each.density &&
                 shared_part(each.outline, other.outline) > most_shared;
        }))
      once.push_back(std::move(each));
  return once;
}

double shared_part(const CtLesionOutline& one, const CtLesionOutline& other) {
  const OutlineOverlap overlap = overlap_of(one, other);
  const double smaller = std::min(overlap.one, overlap.other);
  return smaller > 0 ? overlap.both / smaller : 0;
}

}  // namespace osteosign
