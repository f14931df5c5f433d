#include "features/find/bone_cells.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/seed_region.h"
#include "features/find/walled_in.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr int layers = 7;  // of depth, each 1.25 mm thick; the last holds all that lies deeper
constexpr double layer_mm = 1.25;
constexpr double least_sd_hu = 15, least_sd_of_logarithm = 0.15;  // where all bone round is alike

/// What the voxels of a cell that count add up to.
struct Sums {
  std::vector<float> count, hu, squares;
};

std::size_t layer_of(double depth_mm) {
  return static_cast<std::size_t>(std::clamp(depth_mm / layer_mm, 0.0, layers - 1.0));
}

/// Lays the grid of cells round the seed.
BoneCells empty_cells(const ImageGrid& series, const Eigen::Vector3d& seed_in_patient_mm,
                      const LesionOutlineParameters& p) {
  BoneCells cells;
  const Eigen::Vector3d seed = series.voxel_from_patient(seed_in_patient_mm);
  Eigen::Vector3d middle_of_first;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double spacing_mm = series.spacing_mm[axis];
    const int voxels = std::max(1, static_cast<int>(std::lround(p.unlike_cell_mm / spacing_mm)));
    const double reach = p.unlike_reach_mm / spacing_mm;
    const int lowest = std::max(0, static_cast<int>(std::floor(seed[axis] - reach)));
    const int highest = std::min(series.size[a] - 1, static_cast<int>(std::ceil(seed[axis] + reach)));
    cells.voxels[a] = voxels;
    cells.first[a] = lowest;
    cells.grid.size[a] = std::max(0, (highest - lowest + 1) / voxels);
    cells.grid.spacing_mm[axis] = spacing_mm * voxels;
    middle_of_first[axis] = lowest + 0.5 * (voxels - 1);
  }
  cells.grid.direction = series.direction;
  cells.grid.origin_mm = series.patient_from_voxel(middle_of_first);
  return cells;
}

/// Fills `bone`, and adds up its voxels: those of bone, or all of a cell that bone walls in.
Sums sums_of(BoneCells& cells, const CtVolume& ct, const LabelMap& bones) {
  const std::size_t count = cells.grid.voxel_count();
  Sums sums{std::vector<float>(count), std::vector<float>(count), std::vector<float>(count)};
  cells.bone.assign(count, 0);
  const Eigen::Array3i first(cells.first[0], cells.first[1], cells.first[2]);
  const Eigen::Array3i block(cells.voxels[0], cells.voxels[1], cells.voxels[2]);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const Eigen::Array3i start = first + cells.cell(i) * block;
    std::array<float, 3> in_bone{}, all{};
    for (int z = 0; z < block.z(); ++z)
      for (int y = 0; y < block.y(); ++y)
        for (int x = 0; x < block.x(); ++x) {
          const std::size_t voxel = ct.grid.index(start.x() + x, start.y() + y, start.z() + z);
          const auto hu = static_cast<float>(ct.hounsfield[voxel]);
          ++all[0], all[1] += hu, all[2] += hu * hu;
          if (bones.voxels[voxel] != 0) ++in_bone[0], in_bone[1] += hu, in_bone[2] += hu * hu;
        }
    const bool half_bone = 2 * in_bone[0] >= all[0];
    if (!half_bone && !walled_in(bones, start + block / 2)) return;
    cells.bone[i] = 1;
    const std::array<float, 3>& sum = half_bone ? in_bone : all;
    sums.count[i] = sum[0], sums.hu[i] = sum[1], sums.squares[i] = sum[2];
  });
  return sums;
}

/// Sum over 3 x 3 x 3 cells.
std::vector<float> with_neighbours(const ImageGrid& grid, std::vector<float> values) {
  std::size_t step = 1;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto size = static_cast<std::size_t>(grid.size[axis]);
    std::vector<float> sum = values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i / step % size > 0) sum[i] += values[i - step];
      if (i / step % size + 1 < size) sum[i] += values[i + step];
    }
    values = std::move(sum);
    step *= size;
  }
  return values;
}

/// Fills `hu` and gives the logarithm of the spread round each cell of bone.
std::vector<float> smooth(BoneCells& cells, const Sums& sums) {
  const std::vector<float> count = with_neighbours(cells.grid, sums.count),
                           hu = with_neighbours(cells.grid, sums.hu),
                           squares = with_neighbours(cells.grid, sums.squares);
  std::vector<float> log_spread(sums.count.size());
  cells.hu.assign(sums.count.size(), 0);
  for (std::size_t i = 0; i < sums.count.size(); ++i) {
    if (cells.bone[i] == 0) continue;
    const double mean = hu[i] / count[i];
    log_spread[i] = static_cast<float>(0.5 * std::log(std::max(1.0, squares[i] / count[i] - mean * mean)));
    float sum = 2 * sums.hu[i] / sums.count[i], weight = 2;
    cells.for_each_beside(i, [&](std::size_t next, int) {
      if (cells.bone[next] != 0) sum += sums.hu[next] / sums.count[next], ++weight;
    });
    cells.hu[i] = sum / weight;
  }
  return log_spread;
}

/// Indices of the half of the cells of bone that lies farther from the seed.
std::vector<std::size_t> farther_half(const BoneCells& cells, const Eigen::Vector3d& seed_in_patient_mm) {
  std::vector<std::size_t> bone;
  std::vector<double> distance_mm(cells.bone.size());
  for (std::size_t i = 0; i < cells.bone.size(); ++i) {
    if (cells.bone[i] == 0) continue;
    bone.push_back(i);
    distance_mm[i] = (cells.point_mm(i) - seed_in_patient_mm).norm();
  }
  const auto half = static_cast<std::ptrdiff_t>(bone.size() / 2);
  std::nth_element(bone.begin(), bone.begin() + half, bone.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(distance_mm[a], a) < std::pair(distance_mm[b], b);
  });
  bone.erase(bone.begin(), bone.begin() + half);
  return bone;
}

/// Median and spread of values in each layer. A layer of too few cells is taken with the next deeper one; the
/// deepest ones of too few have what the one above has. Empty when there are too few in all.
std::vector<MedianSpread> usual_by_layer(const BoneCells& cells, const std::vector<std::size_t>& far,
                                         const std::vector<float>& values) {
  constexpr std::size_t fewest = 40;
  std::array<std::vector<double>, layers> in_layer;
  for (const std::size_t i : far) in_layer[layer_of(cells.depth_mm[i])].push_back(values[i]);
  std::vector<MedianSpread> usual;
  std::vector<double> waiting;
  for (std::size_t layer = 0; layer < layers; ++layer) {
    waiting.insert(waiting.end(), in_layer[layer].begin(), in_layer[layer].end());
    if (waiting.size() < fewest) continue;
    usual.resize(layer + 1, median_spread(waiting));
    waiting.clear();
  }
  if (!usual.empty()) usual.resize(layers, usual.back());
  return usual;
}

}  // namespace

Eigen::Array3i BoneCells::cell(std::size_t index) const {
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  return {static_cast<int>(index % row), static_cast<int>(index % slice / row),
          static_cast<int>(index / slice)};
}

Eigen::Vector3d BoneCells::point_mm(std::size_t index) const {
  return grid.patient_from_voxel(cell(index).cast<double>().matrix());
}

Eigen::Array3i BoneCells::cell_of_voxel(const Eigen::Array3i& voxel) const {
  Eigen::Array3i result;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const int offset = voxel[axis] - first[a];
    result[axis] = offset < 0 ? -1 : offset / voxels[a];
  }
  return result;
}

std::size_t BoneCells::bone_beside(std::size_t index, const Eigen::Array3i& step) const {
  const Eigen::Array3i next = cell(index) + step;
  if (!grid.contains(next.x(), next.y(), next.z())) return index;
  const std::size_t beside = grid.index(next.x(), next.y(), next.z());
  return bone[beside] != 0 ? beside : index;
}

Measured<BoneCells> bone_cells(const CtVolume& ct, const LabelMap& bones,
                               const Eigen::Vector3d& seed_in_patient_mm,
                               const LesionOutlineParameters& parameters) {
  BoneCells cells = empty_cells(ct.grid, seed_in_patient_mm, parameters);
  const Sums sums = sums_of(cells, ct, bones);
  cells.depth_mm = signed_distance_mm(cells.grid, cells.bone);
  for (float& depth : cells.depth_mm) depth = -depth;
  const std::vector<float> log_spread = smooth(cells, sums);
  const std::vector<std::size_t> far = farther_half(cells, seed_in_patient_mm);
  const std::vector<MedianSpread> density = usual_by_layer(cells, far, cells.hu);
  const std::vector<MedianSpread> spread = usual_by_layer(cells, far, log_spread);
  if (density.empty())
    return Unknown{
        fmt::format("too little bone lies round the seed to tell what is usual: {} cells", 2 * far.size())};
  cells.marrow_hu = density.back().median;
  cells.deviation.assign(cells.bone.size(), 0);
  cells.roughness.assign(cells.bone.size(), 0);
  for (std::size_t i = 0; i < cells.bone.size(); ++i) {
    if (cells.bone[i] == 0) continue;
    const std::size_t layer = layer_of(cells.depth_mm[i]);
    cells.deviation[i] =
        static_cast<float>((cells.hu[i] - density[layer].median) / std::max(density[layer].sd, least_sd_hu));
    cells.roughness[i] = static_cast<float>((log_spread[i] - spread[layer].median) /
                                            std::max(spread[layer].sd, least_sd_of_logarithm));
  }
  return cells;
}

}  // namespace osteosign
