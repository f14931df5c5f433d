#include "features/vertebra/posterior_wall.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "tests/features/vertebra/walled_column.h"

namespace osteosign {
namespace {

TEST(PosteriorWallLook, Prints) {
  for (const double slice : {1.0, 1.5, 3.0})
    for (int seed = 1; seed <= 2; ++seed) {
      WalledColumn column;
      column.vein_mm = 5;
      column.vertebrae = {{}, {.bulge_mm = 4}, {.corner_mm = 4}, {.breach_mm = 5, .breach_x_mm = -6, .breach_z_mm = 7}, {.bulge_mm = 2}};
      const ScannedColumn scanned = scan_column(column, scan_for(column, slice < 2 ? 0.7 : 1.5, slice, 25, seed));
      const std::vector<PosteriorWall> walls =
          measure_posterior_walls(scanned.ct, scanned.spine, scanned.geometry, scanned.quality, {});
      for (std::size_t i = 0; i < walls.size(); ++i) {
        const auto text = [](const MeasuredQuantity& q) {
          return q.known() ? std::to_string(q.value().value) + " +- " + std::to_string(q.value().sd.value_or(0)) : q.reason();
        };
        std::printf("T %.1f seed %d v%zu true %.2f bulge %s area %s conv %s breach %s seen %s\n", slice, seed, i,
                    column.true_bulge_mm(column.vertebrae[i]), text(walls[i].bulge).c_str(),
                    text(walls[i].bulge_area).c_str(), text(walls[i].convexity).c_str(),
                    text(walls[i].breach_area).c_str(), text(walls[i].seen_fraction).c_str());
      }
    }
}

}  // namespace
}  // namespace osteosign
