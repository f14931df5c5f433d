#include "features/find/candidates/other_bone_candidates.h"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <cmath>

#include "features/find/candidates/confidence.h"
#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

CtLesionOutline on_series(const CtVolume& ct, const CoarseBone& bone, const VoxelMask& voxels) {
  Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
  for_each_voxel(voxels, [&](int x, int y, int z) {
    low = low.min(Eigen::Array3i(x, y, z));
    high = high.max(Eigen::Array3i(x, y, z));
  });
  CtLesionOutline outline;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<Eigen::Index>(axis);
    outline.first[axis] = bone.first[axis] + low[a] * bone.block[axis];
    size[axis] = (high[a] - low[a] + 1) * bone.block[axis];
  }
  outline.box = ct.grid.crop(outline.first, size);
  outline.inside.assign(outline.box.voxel_count(), 0);
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x)
        if (voxels.contains(low.x() + x / bone.block[0], low.y() + y / bone.block[1],
                            low.z() + z / bone.block[2]))
          outline.inside[outline.box.index(x, y, z)] = 1;
  outline.membership.assign(outline.inside.begin(), outline.inside.end());
  return outline;
}

/// Longest by middle axis of the region (of its moments).
double length_to_width(const VoxelMask& voxels) {
  Eigen::Vector3d mean = Eigen::Vector3d::Zero();
  Eigen::Matrix3d squares = Eigen::Matrix3d::Zero();
  double count = 0;
  const Eigen::Vector3d& spacing = voxels.grid().spacing_mm;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    const Eigen::Vector3d at = Eigen::Vector3d(x, y, z).cwiseProduct(spacing);
    mean += at;
    squares += at * at.transpose();
    ++count;
  });
  mean /= count;
  Eigen::Matrix3d moments = squares / count - mean * mean.transpose();
  moments.diagonal() += spacing.cwiseAbs2() / 12;  // of the blocks themselves
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> axes(moments);
  return std::sqrt(axes.eigenvalues()[2] / axes.eigenvalues()[1]);
}

/// Padding, or the border of the slices, within the distance: bone that goes on outside is not judged.
bool lies_at_border(const CtVolume& ct, const CoarseBone& bone, const VoxelMask& voxels, double distance_mm) {
  bool at_border = false;
  const Eigen::Array3i reach = (distance_mm / ct.grid.spacing_mm.array()).ceil().cast<int>();
  for_each_voxel(voxels, [&](int x, int y, int z) {
    if (at_border) return;
    const Eigen::Array3i middle = bone.middle_voxel(x, y, z);
    for (const int way : {-1, 1})
      for (int axis = 0; axis < 2; ++axis) {
        Eigen::Array3i at = middle;
        at[axis] += way * reach[axis];
        at_border = at_border || !ct.grid.contains(at.x(), at.y(), at.z()) ||
                    ct.hounsfield[ct.grid.index(at.x(), at.y(), at.z())] <= CtVolume::padding_hu;
      }
  });
  return at_border;
}

struct Explained {
  std::string rule;
  bool mirror_agrees = false;  ///< the other side is there, and as expected
  std::string mirror_text;
  bool is_sheet = false;
};

Explained explain(const CtVolume& ct, const CoarseBone& bone, const BoneRegion& region, double roundness,
                  const MirrorSide& mirror, const BoneExplanationParameters& parameters) {
  if (lies_at_border(ct, bone, region.voxels, parameters.border_mm))
    return {"at the border of the scanned field", false, ""};
  if (const double ratio = length_to_width(region.voxels); ratio > parameters.tube_length_to_width)
    return {fmt::format("tubular: {:.1f} times as long as wide", ratio), false, ""};
  if (roundness < parameters.least_roundness)
    return {fmt::format("a sheet: the largest ball inside takes {:.0f} % of it", 100 * roundness), false, "",
            true};
  const auto other = mirror.of(region.voxels);
  if (!other) return {"", false, "the other side tells nothing"};
  const double own_difference = other->own_mean_hu - region.expected_hu;
  const double other_difference = other->mean_hu - region.expected_hu;
  const std::string text =
      fmt::format("{:.0f} HU on the other side (correlation {:.2f})", other->mean_hu, other->correlation);
  if (other_difference / own_difference > parameters.symmetric_share)
    return {"alike on the other side: " + text, false, text};
  return {"", true, text};
}

}  // namespace

std::vector<BoneCandidate> other_bone_candidates(const CtVolume& ct, const CoarseBone& bone,
                                                 const std::vector<BoneRegion>& regions,
                                                 const MirrorSide& mirror,
                                                 const BoneExplanationParameters& parameters) {
  std::vector<BoneCandidate> candidates;
  for (const BoneRegion& region : regions) {
    CtLesionOutline outline = on_series(ct, bone, region.voxels);
    const InscribedBall ball = inscribed_ball(outline);
    const Explained explained = explain(ct, bone, region, ball.share_of_volume, mirror, parameters);
    Confidence confidence = confidence_of({.density = region.density,
                                           .median_hu = region.median_hu,
                                           .expected_hu = region.expected_hu,
                                           .limit_hu = region.limit_hu,
                                           .volume_mm3 = region.volume_mm3(),
                                           .roundness = ball.share_of_volume,
                                           .comparisons = explained.mirror_agrees ? 2 : 1});
    if (!explained.mirror_text.empty()) confidence.reasons.push_back(explained.mirror_text);
    candidates.push_back({.density = region.density,
                          .outline = std::move(outline),
                          .middle_in_patient_mm = ball.centre_in_patient_mm,
                          .volume_mm3 = region.volume_mm3(),
                          .median_hu = region.median_hu,
                          .expected_hu = region.expected_hu,
                          .confidence = confidence.value,
                          .reasons = std::move(confidence.reasons),
                          .left_out = explained.rule,
                          .left_out_as_sheet = explained.is_sheet});
  }
  return candidates;
}

}  // namespace osteosign
