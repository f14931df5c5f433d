#include "features/vertebra/wall_edge.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "features/profile/fit_edge.h"
#include "features/profile/fit_shell.h"

namespace osteosign {
namespace {

constexpr double canal_quantile = 0.2;
constexpr double canal_look_mm = 8;
constexpr double least_canal_mm = 1.5;  // of soft tissue in front of the wall
constexpr double latest_canal_mm = 7;   // from the start of the ray
constexpr double fit_before_mm = 4;
constexpr double fit_behind_mm = 5;
constexpr double largest_fit_move_mm = 2.5;

int sample_at(const Profile& profile, double position) {
  const int sample = static_cast<int>(std::lround(position / profile.step)) - profile.first;
  return std::clamp(sample, 0, static_cast<int>(profile.size()) - 1);
}

/// Density of the soft tissue in the canal in front of the ray's start.
double canal_hu(const WallRay& ray) {
  const Profile near = cut(ray.profile, ray.start, ray.start + canal_look_mm);
  std::vector<double> values = near.values;
  const auto rank =
      values.begin() + static_cast<std::ptrdiff_t>(canal_quantile * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), rank, values.end());
  return *rank;
}

struct SoftRun {
  int first = 0;
  int end = 0;  ///< the first sample of bone, or the number of samples
};

/// The first stretch of soft tissue, beginning at or in front of the start of the ray.
std::optional<SoftRun> canal_run(const WallRay& ray, double bone_hu) {
  const Profile& profile = ray.profile;
  const int count = static_cast<int>(profile.size());
  const int least = static_cast<int>(least_canal_mm / profile.step);
  const int latest = sample_at(profile, ray.start + latest_canal_mm);
  int first = sample_at(profile, ray.start);
  while (first <= latest) {
    int end = first;
    while (end < count && profile.values[static_cast<std::size_t>(end)] < bone_hu) ++end;
    if (end - first >= least) return SoftRun{first, end};
    first = end + 1;
  }
  return std::nullopt;
}

WallEdge fitted_edge(const Profile& window, double rise, const std::optional<double>& blur_mm,
                     const PosteriorWallParameters& parameters) {
  const Measured<ShellFit> shell = fit_shell(window, {.density = parameters.cortex_hu, .sigma = blur_mm});
  if (shell.known() && shell.value().curve.r_squared >= parameters.least_r_squared &&
      std::abs(shell.value().inner_edge() - rise) < largest_fit_move_mm)
    return {WallSight::seen, shell.value().inner_edge(), shell.value().sigma.value};
  const Measured<EdgeFit> edge = fit_edge(window);
  if (edge.known() && edge.value().curve.r_squared >= parameters.least_r_squared &&
      edge.value().outside.value > edge.value().inside.value &&
      std::abs(edge.value().position.value - rise) < largest_fit_move_mm)
    return {WallSight::seen, edge.value().position.value};
  return {WallSight::open, rise};
}

}  // namespace

WallEdge find_wall_edge(const WallRay& ray, const std::optional<double>& blur_mm,
                        const PosteriorWallParameters& parameters) {
  const Profile& profile = ray.profile;
  if (profile.size() == 0 || cut(profile, ray.start, ray.start + canal_look_mm).size() == 0) return {};
  const double bone_hu = std::max(parameters.lowest_bone_hu, canal_hu(ray) + parameters.least_bone_rise_hu);
  const std::optional<SoftRun> run = canal_run(ray, bone_hu);
  if (!run) return {};
  if (run->end == static_cast<int>(profile.size())) return {WallSight::open, 0};
  const double rise = profile.position(static_cast<std::size_t>(run->end));
  const double behind_run = profile.position(static_cast<std::size_t>(run->first)) - 0.5;
  const Profile window = cut(profile, std::max(rise - fit_before_mm, behind_run), rise + fit_behind_mm);
  return fitted_edge(window, rise, blur_mm, parameters);
}

}  // namespace osteosign
