#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/values/image_grid.h"

namespace osteosign {

/// A set of voxels, one bit each: a 512x512x280 mask takes 9 MB, and morphology works on 64 voxels at a time.
/// A row (all x of one y and z) starts at a word border; bits behind the last x are 0.
class VoxelMask {
 public:
  VoxelMask() = default;
  explicit VoxelMask(const ImageGrid& grid);

  const ImageGrid& grid() const { return grid_; }
  int words_per_row() const { return words_per_row_; }
  int row_count() const { return grid_.size[1] * grid_.size[2]; }
  std::span<std::uint64_t> row(int y, int z) {
    return {words_.data() + row_start(y, z), static_cast<std::size_t>(words_per_row_)};
  }
  std::span<const std::uint64_t> row(int y, int z) const {
    return {words_.data() + row_start(y, z), static_cast<std::size_t>(words_per_row_)};
  }

  bool contains(int x, int y, int z) const {
    return (row(y, z)[static_cast<std::size_t>(x >> 6)] >> (x & 63)) & 1U;
  }
  void insert(int x, int y, int z) {
    row(y, z)[static_cast<std::size_t>(x >> 6)] |= std::uint64_t{1} << (x & 63);
  }
  void erase(int x, int y, int z) {
    row(y, z)[static_cast<std::size_t>(x >> 6)] &= ~(std::uint64_t{1} << (x & 63));
  }
  /// Adds all x from `first` to `last`, both included.
  void insert_run(int first, int last, int y, int z);

  std::size_t count() const;
  double volume_mm3() const { return static_cast<double>(count()) * grid_.voxel_volume_mm3(); }
  bool empty() const;

  VoxelMask& operator|=(const VoxelMask& other);
  VoxelMask& operator&=(const VoxelMask& other);
  VoxelMask& operator-=(const VoxelMask& other);
  VoxelMask complement() const;
  /// The same voxels with x and y exchanged, so that planes along y and z become planes along x and z.
  VoxelMask transposed_in_plane() const;

  friend bool operator==(const VoxelMask& a, const VoxelMask& b) { return a.words_ == b.words_; }

 private:
  std::size_t row_start(int y, int z) const {
    return static_cast<std::size_t>(words_per_row_) *
           (static_cast<std::size_t>(y) +
            static_cast<std::size_t>(grid_.size[1]) * static_cast<std::size_t>(z));
  }
  ImageGrid grid_;
  int words_per_row_ = 0;
  std::vector<std::uint64_t> words_;
};

/// Calls `visit(x)` for each voxel of a row, in rising order.
template <class Visitor>
void for_each_voxel_of_row(std::span<const std::uint64_t> row, Visitor&& visit) {
  for (std::size_t word = 0; word < row.size(); ++word)
    for (std::uint64_t bits = row[word]; bits != 0; bits &= bits - 1)
      visit(static_cast<int>(word * 64) + __builtin_ctzll(bits));
}

/// Calls `visit(x, y, z)` for each voxel of a mask, in memory order.
template <class Visitor>
void for_each_voxel(const VoxelMask& mask, const Visitor& visit) {
  for (int z = 0; z < mask.grid().size[2]; ++z)
    for (int y = 0; y < mask.grid().size[1]; ++y)
      for_each_voxel_of_row(mask.row(y, z), [&](int x) { visit(x, y, z); });
}

VoxelMask operator|(VoxelMask a, const VoxelMask& b);
VoxelMask operator&(VoxelMask a, const VoxelMask& b);
VoxelMask operator-(VoxelMask a, const VoxelMask& b);

/// Voxels from `lowest` to `highest` HU, both included. `hounsfield` has grid.voxel_count() values.
VoxelMask voxels_in_range(const ImageGrid& grid, std::span<const std::int16_t> hounsfield, int lowest_hu,
                          int highest_hu);

}  // namespace osteosign
