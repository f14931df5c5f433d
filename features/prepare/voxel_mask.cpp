#include "features/prepare/voxel_mask.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>
#include <utility>

namespace osteosign {
namespace {

std::uint64_t last_word_bits(int size_x) {
  const int used = size_x & 63;
  return used == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << used) - 1;
}

}  // namespace

VoxelMask::VoxelMask(const ImageGrid& grid)
    : grid_(grid),
      words_per_row_((grid.size[0] + 63) / 64),
      words_(static_cast<std::size_t>(words_per_row_) * static_cast<std::size_t>(grid.size[1]) *
             static_cast<std::size_t>(grid.size[2])) {}

void VoxelMask::insert_run(int first, int last, int y, int z) {
  const auto words = row(y, z);
  for (int word = first >> 6; word <= last >> 6; ++word) {
    std::uint64_t bits = ~std::uint64_t{0};
    if (word == first >> 6) bits &= ~std::uint64_t{0} << (first & 63);
    if (word == last >> 6) bits &= ~std::uint64_t{0} >> (63 - (last & 63));
    words[static_cast<std::size_t>(word)] |= bits;
  }
}

std::size_t VoxelMask::count() const {
  return std::accumulate(words_.begin(), words_.end(), std::size_t{0},
                         [](std::size_t sum, std::uint64_t word) {
                           return sum + static_cast<std::size_t>(std::popcount(word));
                         });
}

bool VoxelMask::empty() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

VoxelMask& VoxelMask::operator|=(const VoxelMask& other) {
  assert(words_.size() == other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

VoxelMask& VoxelMask::operator&=(const VoxelMask& other) {
  assert(words_.size() == other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

VoxelMask& VoxelMask::operator-=(const VoxelMask& other) {
  assert(words_.size() == other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  return *this;
}

VoxelMask VoxelMask::complement() const {
  VoxelMask result(grid_);
  const std::uint64_t last = last_word_bits(grid_.size[0]);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool ends_row = (i + 1) % static_cast<std::size_t>(words_per_row_) == 0;
    result.words_[i] = ~words_[i] & (ends_row ? last : ~std::uint64_t{0});
  }
  return result;
}

VoxelMask VoxelMask::transposed_in_plane() const {
  ImageGrid turned = grid_;
  std::swap(turned.size[0], turned.size[1]);
  std::swap(turned.spacing_mm.x(), turned.spacing_mm.y());
  turned.direction.col(0).swap(turned.direction.col(1));
  VoxelMask result(turned);
  tbb::parallel_for(0, grid_.size[2], [&](int z) {
    for (int y = 0; y < grid_.size[1]; ++y)
      for_each_voxel_of_row(row(y, z), [&](int x) { result.insert(y, x, z); });
  });
  return result;
}

VoxelMask operator|(VoxelMask a, const VoxelMask& b) { return std::move(a |= b); }
VoxelMask operator&(VoxelMask a, const VoxelMask& b) { return std::move(a &= b); }
VoxelMask operator-(VoxelMask a, const VoxelMask& b) { return std::move(a -= b); }

VoxelMask voxels_in_range(const ImageGrid& grid, std::span<const std::int16_t> hounsfield, int lowest_hu,
                          int highest_hu) {
  assert(hounsfield.size() == grid.voxel_count());
  VoxelMask result(grid);
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y) {
      const auto values = hounsfield.subspan(grid.index(0, y, z), static_cast<std::size_t>(grid.size[0]));
      const auto words = result.row(y, z);
      for (std::size_t x = 0; x < values.size(); ++x) {
        const bool inside = values[x] >= lowest_hu && values[x] <= highest_hu;
        words[x >> 6] |= static_cast<std::uint64_t>(inside) << (x & 63);
      }
    }
  });
  return result;
}

}  // namespace osteosign
