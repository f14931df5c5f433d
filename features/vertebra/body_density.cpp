#include "features/vertebra/body_density.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/robust_figures.h"

namespace osteosign {
namespace {

struct GaussianMean {
  double hu = 0;
  double weight = 0;  ///< part of the kernel that lies in valid voxels
};

/// Mean of the voxels round a point with the weights of a Gaussian, cut at 2.5 sigma; the nearest voxel alone
/// where the grid is coarser than that.
GaussianMean gaussian_mean(const VertebraImage& image, const Eigen::Vector3d& point_mm, double sigma_mm) {
  const Eigen::Vector3d at = image.grid.voxel_from_patient(point_mm);
  const Eigen::Array3d reach = (2.5 * sigma_mm / image.grid.spacing_mm.array()).max(0.5);
  const Eigen::Array3i low = (at.array() - reach).ceil().cast<int>();
  const Eigen::Array3i high = (at.array() + reach).floor().cast<int>();
  double all = 0;
  double valid = 0;
  double sum = 0;
  for (int z = low.z(); z <= high.z(); ++z)
    for (int y = low.y(); y <= high.y(); ++y)
      for (int x = low.x(); x <= high.x(); ++x) {
        const Eigen::Vector3d away =
            (Eigen::Vector3d(x, y, z) - at).cwiseProduct(image.grid.spacing_mm) / sigma_mm;
        const double weight = std::exp(-0.5 * away.squaredNorm());
        all += weight;
        if (!image.grid.contains(x, y, z)) continue;
        const std::size_t i = image.grid.index(x, y, z);
        if (image.valid[i] == 0) continue;
        valid += weight;
        sum += weight * image.hounsfield[i];
      }
  if (valid <= 0) return {};
  return {sum / valid, valid / all};
}

/// Means at every other cell of the core.
std::vector<WeightedValue> wide_means(const VertebraImage& image, const BodyShape& shape, double sigma_mm) {
  std::vector<WeightedValue> means;
  for (int z = 1; z < BodyCells::along; z += 2)
    for (int y = 1; y < BodyCells::across; y += 2)
      for (int x = 1; x < BodyCells::across; x += 2) {
        if (!BodyCells::in_core(x, y, z)) continue;
        const GaussianMean mean = gaussian_mean(image, shape.point_mm(BodyCells::place(x, y, z)), sigma_mm);
        if (mean.weight >= 0.5) means.push_back({mean.hu, 1});
      }
  return means;
}

double spread_below(const std::vector<WeightedValue>& means) {
  return means.size() < 2 ? 0 : lower_spread(means, weighted_median(means));
}

std::vector<WeightedValue> turned(std::vector<WeightedValue> values) {
  for (WeightedValue& each : values) each.value = -each.value;
  return values;
}

}  // namespace

BodyPlace BodyCells::place(int x, int y, int z) {
  BodyPlace place{(2.0 * x + 1) / across - 1, (2.0 * y + 1) / across - 1, (z + 0.5) / along};
  const double radius = std::max(place.radius(), 1.0);
  place.u /= radius;
  place.v /= radius;
  return place;
}

bool BodyCells::in_core(int x, int y, int z) {
  const BodyPlace at = place(x, y, z);
  return at.radius() < 0.7 && at.h > 0.2 && at.h < 0.8;
}

Measured<double> CellValues::at(const BodyPlace& place) const {
  const auto real_index = [](double part, int size) {
    return std::clamp(part * size - 0.5, 0.0, size - 1.0);
  };
  const Eigen::Array3d at(real_index((place.u + 1) / 2, BodyCells::across),
                          real_index((place.v + 1) / 2, BodyCells::across),
                          real_index(place.h, BodyCells::along));
  const Eigen::Array3i low = at.floor().cast<int>();
  double weight = 0;
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Array3i step(corner & 1, (corner >> 1) & 1, corner >> 2);
    const Eigen::Array3i cell =
        (low + step).min(Eigen::Array3i(BodyCells::across, BodyCells::across, BodyCells::along) - 1);
    const std::size_t i = BodyCells::index(cell.x(), cell.y(), cell.z());
    if (known[i] == 0) continue;
    const double share = (1 - (at - (low + step).cast<double>()).abs()).prod();
    weight += share;
    sum += share * value[i];
  }
  if (weight < 0.25) return Unknown{"no vertebra tells what to expect there"};
  return sum / weight;
}

Measured<BodyDensity> sample_body_density(const VertebraImage& image, const BodyShape& shape,
                                          const DensityScales& scales) {
  BodyDensity density;
  std::vector<double> core;
  int core_cells = 0;
  for (int z = 0; z < BodyCells::along; ++z)
    for (int y = 0; y < BodyCells::across; ++y)
      for (int x = 0; x < BodyCells::across; ++x) {
        const GaussianMean mean =
            gaussian_mean(image, shape.point_mm(BodyCells::place(x, y, z)), scales.cell_mm);
        const bool in_core = BodyCells::in_core(x, y, z);
        core_cells += in_core ? 1 : 0;
        if (mean.weight < 0.5) continue;
        const std::size_t i = BodyCells::index(x, y, z);
        density.hu.value[i] = static_cast<float>(mean.hu);
        density.hu.known[i] = 1;
        if (in_core) core.push_back(mean.hu);
      }
  if (2 * static_cast<int>(core.size()) < core_cells)
    return Unknown{fmt::format("densities are valid in {:.0f} % of the body's core",
                               100.0 * static_cast<double>(core.size()) / core_cells)};
  density.core_hu = averaged_median(core);
  std::vector<WeightedValue> values;
  for (const double hu : core) values.push_back({hu, 1});
  density.upper_core_hu = weighted_quantile(values, 0.75);
  density.lower_core_hu = weighted_quantile(std::move(values), 0.25);
  const std::vector<WeightedValue> means = wide_means(image, shape, scales.lesion_mm);
  density.wide_spread_hu = spread_below(means);
  density.wide_rise_hu = spread_below(turned(means));
  return density;
}

BodyDensity turned(const BodyDensity& density) {
  BodyDensity result = density;
  for (float& hu : result.hu.value) hu = -hu;
  result.core_hu = -density.core_hu;
  result.upper_core_hu = -density.lower_core_hu;
  result.lower_core_hu = -density.upper_core_hu;
  std::swap(result.wide_spread_hu, result.wide_rise_hu);
  return result;
}

}  // namespace osteosign
