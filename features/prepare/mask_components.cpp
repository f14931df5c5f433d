#include "features/prepare/mask_components.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace osteosign {
namespace {

/// The runs of a row, found by their first bits (01) and last bits (10).
void append_runs(std::span<const std::uint64_t> row, int y, int z, std::vector<ComponentRun>& runs) {
  int start = -1;
  for (std::size_t word = 0; word < row.size(); ++word) {
    const std::uint64_t bits = row[word];
    if (start < 0 && bits == 0) continue;
    if (start >= 0 && bits == ~std::uint64_t{0}) continue;
    for (int bit = 0; bit < 64;) {
      const std::uint64_t rest = (start < 0 ? bits : ~bits) >> bit;
      if (rest == 0) break;
      bit += __builtin_ctzll(rest);
      const int x = static_cast<int>(word * 64) + bit;
      if (start < 0) {
        start = x;
      } else {
        runs.push_back({start, x - 1, y, z, 0});
        start = -1;
      }
    }
  }
  if (start >= 0) runs.push_back({start, static_cast<int>(row.size() * 64) - 1, y, z, 0});
}

class Forest {
 public:
  explicit Forest(std::size_t size) : parent_(size) {
    for (std::size_t i = 0; i < size; ++i) parent_[i] = static_cast<std::uint32_t>(i);
  }
  std::uint32_t root(std::uint32_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// Joins the runs of two rows wherever they overlap in x.
void join_rows(const std::vector<ComponentRun>& runs, std::size_t a, std::size_t a_end, std::size_t b,
               std::size_t b_end, Forest& forest) {
  while (a < a_end && b < b_end) {
    if (runs[a].first_x <= runs[b].last_x && runs[b].first_x <= runs[a].last_x)
      forest.join(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b));
    if (runs[a].last_x < runs[b].last_x)
      ++a;
    else
      ++b;
  }
}

void join_neighbouring_rows(const VoxelMask& mask, const std::vector<std::size_t>& row_first,
                            const std::vector<ComponentRun>& runs, Neighbours neighbours, Forest& forest) {
  const auto size_y = static_cast<std::size_t>(mask.grid().size[1]);
  for (std::size_t row = 0; row + 1 < row_first.size(); ++row) {
    const auto join_with = [&](std::size_t other) {
      join_rows(runs, row_first[row], row_first[row + 1], row_first[other], row_first[other + 1], forest);
    };
    if (neighbours != Neighbours::coronal_plane && row % size_y != 0) join_with(row - 1);
    if (neighbours != Neighbours::axial_plane && row >= size_y) join_with(row - size_y);
  }
}

void include(Component& component, const ComponentRun& run) {
  if (component.voxels == 0) {
    component.lowest = {run.first_x, run.y, run.z};
    component.highest = {run.last_x, run.y, run.z};
  }
  component.voxels += static_cast<std::size_t>(run.length());
  component.lowest = {std::min(component.lowest[0], run.first_x), std::min(component.lowest[1], run.y),
                      std::min(component.lowest[2], run.z)};
  component.highest = {std::max(component.highest[0], run.last_x), std::max(component.highest[1], run.y),
                       std::max(component.highest[2], run.z)};
}

}  // namespace

VoxelMask MaskComponents::select(const std::vector<bool>& chosen) const {
  assert(chosen.size() == components.size());
  VoxelMask result(grid);
  for (const ComponentRun& run : runs)
    if (chosen[run.component]) result.insert_run(run.first_x, run.last_x, run.y, run.z);
  return result;
}

VoxelMask MaskComponents::only(std::size_t component) const {
  VoxelMask result(grid);
  for (const ComponentRun& run : runs)
    if (run.component == component) result.insert_run(run.first_x, run.last_x, run.y, run.z);
  return result;
}

std::vector<std::size_t> MaskComponents::overlap(const VoxelMask& mask) const {
  std::vector<std::size_t> voxels(components.size(), 0);
  for (const ComponentRun& run : runs)
    for (int x = run.first_x; x <= run.last_x; ++x)
      voxels[run.component] += mask.contains(x, run.y, run.z) ? 1U : 0U;
  return voxels;
}

MaskComponents find_components(const VoxelMask& mask, Neighbours neighbours) {
  MaskComponents result{mask.grid(), {}, {}};
  std::vector<std::size_t> row_first{0};
  for (int z = 0; z < mask.grid().size[2]; ++z)
    for (int y = 0; y < mask.grid().size[1]; ++y) {
      append_runs(mask.row(y, z), y, z, result.runs);
      row_first.push_back(result.runs.size());
    }
  Forest forest(result.runs.size());
  join_neighbouring_rows(mask, row_first, result.runs, neighbours, forest);
  constexpr std::uint32_t unnumbered = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number_of_root(result.runs.size(), unnumbered);
  for (std::size_t i = 0; i < result.runs.size(); ++i) {
    std::uint32_t& number = number_of_root[forest.root(static_cast<std::uint32_t>(i))];
    if (number == unnumbered) {
      number = static_cast<std::uint32_t>(result.components.size());
      result.components.emplace_back();
    }
    result.runs[i].component = number;
    include(result.components[number], result.runs[i]);
  }
  return result;
}

VoxelMask connected_to(const VoxelMask& voxels, const VoxelMask& core) {
  const MaskComponents parts = find_components(voxels | core, Neighbours::volume);
  const std::vector<std::size_t> overlap = parts.overlap(core);
  std::vector<bool> chosen(overlap.size());
  for (std::size_t i = 0; i < overlap.size(); ++i) chosen[i] = overlap[i] > 0;
  return parts.select(chosen);
}

}  // namespace osteosign
