#include "features/find/candidates/other_bone_candidates.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/candidates/confidence.h"
#include "features/find/candidates/learned_confidence.h"
#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

CtLesionOutline on_series(const CtVolume& ct, const CoarseBone& bone, const BlockPlaces& blocks) {
  Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
  for (const Eigen::Array3i& block : blocks) {
    low = low.min(block);
    high = high.max(block);
  }
  CtLesionOutline outline;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<Eigen::Index>(axis);
    outline.first[axis] = bone.first[axis] + low[a] * bone.block[axis];
    size[axis] = (high[a] - low[a] + 1) * bone.block[axis];
  }
  outline.box = ct.grid.crop(outline.first, size);
  outline.inside.assign(outline.box.voxel_count(), 0);
  const Eigen::Array3i size_of_block(bone.block[0], bone.block[1], bone.block[2]);
  for (const Eigen::Array3i& block : blocks) {
    const Eigen::Array3i from = (block - low) * size_of_block, to = from + size_of_block;
    for (int z = from.z(); z < to.z(); ++z)
      for (int y = from.y(); y < to.y(); ++y)
        for (int x = from.x(); x < to.x(); ++x) outline.inside[outline.box.index(x, y, z)] = 1;
  }
  outline.membership.assign(outline.inside.begin(), outline.inside.end());
  return outline;
}

/// The part of the region that has padding, or the border of the slices, within the distance: bone that goes
/// on outside is not judged.
double share_at_border(const CtVolume& ct, const CoarseBone& bone, const BlockPlaces& blocks,
                       double distance_mm) {
  double at_border = 0;
  const Eigen::Array3i reach = (distance_mm / ct.grid.spacing_mm.array()).ceil().cast<int>();
  for (const Eigen::Array3i& block : blocks) {
    const Eigen::Array3i middle = bone.middle_voxel(block.x(), block.y(), block.z());
    bool near = false;
    for (const int way : {-1, 1})
      for (int axis = 0; axis < 2; ++axis) {
        Eigen::Array3i at = middle;
        at[axis] += way * reach[axis];
        near = near || !ct.grid.contains(at.x(), at.y(), at.z()) ||
               ct.hounsfield[ct.grid.index(at.x(), at.y(), at.z())] <= CtVolume::padding_hu;
      }
    at_border += near ? 1 : 0;
  }
  return at_border / static_cast<double>(blocks.size());
}

constexpr double least_volume_mm3 = 100;  // methods A3.2: 0.1 cm3

/// The rule by which its size or shape explains a region; empty when none does.
std::string explained_by_itself(const BoneRegion& region, const ImageGrid& blocks,
                                const BoneExplanationParameters& parameters) {
  if (region.volume_mm3 < least_volume_mm3) return "smaller than 0.1 cm3";
  if (const double ratio = length_to_width(region, blocks); ratio > parameters.tube_length_to_width)
    return fmt::format("tubular: {:.1f} times as long as wide", ratio);
  return "";
}

bool is_alike(const BoneRegion& region, const Counterpart& other, double share) {
  return other.shared_difference(region.expected_hu) > share;
}

/// The rule that the vertebrae above and below show the same; empty when they do not.
std::string alike_in_neighbours(const BoneRegion& region, const std::vector<Counterpart>& neighbours,
                                double share) {
  constexpr std::ptrdiff_t fewest = 2;
  const auto alike = std::ranges::count_if(
      neighbours, [&](const Counterpart& other) { return is_alike(region, other, share); });
  if (alike < fewest || 2 * alike <= std::ssize(neighbours)) return "";
  return fmt::format("alike in {} of {} vertebrae above and below", alike, neighbours.size());
}

/// The rule that another place shows the same; empty when none does.
std::string alike_elsewhere(const BoneRegion& region, const SignedRegion& with_signs,
                            const RegionPlace& place, const BoneExplanationParameters& parameters) {
  if (!with_signs.clear)
    if (std::string alike = alike_in_neighbours(region, place.neighbours, parameters.neighbour_share);
        !alike.empty())
      return alike;
  if (place.other_side && is_alike(region, *place.other_side, parameters.other_side_share))
    return "alike on the other side: " + with_signs.other_side;
  return "";
}

bool is_clear(const BoneRegion& region, const SignedRegion& with_signs,
              const BoneExplanationParameters& parameters) {
  return with_signs.ball.share_of_volume >= parameters.clear_roundness &&
         std::abs(region.median_hu - region.expected_hu) >= parameters.clear_contrast * region.limit_hu &&
         with_signs.signs.values[RegionSigns::bounded_share] >= parameters.clear_bounded &&
         with_signs.signs.values[RegionSigns::ending_share] >= parameters.clear_bounded;
}

SignedRegion with_signs(const SignedScene& scene, const BoneRegion& region, const ComparedPlaces& compared,
                        const BoneExplanationParameters& parameters) {
  const auto& [ct, bone, noise_hu] = scene;
  SignedRegion result;
  result.outline = on_series(ct, bone, region.blocks);
  result.ball = inscribed_ball(result.outline);
  result.is_cortex = result.ball.share_of_volume < parameters.cortex_roundness;
  result.explained_by = explained_by_itself(region, bone.grid, parameters);
  if (result.is_cortex || !result.explained_by.empty()) return result;
  const RegionPlaces places = region_places(bone.grid, region.blocks);
  const RegionPlace place{compared.mirror.of(places), compared.neighbours.of(places),
                          share_at_border(ct, bone, region.blocks, parameters.border_mm)};
  result.signs = signs_of(scene, region, result.ball, place);
  result.clear = is_clear(region, result, parameters);
  result.other_side = place.other_side ? fmt::format("{:.0f} HU on the other side (correlation {:.2f})",
                                                     place.other_side->mean_hu, place.other_side->correlation)
                                       : "the other side tells nothing";
  result.explained_by = alike_elsewhere(region, result, place, parameters);
  result.other_side_differs = place.other_side && result.explained_by.empty();
  return result;
}

/// The confidence, and what it rests on.
Confidence confidence_in(const BoneRegion& region, const SignedRegion& with_signs) {
  Confidence confidence = confidence_of({.density = region.density,
                                         .median_hu = region.median_hu,
                                         .expected_hu = region.expected_hu,
                                         .limit_hu = region.limit_hu,
                                         .volume_mm3 = region.volume_mm3,
                                         .roundness = with_signs.ball.share_of_volume,
                                         .comparisons = with_signs.other_side_differs ? 2 : 1});
  const double learned = learned_confidence(region.density, with_signs.signs);
  confidence.value = with_signs.clear ? std::max(confidence.value, learned) : learned;
  confidence.reasons.push_back(with_signs.other_side);
  return confidence;
}

}  // namespace

std::vector<SignedRegion> signed_regions(const SignedScene& scene, const std::vector<BoneRegion>& regions,
                                         const ComparedPlaces& compared,
                                         const BoneExplanationParameters& parameters) {
  std::vector<SignedRegion> all(regions.size());
  tbb::parallel_for(std::size_t{0}, regions.size(),
                    [&](std::size_t i) { all[i] = with_signs(scene, regions[i], compared, parameters); });
  return all;
}

std::vector<BoneCandidate> other_bone_candidates(const std::vector<BoneRegion>& regions,
                                                 std::vector<SignedRegion> with_signs) {
  std::vector<BoneCandidate> candidates;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const BoneRegion& region = regions[i];
    SignedRegion& each = with_signs[i];
    if (each.is_cortex) continue;
    BoneCandidate candidate{.density = region.density,
                            .outline = std::move(each.outline),
                            .middle_in_patient_mm = each.ball.centre_in_patient_mm,
                            .volume_mm3 = region.volume_mm3,
                            .median_hu = region.median_hu,
                            .expected_hu = region.expected_hu,
                            .reasons = {},
                            .left_out = each.explained_by};
    if (candidate.left_out.empty()) {
      Confidence confidence = confidence_in(region, each);
      candidate.confidence = confidence.value;
      candidate.reasons = std::move(confidence.reasons);
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace osteosign
