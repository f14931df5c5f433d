#include "features/find/candidates/join_candidates.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

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

/// Calls `visit(voxel of the series, distance_mm)` for the voxels of a part, with their distance from the
/// lead.
template <class Visitor>
void for_each_by_distance(const ImageGrid& series, const CtLesionOutline& lead, const CtLesionOutline& part,
                          const Visitor& visit) {
  const CtLesionOutline both = united(series, lead, part);
  const auto index = [&](const Eigen::Array3i& v) {
    return both.box.index(v.x() - both.first[0], v.y() - both.first[1], v.z() - both.first[2]);
  };
  std::vector<std::uint8_t> of_lead(both.box.voxel_count(), 0);
  for_each_inside(lead, [&](const Eigen::Array3i& v) { of_lead[index(v)] = 1; });
  const std::vector<float> distance = signed_distance_mm(both.box, of_lead);
  for_each_inside(part, [&](const Eigen::Array3i& v) { visit(v, distance[index(v)]); });
}

/// The widest gap between the boxes of two masks along an axis: no more than the distance of the masks.
double boxes_apart_mm(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other) {
  double widest_mm = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int gap = std::max(one.first[axis] - other.first[axis] - other.box.size[axis],
                             other.first[axis] - one.first[axis] - one.box.size[axis]);
    widest_mm = std::max(widest_mm, gap * series.spacing_mm[static_cast<Eigen::Index>(axis)]);
  }
  return widest_mm;
}

double distance_mm(const ImageGrid& series, const CtLesionOutline& lead, const CtLesionOutline& part) {
  double nearest = 1e9;
  for_each_by_distance(series, lead, part, [&](const Eigen::Array3i&, float distance) {
    nearest = std::min<double>(nearest, distance);
  });
  return nearest;
}

/// What of a part lies no farther from the lead than the radius of a ball of the lead's volume.
BoneCandidate near_lead(const ImageGrid& series, const BoneCandidate& lead, BoneCandidate part) {
  const double reach_mm = std::cbrt(0.75 * lead.volume_mm3 / std::numbers::pi);
  std::vector<std::uint8_t> near(part.outline.inside.size(), 0);
  double count = 0;
  for_each_by_distance(series, lead.outline, part.outline, [&](const Eigen::Array3i& v, float distance) {
    if (distance > reach_mm) return;
    near[part.outline.box.index(v.x() - part.outline.first[0], v.y() - part.outline.first[1],
                                v.z() - part.outline.first[2])] = 1;
    ++count;
  });
  part.outline.inside = std::move(near);
  part.volume_mm3 = count * series.voxel_volume_mm3();
  return part;
}

bool are_opposite(DensityClass one, DensityClass other) {
  return (one == DensityClass::lytic && other == DensityClass::sclerotic) ||
         (one == DensityClass::sclerotic && other == DensityClass::lytic);
}

bool is_sure(const BoneCandidate& each, const MixedRule& rule) {
  return each.left_out.empty() && each.confidence >= rule.least_confidence;
}

/// What of another region is a part of the lesion that `lead` shows: all of it when it is sure as well;
/// nothing where it is none. Beside lytic lesions what is dense and not sure is mostly their cortex.
std::optional<BoneCandidate> part_beside(const ImageGrid& series, const BoneCandidate& lead,
                                         const BoneCandidate& other, const MixedRule& rule) {
  if (!are_opposite(lead.density, other.density)) return std::nullopt;
  if (!other.left_out.empty()) return std::nullopt;
  if (!is_sure(other, rule) && other.density != DensityClass::lytic) return std::nullopt;
  if (boxes_apart_mm(series, lead.outline, other.outline) > rule.within_mm) return std::nullopt;
  if (distance_mm(series, lead.outline, other.outline) > rule.within_mm) return std::nullopt;
  BoneCandidate part = is_sure(other, rule) ? other : near_lead(series, lead, other);
  const double both_mm3 = lead.volume_mm3 + part.volume_mm3;
  if (std::min(lead.volume_mm3, part.volume_mm3) < rule.least_share * both_mm3) return std::nullopt;
  return part;
}

BoneCandidate mixed_of(const ImageGrid& series, const BoneCandidate& lead, const BoneCandidate& part) {
  BoneCandidate mixed = lead;
  mixed.outline = united(series, lead.outline, part.outline);
  mixed.volume_mm3 = static_cast<double>(std::ranges::count(mixed.outline.inside, std::uint8_t{1})) *
                     series.voxel_volume_mm3();
  mixed.density = DensityClass::mixed;
  mixed.reasons.push_back("joined with a part of the other density");
  mixed.reasons.insert(mixed.reasons.end(), part.reasons.begin(), part.reasons.end());
  return mixed;
}

}  // namespace

std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             const MixedRule& rule) {
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &BoneCandidate::confidence);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_sure(candidates[i], rule)) continue;
    const BoneCandidate lead = candidates[i];
    for (std::size_t other = i + 1; other < candidates.size();) {
      const std::optional<BoneCandidate> part = part_beside(series, lead, candidates[other], rule);
      if (part) {
        candidates[i] = mixed_of(series, candidates[i], *part);
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(other));
      } else {
        ++other;
      }
    }
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
