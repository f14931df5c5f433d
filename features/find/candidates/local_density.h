#pragma once
#include <optional>
#include <vector>

#include "features/find/candidates/block_cells.h"
#include "features/find/candidates/coarse_bone.h"
#include "features/find/candidates/density_expectation.h"
#include "io/values/described.h"

namespace osteosign {

struct LocalDensityParameters {
  double local_window_mm = 20;
  int local_fewest_blocks = 60;
  double local_least_spread_hu = 25;
};

template <class Visitor>
void describe(LocalDensityParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"local_window_mm",
                             "Bone within this distance along each axis tells what to expect of a place",
                             "chosen: twice the diameter of a lesion of 4 cm3, less than a bone's length", 5,
                             100},
        p.local_window_mm);
  visit(ParameterDescription{"local_fewest_blocks", "With fewer blocks nothing is expected there",
                             "chosen: quartiles of 60 values have a standard error of a sixth of the spread",
                             10, 10000},
        p.local_fewest_blocks);
  visit(ParameterDescription{"local_least_spread_hu", "Least spread of what is expected",
                             "methods A3.1: 25 HU", 1, 200},
        p.local_least_spread_hu);
}

/// Median and quartiles of the bone within `local_window_mm` that lies about as deep below the surface
/// (methods A3.1, 2: a robust expectation inside the same bone): cortex is compared with cortex, marrow with
/// marrow. Where too little bone lies as deep, the next shallower layer tells.
class LocalDensity : public DensityExpectation {
 public:
  LocalDensity(const CoarseBone& bone, const LocalDensityParameters& parameters);
  /// Nothing outside of bone or where too little bone is near.
  std::optional<LocalExpectation> at(int x, int y, int z) const override;

 private:
  static constexpr int depths = 6;  ///< layers of 2 mm, the last one is all that lies deeper
  struct Cell {
    std::optional<LocalExpectation> of_depth[depths];
  };
  static int depth_class(double surface_mm);

  const CoarseBone& bone_;
  BlockCells cells_;
  std::vector<Cell> expected_;
};

}  // namespace osteosign
