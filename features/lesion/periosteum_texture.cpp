#include "features/lesion/periosteum_texture.h"

#include <tbb/parallel_for.h>

#include <Eigen/Eigenvalues>
#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/find/seed_region.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double sample_mm = 0.5;
constexpr double half_step_mm = 0.4;  // methods A6: the tensor's inner scale of 0.5 mm
constexpr double above_bone_mm = 0.5;
constexpr double above_bone_blurs = 1.5;
constexpr double soft_from_mm = 5;
constexpr double signal_to_noise = 4;
constexpr int fewest_samples = 4;

struct Gradients {
  Eigen::Matrix3d tensor = Eigen::Matrix3d::Zero();  ///< in along, round, normal
  int samples = 0;
};

Eigen::Matrix3d frame_of(const ShellPlace& place) {
  Eigen::Matrix3d frame;
  frame.col(2) = place.normal;
  frame.col(0) = place.along;
  frame.col(1) = place.normal.cross(place.along);
  return frame;
}

std::optional<Eigen::Vector3d> gradient_at(const CtVolume& ct, const Eigen::Vector3d& point,
                                           const Eigen::Matrix3d& frame) {
  Eigen::Vector3d gradient;
  for (int axis = 0; axis < 3; ++axis) {
    const auto value = [&](double way) {
      return hounsfield_at(ct, ct.grid.voxel_from_patient(point + way * frame.col(axis)));
    };
    const Measured<double> up = value(half_step_mm), down = value(-half_step_mm);
    if (!up.known() || !down.known()) return std::nullopt;
    gradient[axis] = (up.value() - down.value()) / (2 * half_step_mm);
  }
  return gradient;
}

Gradients gradients_on(const CtVolume& ct, const ShellPlace& place, double from_mm, double to_mm) {
  Gradients sum;
  const Eigen::Matrix3d frame = frame_of(place);
  for (double x = from_mm; x <= to_mm; x += sample_mm)
    if (const auto g = gradient_at(ct, place.position_mm + x * place.normal, frame)) {
      sum.tensor += *g * g->transpose();
      ++sum.samples;
    }
  return sum;
}

/// Of one sample, per axis: the median over places without mineral.
Eigen::Matrix3d noise_tensor(const CtVolume& ct, const PeriosteumShell& shell,
                             const std::vector<double>& outermost_mm) {
  std::array<std::vector<double>, 3> energy;
  for (std::size_t i = 0; i < shell.places.size(); i += 3) {
    if (!shell.places[i].usable || outermost_mm[i] > soft_from_mm - 2) continue;
    const Gradients soft = gradients_on(ct, shell.places[i], soft_from_mm, soft_from_mm + 3);
    for (int axis = 0; axis < 3 && soft.samples > 0; ++axis)
      energy[static_cast<std::size_t>(axis)].push_back(soft.tensor(axis, axis) / soft.samples);
  }
  Eigen::Matrix3d noise = Eigen::Matrix3d::Zero();
  for (int axis = 0; axis < 3; ++axis)
    if (auto& values = energy[static_cast<std::size_t>(axis)]; !values.empty())
      noise(axis, axis) = median_spread(values).median;
  return noise;
}

BoneTexture texture_of(const Gradients& gradients, const Eigen::Matrix3d& noise, const ShellPlace& place) {
  BoneTexture texture;
  if (gradients.samples < fewest_samples) return texture;
  const Eigen::Matrix3d mean = gradients.tensor / gradients.samples;
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(mean - noise);
  const Eigen::Vector3d values = solver.eigenvalues().cwiseMax(0.0);  // ascending
  if (values[2] < signal_to_noise * noise.trace() / 3 || values[2] <= 0) return texture;
  texture.seen = true;
  texture.plate_deg =
      std::acos(std::min(1.0, std::abs(solver.eigenvectors()(2, 2)))) * 180 / std::numbers::pi;
  texture.line_part = values[1] / values[2];
  texture.even_part = values[0] / values[2];
  texture.line = frame_of(place) * solver.eigenvectors().col(0);
  if (texture.line.dot(place.normal) < 0) texture.line = -texture.line;
  return texture;
}

}  // namespace

std::vector<BoneTexture> bone_texture(const CtVolume& ct, const PeriosteumShell& shell,
                                      const std::vector<double>& outermost_mm,
                                      const PeriosteumParameters& parameters) {
  const std::size_t count = shell.places.size();
  std::vector<Gradients> gradients(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const ShellPlace& place = shell.places[i];
    if (!place.usable || !place.blur_mm.known()) return;
    double top = 0;
    for (const int other : place.near) top = std::max(top, outermost_mm[static_cast<std::size_t>(other)]);
    const double from = shell.surface_mm + above_bone_mm + above_bone_blurs * place.blur_mm.value();
    gradients[i] = gradients_on(ct, place, from, std::min(top, parameters.periosteum_height_mm));
  });
  const Eigen::Matrix3d noise = noise_tensor(ct, shell, outermost_mm);
  std::vector<BoneTexture> texture(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    Gradients pooled;
    for (const int other : shell.places[i].near) {
      pooled.tensor += gradients[static_cast<std::size_t>(other)].tensor;
      pooled.samples += gradients[static_cast<std::size_t>(other)].samples;
    }
    texture[i] = texture_of(pooled, noise, shell.places[i]);
  });
  return texture;
}

}  // namespace osteosign
