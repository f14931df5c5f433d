#pragma once
#include <map>
#include <vector>

#include "io/images/region_set.h"

namespace osteosign {

/// Collects a region slice by slice, keeping only the box around what is inside, so that a hundred regions of
/// a whole-body scan fit in memory.
class RegionFromSlices {
 public:
  RegionFromSlices(int columns, int rows) : columns_(columns), rows_(rows) {}
  /// Adds the pixels of slice `z` that are not 0 (columns * rows values, column index fastest). A slice that
  /// is there already keeps its own pixels too.
  void add(int z, const std::vector<std::uint8_t>& inside);
  Region region() const;

 private:
  struct Patch {
    int first_column = 0, first_row = 0, columns = 0, rows = 0;
    std::vector<std::uint8_t> inside;
  };
  int columns_;
  int rows_;
  std::multimap<int, Patch> patches_;
};

}  // namespace osteosign
