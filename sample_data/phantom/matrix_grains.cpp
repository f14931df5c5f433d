#include "sample_data/phantom/matrix_grains.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {
namespace {

constexpr std::uint64_t grain_stream = 71, bubble_stream = 72, puff_stream = 73, puddle_stream = 74;
constexpr double wall_mm = 0.5;  // left free below the surface of the lesion

Eigen::Vector3d semi_axes_mm(const LesionBody& lesion) {
  return {lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm};
}

/// Evenly distributed in the ellipsoid less `inset_mm`.
Eigen::Vector3d place_in(const LesionBody& lesion, double inset_mm, RandomNumbers& random) {
  const Eigen::Vector3d axes = (semi_axes_mm(lesion).array() - inset_mm).max(0.1);
  const double radius = std::cbrt(random.uniform());
  return radius * random.direction().cwiseProduct(axes);
}

bool is_free(const std::vector<Grain>& grains, const Eigen::Vector3d& place, double spacing_mm) {
  return std::ranges::none_of(
      grains, [&](const Grain& grain) { return (grain.centre_mm - place).norm() < spacing_mm; });
}

}  // namespace

std::vector<Grain> chondroid_grains(const LesionBody& lesion, const MatrixContent& matrix) {
  constexpr int tries = 3000;
  constexpr std::size_t most = 60;
  RandomNumbers random(static_cast<std::uint64_t>(matrix.pattern), grain_stream);
  std::vector<Grain> grains;
  for (int i = 0; i < tries && grains.size() < most; ++i) {
    const bool dot = random.uniform() < matrix.dots;
    const double size = 0.75 + 0.5 * random.uniform();
    const double radius_mm = dot ? 0 : matrix.grain_mm * size;
    const double shell_mm = dot ? matrix.grain_mm * size : matrix.shell_mm;
    const Eigen::Vector3d towards = random.direction();
    const double open_angle = random.uniform() * std::numbers::pi / 2;  // arcs of 180 to 360 degrees
    const Eigen::Vector3d place = place_in(lesion, radius_mm + shell_mm / 2 + wall_mm, random);
    if (is_free(grains, place, matrix.spacing_mm))
      grains.push_back({place, radius_mm, shell_mm, towards, dot ? 0 : open_angle});
  }
  return grains;
}

double grain_distance_mm(const Grain& grain, const Eigen::Vector3d& from_middle_mm) {
  const Eigen::Vector3d offset = from_middle_mm - grain.centre_mm;
  const double r = offset.norm();
  const double shell = std::abs(r - grain.radius_mm) - grain.shell_mm / 2;
  if (grain.open_angle <= 0 || r <= 0 || shell > 1) return shell;
  const double angle = std::acos(std::clamp(offset.dot(grain.towards) / r, -1.0, 1.0));
  return std::max(shell, r * (grain.open_angle - angle));
}

std::vector<Grain> bubbles(const LesionBody& lesion, const MatrixContent& matrix) {
  constexpr int count = 3;
  RandomNumbers random(static_cast<std::uint64_t>(matrix.pattern), bubble_stream);
  std::vector<Grain> found;
  for (int i = 0; i < count; ++i) {
    const double radius_mm = matrix.grain_mm * (i == 0 ? 1 : 0.5 + 0.5 * random.uniform());
    found.push_back({place_in(lesion, radius_mm + wall_mm, random), 0, 2 * radius_mm, {0, 0, 1}, 0});
  }
  return found;
}

std::vector<Puff> puffs(const LesionBody& lesion, const MatrixContent& matrix) {
  constexpr int most = 80;
  RandomNumbers random(static_cast<std::uint64_t>(matrix.pattern), puff_stream);
  std::vector<Puff> found;
  const Eigen::Vector3d middle = place_in(lesion, 0.5 * semi_axes_mm(lesion).minCoeff(), random);
  found.push_back({middle, matrix.grain_mm});
  const auto share = [&] {
    return part_of_lesion(lesion, [&](const Eigen::Vector3d& p) { return puff_presence(found, p) >= 0.5; });
  };
  while (share() < matrix.share && static_cast<int>(found.size()) < most) {
    const double sigma_mm = matrix.grain_mm * (0.7 + 0.6 * random.uniform());
    // Each hangs on one that is there, so that the cloud is one.
    const Puff& last = found[static_cast<std::size_t>(random.uniform() * static_cast<double>(found.size()))];
    const Eigen::Vector3d place = last.centre_mm + 1.6 * sigma_mm * random.direction();
    const Eigen::Vector3d axes = (semi_axes_mm(lesion).array() - sigma_mm).max(0.1);
    if (place.cwiseQuotient(axes).norm() < 1)
      found.push_back({place, sigma_mm});
    else if (random.uniform() < 0.2)
      found.push_back({place_in(lesion, sigma_mm, random), sigma_mm});
  }
  return found;
}

std::vector<Puff> puddles(const LesionBody& lesion, const MatrixContent& matrix) {
  RandomNumbers random(static_cast<std::uint64_t>(matrix.pattern), puddle_stream);
  std::vector<Puff> found;
  for (int i = 0; i < matrix.puddles; ++i)
    found.push_back({place_in(lesion, 1.5, random), 1 + random.uniform()});
  return found;
}

double puff_presence(const std::vector<Puff>& puffs, const Eigen::Vector3d& from_middle_mm) {
  double sum = 0;
  for (const Puff& puff : puffs) {
    const double squared = (from_middle_mm - puff.centre_mm).squaredNorm() / (puff.sigma_mm * puff.sigma_mm);
    if (squared < 16) sum += std::exp(-squared / 2);
  }
  return 1 - std::exp(-1.4 * sum);  // 0.5 at half of the height of a single puff; overlaps do not saturate
}

}  // namespace osteosign::phantom
