#include "features/prepare/mask_morphology.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace osteosign {
namespace {

/// ORs `source`, moved by `step` voxels to higher x (or lower when negative), into `target`.
void add_shifted(std::span<const std::uint64_t> source, int step, std::span<std::uint64_t> target) {
  const int count = static_cast<int>(source.size());
  if (count == 0) return;
  if (step > 0 && step < 64) {  // the usual case, without a branch in the loop
    target[0] |= source[0] << step;
    for (std::size_t i = 1; i < source.size(); ++i)
      target[i] |= source[i] << step | source[i - 1] >> (64 - step);
    return;
  }
  if (step < 0 && step > -64) {
    for (std::size_t i = 0; i + 1 < source.size(); ++i)
      target[i] |= source[i] >> -step | source[i + 1] << (64 + step);
    target.back() |= source.back() >> -step;
    return;
  }
  const int words = std::abs(step) / 64;
  const int bits = std::abs(step) % 64;
  const auto at = [&](int i) { return i < 0 || i >= count ? 0 : source[static_cast<std::size_t>(i)]; };
  for (int i = 0; i < count; ++i) {
    const int direction = step > 0 ? -1 : 1;
    const std::uint64_t near = at(i + direction * words);
    const std::uint64_t far = bits == 0 ? 0 : at(i + direction * (words + 1));
    const std::uint64_t moved = step > 0 ? near << bits | (bits == 0 ? 0 : far >> (64 - bits))
                                         : near >> bits | (bits == 0 ? 0 : far << (64 - bits));
    target[static_cast<std::size_t>(i)] |= moved;
  }
}

/// Widens every run of a row by `half_width` voxels on both sides, doubling the width in each step. `before`
/// is room to work in.
void widen_row(std::span<std::uint64_t> row, int half_width, std::vector<std::uint64_t>& before) {
  for (int done = 0; done < half_width;) {
    const int step = std::min(2 * done + 1, half_width - done);
    before.assign(row.begin(), row.end());
    add_shifted(before, step, row);
    add_shifted(before, -step, row);
    done += step;
  }
}

VoxelMask widened_in_x(const VoxelMask& mask, int half_width) {
  if (half_width == 0) return mask;
  const ImageGrid& grid = mask.grid();
  VoxelMask result(grid);
  // Bits behind the last x must stay 0.
  VoxelMask row_of_all(grid.crop({0, 0, 0}, {grid.size[0], 1, 1}));
  row_of_all.insert_run(0, grid.size[0] - 1, 0, 0);
  const auto allowed = row_of_all.row(0, 0);
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    std::vector<std::uint64_t> before;
    for (int y = 0; y < grid.size[1]; ++y) {
      const auto row = mask.row(y, z);
      if (std::all_of(row.begin(), row.end(), [](std::uint64_t word) { return word == 0; })) continue;
      const auto target = result.row(y, z);
      std::ranges::copy(row, target.begin());
      widen_row(target, half_width, before);
      for (std::size_t i = 0; i < target.size(); ++i) target[i] &= allowed[i];
    }
  });
  return result;
}

struct RowOffset {
  int y;
  int z;
};

/// Rows of the ellipsoid, by their half width in voxels.
std::map<int, std::vector<RowOffset>> rows_of_ellipsoid(const ImageGrid& grid, Reach reach) {
  std::map<int, std::vector<RowOffset>> rows;
  const int reach_y = static_cast<int>(reach.in_plane_mm / grid.spacing_mm.y());
  const int reach_z = static_cast<int>(reach.axial_mm / grid.spacing_mm.z());
  for (int dz = -reach_z; dz <= reach_z; ++dz)
    for (int dy = -reach_y; dy <= reach_y; ++dy) {
      const double along_y = dy * grid.spacing_mm.y() / reach.in_plane_mm;
      const double along_z = dz == 0 ? 0 : dz * grid.spacing_mm.z() / reach.axial_mm;
      const double rest = 1 - along_y * along_y - along_z * along_z;
      if (rest < 0) continue;
      const int half_width =
          static_cast<int>(std::sqrt(rest) * reach.in_plane_mm / grid.spacing_mm.x() + 1e-9);
      rows[half_width].push_back({dy, dz});
    }
  return rows;
}

void add_moved_rows(const VoxelMask& source, const std::vector<RowOffset>& offsets, VoxelMask& target) {
  const auto [size_x, size_y, size_z] = target.grid().size;
  tbb::parallel_for(0, size_z, [&, size_y = size_y, size_z = size_z](int z) {
    for (const RowOffset offset : offsets) {
      if (z + offset.z < 0 || z + offset.z >= size_z) continue;
      const int first_y = std::max(0, -offset.y);
      const int last_y = std::min(size_y, size_y - offset.y);
      if (first_y >= last_y) continue;
      // Rows of a plane follow each other without a gap: one long loop over their words.
      const std::uint64_t* const from = source.row(first_y + offset.y, z + offset.z).data();
      std::uint64_t* const to = target.row(first_y, z).data();
      const auto words =
          static_cast<std::size_t>(last_y - first_y) * static_cast<std::size_t>(target.words_per_row());
      for (std::size_t i = 0; i < words; ++i) to[i] |= from[i];
    }
  });
}

}  // namespace

VoxelMask dilate(const VoxelMask& mask, Reach reach) {
  if (reach.in_plane_mm <= 0) return mask;
  VoxelMask result = mask;
  for (const auto& [half_width, offsets] : rows_of_ellipsoid(mask.grid(), reach))
    add_moved_rows(widened_in_x(mask, half_width), offsets, result);
  return result;
}

VoxelMask erode(const VoxelMask& mask, Reach reach) { return dilate(mask.complement(), reach).complement(); }

VoxelMask close(const VoxelMask& mask, Reach reach) { return erode(dilate(mask, reach), reach); }

VoxelMask open(const VoxelMask& mask, Reach reach) { return dilate(erode(mask, reach), reach); }

}  // namespace osteosign
