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

/// First and last row of a plane that matter; none when the last comes before the first.
struct RowRange {
  int first;
  int last;
  RowRange moved(int rows) const { return {first + rows, last + rows}; }
  RowRange within(RowRange other) const { return {std::max(first, other.first), std::min(last, other.last)}; }
};

RowRange all_rows(const ImageGrid& grid) { return {0, grid.size[1] - 1}; }

bool is_empty(std::span<const std::uint64_t> row) {
  return std::ranges::all_of(row, [](std::uint64_t word) { return word == 0; });
}

/// Rows of each plane between the first and the last that holds a voxel.
std::vector<RowRange> filled_rows(const VoxelMask& mask) {
  std::vector<RowRange> filled;
  for (int z = 0; z < mask.grid().size[2]; ++z) {
    RowRange range = all_rows(mask.grid());
    while (range.first <= range.last && is_empty(mask.row(range.first, z))) ++range.first;
    while (range.first <= range.last && is_empty(mask.row(range.last, z))) --range.last;
    filled.push_back(range);
  }
  return filled;
}

/// Widens the rows of each plane that `rows` holds; the others stay empty.
VoxelMask widened_in_x(const VoxelMask& mask, const std::vector<RowRange>& rows, int half_width) {
  const ImageGrid& grid = mask.grid();
  VoxelMask result(grid);
  // Bits behind the last x must stay 0.
  VoxelMask row_of_all(grid.crop({0, 0, 0}, {grid.size[0], 1, 1}));
  row_of_all.insert_run(0, grid.size[0] - 1, 0, 0);
  const auto allowed = row_of_all.row(0, 0);
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    const RowRange range = rows[static_cast<std::size_t>(z)];
    std::vector<std::uint64_t> before;
    for (int y = range.first; y <= range.last; ++y) {
      if (is_empty(mask.row(y, z))) continue;
      const auto target = result.row(y, z);
      std::ranges::copy(mask.row(y, z), target.begin());
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

void add_bits(const std::uint64_t* __restrict from, std::uint64_t* __restrict to) { *to |= *from; }
void clear_bits(const std::uint64_t* __restrict from, std::uint64_t* __restrict to) { *to &= ~*from; }

/// Adds `from` to `to`, or takes it away. Inner loops of a known length are what the compiler vectorizes.
template <auto combine>
void combine_words(const std::uint64_t* __restrict from, std::uint64_t* __restrict to, std::size_t words) {
  constexpr std::size_t block = 8;
  std::size_t i = 0;
  for (; i + block <= words; i += block)
    for (std::size_t k = 0; k < block; ++k) combine(from + i + k, to + i + k);
  for (; i < words; ++i) combine(from + i, to + i);
}

/// Combines the moved rows of `source` with those of `target`, as far as both are among the rows that matter.
template <auto combine>
void combine_moved_rows(const VoxelMask& source, const std::vector<RowRange>& source_rows,
                        const std::vector<RowOffset>& offsets, const std::vector<RowRange>& target_rows,
                        VoxelMask& target) {
  tbb::parallel_for(0, target.grid().size[2], [&](int z) {
    for (const RowOffset offset : offsets) {
      const int source_z = z + offset.z;
      if (source_z < 0 || source_z >= target.grid().size[2]) continue;
      const RowRange rows = source_rows[static_cast<std::size_t>(source_z)].moved(-offset.y).within(
          target_rows[static_cast<std::size_t>(z)]);
      if (rows.last < rows.first) continue;
      // Rows of a plane follow each other without a gap: one long loop over their words.
      combine_words<combine>(source.row(rows.first + offset.y, source_z).data(),
                             target.row(rows.first, z).data(),
                             static_cast<std::size_t>(rows.last - rows.first + 1) *
                                 static_cast<std::size_t>(target.words_per_row()));
    }
  });
}

/// Rows of each plane that an ellipsoid round the rows of `rows` reaches.
std::vector<RowRange> reached_rows(const std::vector<RowRange>& rows, const ImageGrid& grid, Reach reach) {
  const int reach_y = static_cast<int>(reach.in_plane_mm / grid.spacing_mm.y());
  const int reach_z = static_cast<int>(reach.axial_mm / grid.spacing_mm.z());
  const int planes = grid.size[2];
  std::vector<RowRange> reached(rows.size(), RowRange{grid.size[1], -1});
  for (int z = 0; z < planes; ++z)
    for (int near = std::max(0, z - reach_z); near <= std::min(planes - 1, z + reach_z); ++near) {
      const RowRange range = rows[static_cast<std::size_t>(near)];
      RowRange& here = reached[static_cast<std::size_t>(z)];
      if (range.first <= range.last)
        here = {std::min(here.first, range.first - reach_y), std::max(here.last, range.last + reach_y)};
    }
  for (RowRange& range : reached) range = range.within(all_rows(grid));
  return reached;
}

}  // namespace

VoxelMask dilate(const VoxelMask& mask, Reach reach) {
  if (reach.in_plane_mm <= 0) return mask;
  VoxelMask result = mask;
  const std::vector<RowRange> filled = filled_rows(mask), every(filled.size(), all_rows(mask.grid()));
  for (const auto& [half_width, offsets] : rows_of_ellipsoid(mask.grid(), reach))
    combine_moved_rows<add_bits>(widened_in_x(mask, filled, half_width), filled, offsets, every, result);
  return result;
}

VoxelMask erode(const VoxelMask& mask, Reach reach) {
  if (reach.in_plane_mm <= 0) return mask;
  VoxelMask result = mask;
  const VoxelMask background = mask.complement();
  const std::vector<RowRange> filled = filled_rows(mask), beside = reached_rows(filled, mask.grid(), reach);
  for (const auto& [half_width, offsets] : rows_of_ellipsoid(mask.grid(), reach))
    combine_moved_rows<clear_bits>(widened_in_x(background, beside, half_width), beside, offsets, filled,
                                   result);
  return result;
}

VoxelMask close(const VoxelMask& mask, Reach reach) { return erode(dilate(mask, reach), reach); }

VoxelMask open(const VoxelMask& mask, Reach reach) { return dilate(erode(mask, reach), reach); }

}  // namespace osteosign
