#include "features/lesion/matrix_tissue.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "features/lesion/field_in_box.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double beside_mm = 1.5;  // partial volume and blur
constexpr double smoothing_mm = 1;

Eigen::Vector3d middle_of(const ErodedLesion& core, const std::vector<std::size_t>& voxels) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const std::size_t voxel : voxels) sum += core.point_mm(voxel);
  return sum / static_cast<double>(voxels.size());
}

/// Takes out what is nearer than `beside_mm` to the voxels.
void clear_round(std::vector<std::uint8_t>& open, const ErodedLesion& core,
                 const std::vector<std::uint8_t>& voxels) {
  if (std::none_of(voxels.begin(), voxels.end(), [](std::uint8_t v) { return v != 0; })) return;
  const std::vector<float> distance = signed_distance_mm(core.grid, voxels);
  for (const std::size_t voxel : core.voxels)
    if (distance[voxel] < beside_mm) open[voxel] = 0;
}

void describe_open(LesionTissue& tissue, const ErodedLesion& core) {
  constexpr double noise_known_to = 0.05;  // methods 0.3.3: standard error of the noise
  std::vector<float> values;
  for (const std::size_t voxel : core.voxels)
    if (tissue.open[voxel] != 0) values.push_back(core.hounsfield[voxel]);
  tissue.open_voxels = values.size();
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  const auto quantile = [&](double part) { return values[static_cast<std::size_t>(part * (count - 1))]; };
  tissue.even_mean_hu = std::accumulate(values.begin(), values.end(), 0.0) / count;
  const double seen = (quantile(0.8413) - quantile(0.1587)) / 2;
  tissue.even_spread_hu = std::sqrt(std::max(0.0, seen * seen - core.noise_hu * core.noise_hu));
  const double variance_sd =
      std::hypot(2 * noise_known_to * core.noise_hu * core.noise_hu, seen * seen * std::sqrt(2 / count));
  if (variance_sd > 0)
    tissue.even_spread_sd_hu = variance_sd / (2 * std::max(tissue.even_spread_hu, std::sqrt(variance_sd)));
}

}  // namespace

LesionTissue find_fat_and_gas(const ErodedLesion& core, const LesionMineral& mineral,
                              const MatrixParameters& p) {
  LesionTissue tissue;
  const double all = std::max<double>(1, static_cast<double>(core.voxels.size()));
  std::vector<std::uint8_t> gas(core.inside.size(), 0), dense(core.inside.size(), 0);
  std::vector<std::size_t> gas_voxels, fat_voxels;
  for (const std::size_t voxel : core.voxels)
    if (core.calm[voxel] < p.matrix_gas_hu) {
      gas[voxel] = 1;
      gas_voxels.push_back(voxel);
    }
  for (const auto* const pieces : {&mineral.pieces, &mineral.host_pieces})
    for (const MineralPiece& piece : *pieces)
      for (const std::size_t voxel : piece.voxels) dense[voxel] = 1;
  tissue.open = core.inside;
  clear_round(tissue.open, core, gas);
  for (const std::size_t voxel : core.voxels)
    if (dense[voxel] != 0) tissue.open[voxel] = 0;
  const std::vector<float> even = smoothed_within(core.grid, core.hounsfield, tissue.open, smoothing_mm);
  for (const std::size_t voxel : core.voxels)
    if (tissue.open[voxel] != 0 && even[voxel] < p.matrix_fat_hu) fat_voxels.push_back(voxel);
  clear_round(tissue.open, core, dense);
  describe_open(tissue, core);
  tissue.gas_fraction = static_cast<double>(gas_voxels.size()) / all;
  tissue.gas_mm3 = core.volume_mm3(gas_voxels.size());
  tissue.fat_fraction = static_cast<double>(fat_voxels.size()) / all;
  if (!gas_voxels.empty()) tissue.gas_in_patient_mm = middle_of(core, gas_voxels);
  if (!fat_voxels.empty()) tissue.fat_in_patient_mm = middle_of(core, fat_voxels);
  return tissue;
}

}  // namespace osteosign
