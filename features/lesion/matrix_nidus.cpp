#include "features/lesion/matrix_nidus.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "features/lesion/field_in_box.h"

namespace osteosign {
namespace {

constexpr double step_mm = 0.4;
constexpr double look_round_mm = 1;   // tops this far outside of the lesion count
constexpr double least_top_hu = 150;  // methods A7.2: mineral
constexpr double least_fall_hu = 100, fall_noises = 3;
constexpr double least_core_mm = 1;

std::vector<Eigen::Vector3d> directions() {
  constexpr int count = 92;
  constexpr double golden = 2.399963229728653;  // angle of a Fibonacci lattice on the sphere
  std::vector<Eigen::Vector3d> all;
  for (int i = 0; i < count; ++i) {
    const double z = 1 - (2 * i + 1.0) / count, r = std::sqrt(1 - z * z);
    all.emplace_back(r * std::cos(golden * i), r * std::sin(golden * i), z);
  }
  return all;
}

/// Voxels as dense as all their neighbours.
std::vector<std::size_t> tops(const ErodedLesion& core, const std::vector<float>& field) {
  std::vector<std::size_t> found;
  const ImageGrid& grid = core.grid;
  for (int z = 1; z + 1 < grid.size[2]; ++z)
    for (int y = 1; y + 1 < grid.size[1]; ++y)
      for (int x = 1; x + 1 < grid.size[0]; ++x) {
        const std::size_t at = grid.index(x, y, z);
        if (core.depth_mm[at] > look_round_mm || field[at] < least_top_hu) continue;
        bool top = true;
        for (int n = 0; n < 27 && top; ++n)
          top = field[grid.index(x + n % 3 - 1, y + n / 3 % 3 - 1, z + n / 9 - 1)] <= field[at];
        if (top) found.push_back(at);
      }
  return found;
}

struct RayFound {
  double core_mm;
  double outer_mm;
};

/// Down from the centre, along the lucency, and up into thick dense bone.
std::optional<RayFound> along_ray(const std::vector<double>& profile, double fall_hu,
                                  const MatrixParameters& p) {
  const auto reach = static_cast<std::size_t>(0.5 * p.matrix_nidus_largest_mm / step_mm);
  const auto thick = static_cast<std::size_t>(p.matrix_nidus_shell_mm / step_mm);
  // The first place dense enough behind a fall.
  double lowest = profile[0];
  std::size_t low_at = 0, up = 0;
  for (std::size_t i = 1; i <= reach && i + thick < profile.size(); ++i) {
    if (profile[i] < lowest) {
      lowest = profile[i];
      low_at = i;
    }
    if (profile[0] - lowest >= fall_hu && profile[i] >= std::max(p.matrix_nidus_shell_hu, lowest + fall_hu)) {
      up = i;
      break;
    }
  }
  if (up == 0) return {};
  const auto first = profile.begin() + static_cast<std::ptrdiff_t>(up);
  const double shell = *std::max_element(first, first + static_cast<std::ptrdiff_t>(thick));
  const double half = (lowest + shell) / 2;
  std::size_t outer = low_at;
  while (profile[outer] < half) ++outer;
  if (outer > reach || outer + thick >= profile.size()) return {};
  for (std::size_t i = outer; i < outer + thick; ++i)
    if (profile[i] < half) return {};
  std::size_t inner = 0;
  while (profile[inner] > (profile[0] + lowest) / 2) ++inner;
  const double core_mm = static_cast<double>(inner) * step_mm;
  if (2 * core_mm > p.matrix_nidus_core_largest_mm || 2 * core_mm < least_core_mm) return {};
  const double rise = profile[outer] - profile[outer - 1];
  const double back = rise > 0 ? (profile[outer] - half) / rise : 0;
  return RayFound{core_mm, (static_cast<double>(outer) - back) * step_mm};
}

std::optional<Nidus> nidus_at(const ErodedLesion& core, const std::vector<float>& field, std::size_t top,
                              const MatrixParameters& p) {
  const double longest_mm = 0.5 * p.matrix_nidus_largest_mm + p.matrix_nidus_shell_mm + 2 * step_mm;
  const double fall_hu = std::max(least_fall_hu, fall_noises * core.noise_hu);
  const std::vector<Eigen::Vector3d> rays = directions();
  std::vector<double> outer_mm, core_mm;
  for (const Eigen::Vector3d& ray : rays) {
    std::vector<double> profile;
    for (double along = 0; along <= longest_mm; along += step_mm)
      profile.push_back(
          field_at(core.grid, field, core.place(top) + (along * ray).cwiseQuotient(core.grid.spacing_mm)));
    if (const std::optional<RayFound> found = along_ray(profile, fall_hu, p)) {
      outer_mm.push_back(found->outer_mm);
      core_mm.push_back(found->core_mm);
    }
  }
  const auto count = static_cast<double>(outer_mm.size());
  const double part = count / static_cast<double>(rays.size());
  if (part < p.matrix_nidus_rays) return {};
  const double mean = std::accumulate(outer_mm.begin(), outer_mm.end(), 0.0) / count;
  double squares = 0;
  for (const double r : outer_mm) squares += (r - mean) * (r - mean);
  // Neighbouring directions see the same voxels: a quarter of them counts.
  const double sd = std::sqrt(squares / count / (count / 4));
  return Nidus{2 * mean, 2 * sd, 2 * std::accumulate(core_mm.begin(), core_mm.end(), 0.0) / count, part,
               core.point_mm(top)};
}

}  // namespace

std::optional<Nidus> find_nidus(const ErodedLesion& core, const MatrixParameters& parameters) {
  constexpr double smoothing_mm = 0.7;
  const std::vector<float> field = smoothed_within(
      core.grid, core.hounsfield, std::vector<std::uint8_t>(core.hounsfield.size(), 1), smoothing_mm);
  const std::vector<std::size_t> centres = tops(core, field);
  std::vector<std::optional<Nidus>> found(centres.size());
  tbb::parallel_for(std::size_t{0}, centres.size(),
                    [&](std::size_t i) { found[i] = nidus_at(core, field, centres[i], parameters); });
  std::optional<Nidus> best;
  for (const std::optional<Nidus>& one : found)
    if (one && (!best || one->part_of_rays > best->part_of_rays)) best = one;
  return best;
}

}  // namespace osteosign
