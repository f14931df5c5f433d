#include "features/find/candidates/join_candidates.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "features/find/connected_part.h"
#include "features/find/outline_voxels.h"
#include "features/shape/ball.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// Place in the box of an outline of a voxel of the series.
std::size_t index_in(const CtLesionOutline& outline, const Eigen::Array3i& voxel) {
  return outline.box.index(voxel.x() - outline.first[0], voxel.y() - outline.first[1],
                           voxel.z() - outline.first[2]);
}

/// An empty outline whose box holds those of both.
CtLesionOutline box_round(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other) {
  CtLesionOutline both;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    both.first[axis] = std::min(one.first[axis], other.first[axis]);
    size[axis] = std::max(one.first[axis] + one.box.size[axis], other.first[axis] + other.box.size[axis]) -
                 both.first[axis];
  }
  both.box = series.crop(both.first, size);
  both.inside.assign(both.box.voxel_count(), 0);
  return both;
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

/// The voxels of a mask that lie within a reach of another one.
struct NearVoxels {
  CtLesionOutline outline;
  double nearest_mm = 1e9;  ///< distance of both masks
};

NearVoxels voxels_near(const ImageGrid& series, const CtLesionOutline& lead, const CtLesionOutline& part,
                       double reach_mm) {
  CtLesionOutline of_lead = box_round(series, lead, part);
  for_each_inside(lead, [&](const Eigen::Array3i& voxel) { of_lead.inside[index_in(of_lead, voxel)] = 1; });
  const std::vector<float> distance_mm = signed_distance_mm(of_lead.box, of_lead.inside);
  NearVoxels near{part};
  for_each_inside(part, [&](const Eigen::Array3i& voxel) {
    const double here_mm = distance_mm[index_in(of_lead, voxel)];
    near.nearest_mm = std::min(near.nearest_mm, here_mm);
    if (here_mm > reach_mm) near.outline.inside[index_in(part, voxel)] = 0;
  });
  near.outline.membership.assign(near.outline.inside.begin(), near.outline.inside.end());
  return near;
}

double volume_mm3(const ImageGrid& series, const CtLesionOutline& outline) {
  return static_cast<double>(std::ranges::count(outline.inside, std::uint8_t{1})) * series.voxel_volume_mm3();
}

bool are_opposite(DensityClass one, DensityClass other) {
  return (one == DensityClass::lytic && other == DensityClass::sclerotic) ||
         (one == DensityClass::sclerotic && other == DensityClass::lytic);
}

bool is_listed(const BoneCandidate& each, const MixedRule& rule) {
  return each.left_out.empty() && each.confidence >= rule.least_confidence;
}

/// What of another region is a part of the lesion that `lead` shows: all of it when it would be listed as
/// well, else what lies within the radius of the lead and is no disc; nothing where it is none. Dense bone
/// beside a lytic lesion that would not be listed is mostly its cortex. What of a body tells its lytic part
/// itself is joined with no other.
std::optional<BoneCandidate> part_beside(const ImageGrid& series, const BoneCandidate& lead,
                                         const BoneCandidate& other, const MixedRule& rule) {
  const bool listed = is_listed(other, rule);
  if (!are_opposite(lead.density, other.density) || !other.left_out.empty()) return std::nullopt;
  if (!listed && other.density != DensityClass::lytic) return std::nullopt;
  if (lead.with_what_is_beside || other.with_what_is_beside) return std::nullopt;
  if (boxes_apart_mm(series, lead.outline, other.outline) > rule.within_mm) return std::nullopt;
  NearVoxels near = voxels_near(series, lead.outline, other.outline, ball_radius_mm(lead.volume_mm3));
  if (near.nearest_mm > rule.within_mm) return std::nullopt;
  BoneCandidate part = other;
  if (!listed) {
    if (rule.is_disc(near.outline)) return std::nullopt;
    part.volume_mm3 = volume_mm3(series, near.outline);
    part.outline = std::move(near.outline);
  }
  const double both_mm3 = lead.volume_mm3 + part.volume_mm3;
  if (std::min(lead.volume_mm3, part.volume_mm3) < rule.least_share * both_mm3) return std::nullopt;
  return part;
}

BoneCandidate mixed_of(const ImageGrid& series, const BoneCandidate& lead, const BoneCandidate& part) {
  BoneCandidate mixed = lead;
  mixed.outline = united(series, lead.outline, part.outline);
  mixed.volume_mm3 = volume_mm3(series, mixed.outline);
  mixed.density = DensityClass::mixed;
  mixed.reasons.push_back("joined with a part of the other density");
  mixed.reasons.insert(mixed.reasons.end(), part.reasons.begin(), part.reasons.end());
  return mixed;
}

}  // namespace

CtLesionOutline united(const ImageGrid& series, const CtLesionOutline& one, const CtLesionOutline& other) {
  CtLesionOutline all = box_round(series, one, other);
  for (const CtLesionOutline* const each : {&one, &other})
    for_each_inside(*each, [&](const Eigen::Array3i& voxel) { all.inside[index_in(all, voxel)] = 1; });
  all.inside = without_holes(all.box, all.inside);
  all.membership.assign(all.inside.begin(), all.inside.end());
  return all;
}

std::vector<BoneCandidate> with_mixed_joined(const ImageGrid& series, std::vector<BoneCandidate> candidates,
                                             const MixedRule& rule) {
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &BoneCandidate::confidence);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_listed(candidates[i], rule)) continue;
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
  std::ranges::stable_sort(candidates, std::ranges::greater{}, [](const BoneCandidate& each) {
    return std::pair(each.density == DensityClass::mixed, each.confidence);
  });
  std::vector<BoneCandidate> once;
  for (BoneCandidate& each : candidates) {
    const auto same_place = std::ranges::find_if(once, [&](const BoneCandidate& other) {
      return other.left_out.empty() && !are_opposite(other.density, each.density) &&
             shared_part(each.outline, other.outline) > most_shared;
    });
    if (!each.left_out.empty() || same_place == once.end())
      once.push_back(std::move(each));
    else
      same_place->confidence = std::max(same_place->confidence, each.confidence);
  }
  std::ranges::stable_sort(once, std::ranges::greater{}, &BoneCandidate::confidence);
  return once;
}

double shared_part(const CtLesionOutline& one, const CtLesionOutline& other) {
  const OutlineOverlap overlap = overlap_of(one, other);
  const double smaller = std::min(overlap.one, overlap.other);
  return smaller > 0 ? overlap.both / smaller : 0;
}

}  // namespace osteosign
