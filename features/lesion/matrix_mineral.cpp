#include "features/lesion/matrix_mineral.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/lesion/field_in_box.h"

namespace osteosign {
namespace {

constexpr double outside_mm = 1;       // beyond the surface bone is not of the lesion
constexpr double look_outside_mm = 3;  // how far outside a way out is followed
constexpr double cloud_part = 0.1;     // of the core: a thick piece of that size is no strut
constexpr double thick_fine_share = 0.6;
constexpr double network_part = 0.3;     // a piece of that size is of the lesion, whatever it touches
constexpr double merged_fraction = 0.1;  // grains run together only where there are many

double threshold_of(const ErodedLesion& core, const MatrixParameters& p) {
  const double rise_hu = std::max(p.matrix_mineral_rise_hu, p.matrix_mineral_noises * core.noise_hu);
  return std::max(p.matrix_mineral_hu, core.background_hu + rise_hu);
}

double extent_mm(const ErodedLesion& core, const std::vector<std::size_t>& voxels) {
  double longest = 0;
  for (int x = 0; x <= 1; ++x)
    for (int y = -1; y <= 1; ++y)
      for (int z = -1; z <= 1; ++z) {
        const Eigen::Vector3d direction = Eigen::Vector3d(x, y, z);
        if (direction.squaredNorm() == 0) continue;
        const Eigen::Vector3d unit = direction.normalized();
        double low = 1e9, high = -1e9;
        for (const std::size_t voxel : voxels) {
          const double along = core.place(voxel).cwiseProduct(core.grid.spacing_mm).dot(unit);
          low = std::min(low, along);
          high = std::max(high, along);
        }
        longest = std::max(longest, high - low + unit.cwiseAbs().cwiseProduct(core.grid.spacing_mm).norm());
      }
  return longest;
}

MineralPiece piece_from(const ErodedLesion& core, std::vector<std::size_t> voxels,
                        const std::vector<float>& opened) {
  MineralPiece piece;
  std::vector<float> calm;
  for (const std::size_t voxel : voxels) {
    calm.push_back(core.calm[voxel]);
    const double excess = core.calm[voxel] - core.background_hu;
    piece.excess += excess;
    piece.fine_excess += std::clamp(static_cast<double>(core.calm[voxel] - opened[voxel]), 0.0, excess);
    piece.middle_in_patient_mm += core.point_mm(voxel);
  }
  piece.middle_in_patient_mm /= static_cast<double>(voxels.size());
  const auto rank = static_cast<std::ptrdiff_t>(0.95 * static_cast<double>(calm.size() - 1));
  std::nth_element(calm.begin(), calm.begin() + rank, calm.end());
  piece.peak_hu = calm[static_cast<std::size_t>(rank)];
  piece.extent_mm = extent_mm(core, voxels);
  piece.voxels = std::move(voxels);
  return piece;
}

/// Whether dense voxels lead from the piece out of the lesion.
bool leads_outside(const ErodedLesion& core, const MineralPiece& piece) {
  const double half_hu = core.background_hu + 0.5 * (piece.peak_hu - core.background_hu);
  const double marrow_hu = core.marrow ? core.marrow->median + 2 * core.marrow->sd : half_hu;
  const double level_hu = std::max(half_hu, std::min(marrow_hu, 0.8 * piece.peak_hu));
  const auto row = static_cast<std::size_t>(core.grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(core.grid.size[1]);
  std::vector<std::uint8_t> seen(core.calm.size(), 0);
  std::vector<std::size_t> front;
  for (const std::size_t voxel : piece.voxels) {
    seen[voxel] = 1;
    if (core.calm[voxel] >= level_hu) front.push_back(voxel);
  }
  while (!front.empty()) {
    const std::size_t at = front.back();
    front.pop_back();
    if (core.depth_mm[at] > outside_mm) return true;
    const Eigen::Vector3i place = core.place(at).cast<int>();
    for (int axis = 0; axis < 3; ++axis)
      for (const int way : {-1, 1}) {
        Eigen::Vector3i next = place;
        next[axis] += way;
        if (!core.grid.contains(next.x(), next.y(), next.z())) continue;
        const std::size_t voxel = static_cast<std::size_t>(next.x()) +
                                  row * static_cast<std::size_t>(next.y()) +
                                  slice * static_cast<std::size_t>(next.z());
        if (seen[voxel] != 0 || core.calm[voxel] < level_hu || core.depth_mm[voxel] > look_outside_mm)
          continue;
        seen[voxel] = 1;
        front.push_back(voxel);
      }
  }
  return false;
}

bool is_cloud_or_network(const ErodedLesion& core, const MineralPiece& piece) {
  const double part = static_cast<double>(piece.voxels.size()) / static_cast<double>(core.voxels.size());
  return part > network_part || (part > cloud_part && piece.fine_excess < thick_fine_share * piece.excess);
}

/// Pieces as small and dense as grains. Grains that have run together come apart at a higher level: of the
/// levels, the one that shows most.
int count_grains(const ErodedLesion& core, const LesionMineral& mineral, const MatrixParameters& p) {
  const double largest_mm = p.matrix_largest_grain_mm + 2 * core.blur_mm;
  int most = 0;
  for (const double part : {0.0, 0.35, 0.5, 0.65, 0.8}) {
    if (part > 0 && mineral.fraction < merged_fraction) break;
    const double level_hu =
        std::max(mineral.threshold_hu, core.background_hu + part * (mineral.peak_hu - core.background_hu));
    std::vector<std::uint8_t> dense(core.calm.size(), 0);
    for (const MineralPiece& piece : mineral.pieces)
      for (const std::size_t voxel : piece.voxels)
        dense[voxel] = core.calm[voxel] > level_hu && core.calm[voxel] <= p.matrix_cement_hu ? 1 : 0;
    int grains = 0;
    for (const std::vector<std::size_t>& voxels : pieces_of(core.grid, dense)) {
      const double extent = extent_mm(core, voxels);
      double peak_hu = 0;
      for (const std::size_t voxel : voxels) peak_hu = std::max<double>(peak_hu, core.calm[voxel]);
      if (extent >= p.matrix_smallest_grain_mm && extent <= largest_mm && peak_hu >= mineral.grain_hu)
        ++grains;
    }
    most = std::max(most, grains);
  }
  return most;
}

/// What the blur leaves of the least density of a grain: a plate of 1 mm keeps erf(0.5 mm / (sqrt(2) sigma)).
double seen_grain_hu(const ErodedLesion& core, double threshold_hu, const MatrixParameters& p) {
  constexpr double half_plate_mm = 0.5, calm_mm = 0.5;
  const double sigma_mm = std::hypot(core.blur_mm, calm_mm);
  const double kept = std::erf(half_plate_mm / (std::numbers::sqrt2 * sigma_mm));
  return std::max(threshold_hu, core.background_hu + kept * (p.matrix_grain_hu - core.background_hu));
}

void sum_up(LesionMineral& mineral, const ErodedLesion& core) {
  const double all = std::max<double>(1, static_cast<double>(core.voxels.size()));
  double count = 0, largest = 0, excess = 0, fine = 0, sum = 0;
  for (const MineralPiece& piece : mineral.pieces) {
    const auto size = static_cast<double>(piece.voxels.size());
    count += size;
    largest = std::max(largest, size);
    excess += piece.excess;
    fine += piece.fine_excess;
    for (const std::size_t voxel : piece.voxels) sum += core.hounsfield[voxel];
    mineral.peak_hu = std::max(mineral.peak_hu, piece.peak_hu);
  }
  mineral.fraction = count / all;
  for (const MineralPiece& piece : mineral.host_pieces)
    mineral.host_fraction += static_cast<double>(piece.voxels.size()) / all;
  if (count == 0) return;
  mineral.mean_hu = sum / count;
  mineral.largest_share = largest / count;
  mineral.fine_share = fine / excess;
}

}  // namespace

LesionMineral find_mineral(const ErodedLesion& core, const MatrixParameters& parameters) {
  constexpr double least_mm3 = 0.8;  // specks of noise
  LesionMineral mineral;
  mineral.threshold_hu = threshold_of(core, parameters);
  std::vector<std::uint8_t> dense(core.calm.size(), 0);
  for (const std::size_t voxel : core.voxels) dense[voxel] = core.calm[voxel] > mineral.threshold_hu ? 1 : 0;
  const std::vector<float> opened =
      opened_within(core.grid, core.calm, core.inside, parameters.matrix_fine_mm);
  for (std::vector<std::size_t>& voxels : pieces_of(core.grid, dense)) {
    if (core.volume_mm3(voxels.size()) < least_mm3 || voxels.size() < 2) continue;
    MineralPiece piece = piece_from(core, std::move(voxels), opened);
    const bool host = !is_cloud_or_network(core, piece) && leads_outside(core, piece);
    (host ? mineral.host_pieces : mineral.pieces).push_back(std::move(piece));
  }
  mineral.grain_hu = seen_grain_hu(core, mineral.threshold_hu, parameters);
  sum_up(mineral, core);
  mineral.grains = count_grains(core, mineral, parameters);
  return mineral;
}

}  // namespace osteosign
