#include "features/find/candidates/region_signs.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/shape/even_directions.h"

namespace osteosign {
namespace {

/// Mean and standard deviation of the blocks of the largest ball, and the share that it takes of what of the
/// region lies within twice its radius: a lesion that touches a sheet of cortex is still round there.
struct BallContents {
  double mean_hu = 0;
  double sd_hu = 0;
  double share_of_surroundings = 0;
};

BallContents contents_of(const CoarseBone& bone, const BoneRegion& region, const InscribedBall& ball) {
  constexpr double least_radius_mm = 2.5;
  double near = 0, count = 0, sum = 0, squares = 0;
  for (const Eigen::Array3i& at : region.blocks) {
    const double distance_mm =
        (bone.grid.patient_from_voxel(at.cast<double>().matrix()) - ball.centre_in_patient_mm).norm();
    if (distance_mm < 2 * ball.radius_mm) ++near;
    if (distance_mm >= std::max(ball.radius_mm, least_radius_mm)) continue;
    const double hu = bone.hu[bone.grid.index(at.x(), at.y(), at.z())];
    ++count, sum += hu, squares += hu * hu;
  }
  BallContents contents;
  if (near > 0)
    contents.share_of_surroundings = std::min(1.0, 4.0 / 3 * std::numbers::pi * std::pow(ball.radius_mm, 3) /
                                                       (near * bone.grid.voxel_volume_mm3()));
  if (count == 0) return {region.median_hu, 0, contents.share_of_surroundings};
  contents.mean_hu = sum / count;
  contents.sd_hu = std::sqrt(std::max(0.0, squares / count - contents.mean_hu * contents.mean_hu));
  return contents;
}

/// Share of 64 directions from the middle of the region's largest ball in which its density ends, half way to
/// what is expected, within 6 mm beyond the ball: nearly all in a lesion, half in a sheet of cortex, few in a
/// gap between bones.
double bounded_share(const CoarseBone& bone, const BoneRegion& region, const InscribedBall& ball) {
  constexpr int directions = 64;
  constexpr double reach_mm = 6;
  const double border_hu = 0.5 * (region.median_hu + region.expected_hu);
  const double sign = region.expected_hu > region.median_hu ? 1 : -1;
  const double step_mm = 0.5 * bone.grid.spacing_mm.minCoeff();
  int bounded = 0;
  for (const Eigen::Vector3d& way : even_directions(directions)) {
    for (double mm = 0.5 * ball.radius_mm; mm <= ball.radius_mm + reach_mm; mm += step_mm) {
      const Eigen::Array3i at =
          bone.grid.voxel_from_patient(ball.centre_in_patient_mm + mm * way).array().round().cast<int>();
      if (!bone.grid.contains(at.x(), at.y(), at.z())) break;
      if (sign * (bone.hu[bone.grid.index(at.x(), at.y(), at.z())] - border_hu) <= 0) continue;
      ++bounded;
      break;
    }
  }
  return static_cast<double>(bounded) / directions;
}

constexpr double nothing_to_compare = 0.5;

/// Share of the difference of a region that a place has, too.
double shared_with(const Counterpart& place, const BoneRegion& region) {
  return std::clamp(place.shared_difference(region.expected_hu), -1.0, 1.0);
}

double shared_with_all(const std::vector<Counterpart>& places, const BoneRegion& region) {
  if (places.empty()) return nothing_to_compare;
  double sum = 0;
  for (const Counterpart& each : places) sum += shared_with(each, region);
  return sum / static_cast<double>(places.size());
}

}  // namespace

double length_to_width(const BoneRegion& region, const ImageGrid& blocks) {
  Eigen::Vector3d mean = Eigen::Vector3d::Zero();
  Eigen::Matrix3d squares = Eigen::Matrix3d::Zero();
  const Eigen::Vector3d& spacing = blocks.spacing_mm;
  for (const Eigen::Array3i& block : region.blocks) {
    const Eigen::Vector3d at = block.cast<double>().matrix().cwiseProduct(spacing);
    mean += at;
    squares += at * at.transpose();
  }
  const auto count = static_cast<double>(region.blocks.size());
  mean /= count;
  Eigen::Matrix3d moments = squares / count - mean * mean.transpose();
  moments.diagonal() += spacing.cwiseAbs2() / 12;  // of the blocks themselves
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> axes(moments);
  return std::sqrt(axes.eigenvalues()[2] / axes.eigenvalues()[1]);
}

RegionSigns signs_of(const SignedScene& scene, const BoneRegion& region, const InscribedBall& ball,
                     const RegionPlace& place) {
  const auto& [ct, bone, noise_hu] = scene;
  const BallContents contents = contents_of(bone, region, ball);
  const double difference_hu = std::abs(region.median_hu - region.expected_hu);
  const double beyond_median_hu = region.density == DensityClass::lytic ? region.median_hu - contents.mean_hu
                                                                        : contents.mean_hu - region.median_hu;
  const auto closed_in = std::ranges::count_if(region.blocks, [&](const Eigen::Array3i& at) {
    return bone.closed_in.contains(at.x(), at.y(), at.z());
  });
  const std::optional<Counterpart>& other = place.other_side;
  RegionSigns signs{
      {std::log(region.volume_mm3 + 10), std::log(ball.radius_mm), ball.share_of_volume,
       contents.share_of_surroundings, bounded_share(bone, region, ball), std::log(difference_hu + 1),
       difference_hu / region.limit_hu, std::log(contents.sd_hu + 5), std::min(region.depth_mm, 15.0),
       std::log(length_to_width(region, bone.grid)), ct.grid.spacing_mm.maxCoeff(),
       std::clamp(region.expected_hu, -100.0, 1200.0), std::clamp(region.median_hu, -100.0, 1200.0),
       other ? shared_with(*other, region) : nothing_to_compare, other ? other->correlation : 0.0,
       std::clamp(beyond_median_hu, -200.0, 200.0),
       static_cast<double>(closed_in) / static_cast<double>(region.blocks.size())}};
  const RaySigns rays = ray_signs(ct, ball, {region.median_hu, region.expected_hu, noise_hu});
  std::ranges::copy(rays.values, signs.values.begin() + RegionSigns::of_blocks);
  const std::array<double, RegionSigns::of_place> of_place{
      place.share_at_border, shared_with_all(place.neighbours, region), region.against_shaft ? 1.0 : 0.0};
  std::ranges::copy(of_place, signs.values.end() - RegionSigns::of_place);
  return signs;
}

}  // namespace osteosign
