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

std::string explained_by(const CtVolume& ct, const CoarseBone& bone, const BoneRegion& region,
                         const BoneExplanationParameters& parameters) {
  if (region.volume_mm3 < least_volume_mm3) return "smaller than 0.1 cm3";
  if (share_at_border(ct, bone, region.blocks, parameters.border_mm) > parameters.border_share)
    return "at the border of the scanned field";
  if (const double ratio = length_to_width(region, bone.grid); ratio > parameters.tube_length_to_width)
    return fmt::format("tubular: {:.1f} times as long as wide", ratio);
  return "";
}

bool is_alike(const BoneRegion& region, const Counterpart& other, double share) {
  return (other.mean_hu - region.expected_hu) / (other.own_mean_hu - region.expected_hu) > share;
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

SignedRegion with_signs(const SignedScene& scene, const BoneRegion& region, const ComparedPlaces& compared,
                        const BoneExplanationParameters& parameters) {
  const auto& [ct, bone, noise_hu] = scene;
  SignedRegion result;
  result.explained_by = explained_by(ct, bone, region, parameters);
  result.outline = on_series(ct, bone, region.blocks);
  result.ball = inscribed_ball(result.outline);
  result.is_cortex = result.ball.share_of_volume < parameters.cortex_roundness;
  if (result.is_cortex || !result.explained_by.empty()) return result;
  const RegionPlaces places = region_places(bone.grid, region.blocks);
  const std::optional<Counterpart> other = compared.mirror.of(places);
  result.signs = signs_of(bone, region, result.ball, other, ct, noise_hu);
  result.clear =
      result.ball.share_of_volume >= parameters.clear_roundness &&
      std::abs(region.median_hu - region.expected_hu) >= parameters.clear_contrast * region.limit_hu &&
      result.signs.values[RegionSigns::bounded_share] >= parameters.clear_bounded &&
      result.signs.values[RegionSigns::ending_share] >= parameters.clear_bounded;
  if (!result.clear)
    result.explained_by =
        alike_in_neighbours(region, compared.neighbours.of(places), parameters.symmetric_share);
  if (!result.explained_by.empty()) return result;
  if (!other) {
    result.other_side = "the other side tells nothing";
    return result;
  }
  result.other_side =
      fmt::format("{:.0f} HU on the other side (correlation {:.2f})", other->mean_hu, other->correlation);
  if (is_alike(region, *other, parameters.symmetric_share))
    result.explained_by = "alike on the other side: " + result.other_side;
  result.other_side_differs = result.explained_by.empty();
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
