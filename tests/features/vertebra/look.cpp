#include <gtest/gtest.h>
#include <cstdio>
#include <chrono>
#include "features/vertebra/pedicles.h"
#include "features/vertebra/posterior_wall.h"
#include "tests/features/vertebra/walled_column.h"
namespace osteosign {
namespace {
std::string text(const MeasuredQuantity& q) {
  char b[80];
  if (!q.known()) return "[" + q.reason().substr(0, 30) + "]";
  std::snprintf(b, 80, "%.2f+-%.2f", q.value().value, q.value().sd.value_or(0));
  return b;
}
TEST(Look, Prints) {
  for (const double slice : {1.0, 3.0})
    for (int seed = 1; seed <= 1; ++seed) {
      WalledColumn column;
      column.vein_mm = 5;
      column.vertebrae = {{}, {.bulge_mm = 4}, {.corner_mm = 4}, {.breach_mm = 5, .breach_x_mm = -6, .breach_z_mm = 7, .left_pedicle=false}, {.bulge_mm = 2, .arch_forward_mm = 5}};
      const ScannedColumn s = scan_column(column, scan_for(column, slice < 2 ? 0.7 : 1.5, slice, 25, seed));
      const auto t0 = std::chrono::steady_clock::now();
      const auto walls = measure_posterior_walls(s.ct, s.spine, s.geometry, s.quality, {});
      const auto t1 = std::chrono::steady_clock::now();
      const auto canals = see_canals(s.ct, s.spine, s.geometry, {});
      const auto narrow = canal_narrowings(canals, s.geometry, walls, {});
      const auto t2 = std::chrono::steady_clock::now();
      const auto ped = measure_pedicles(s.ct, s.spine, s.geometry, canals, s.quality, {});
      const auto t3 = std::chrono::steady_clock::now();
      std::printf("ms wall %.0f canal %.0f ped %.0f\n", std::chrono::duration<double>(t1-t0).count()*1e3, std::chrono::duration<double>(t2-t1).count()*1e3, std::chrono::duration<double>(t3-t2).count()*1e3);
      for (std::size_t i = 0; i < walls.size(); ++i) {
        const ColumnSigns& g = column.vertebrae[i];
        std::printf("T %.1f seed %d v%zu true %.2f bulge %s area %s conv %s breach %s seen %s | canal true %.0f (%.2f) least %s ring %s narrow %s | ped true %.0f\n", slice, seed, i,
                    column.true_bulge_mm(g), text(walls[i].bulge).c_str(), text(walls[i].bulge_area).c_str(), text(walls[i].convexity).c_str(),
                    text(walls[i].breach_area).c_str(), text(walls[i].seen_fraction).c_str(), column.true_canal_mm2(g), 1 - column.true_canal_mm2(g)/column.true_canal_mm2({}), text(canals[i].least_area).c_str(), "-", text(narrow[i]).c_str(), column.true_pedicle_mm2());
        for (const Pedicle* p : {&ped[i].left, &ped[i].right})
          std::printf("     vol %s ratio %s isth %s ring %s hu %s\n", text(p->volume).c_str(), text(p->volume_ratio).c_str(), text(p->isthmus_area).c_str(), text(p->ring_completeness).c_str(), text(p->mean_hu).c_str());
      }
    }
}
}  // namespace
}  // namespace osteosign
#include "features/vertebra/wall_reference.h"
namespace osteosign {
TEST(LookWall, Profile) {
  for (const double slice : {1.0, 3.0}) {
  WalledColumn column;
  column.vein_mm = 5;
  column.vertebrae = {{}, {.bulge_mm = 4}, {.corner_mm = 4}};
  const ScannedColumn s = scan_column(column, scan_for(column, slice < 2 ? 0.7 : 1.5, slice, 25, 1));
  for (std::size_t i = 0; i < 3; ++i) {
    const auto field = see_wall(s.ct, s.spine.canal, s.geometry[i], s.quality, {});
    const WallField& f = field.value();
    const auto chord = corner_chord(f, {}).value();
    for (const int c : {f.grid.columns / 2, f.grid.columns / 2 + 5}) {
    std::printf("v%zu c%d spread %.2f chord err %.2f %.2f:", i, c, f.spread_mm, chord.inferior_mm[c] - column.wall_mm({}, f.grid.x_mm(c), -13), chord.superior_mm[c] - column.wall_mm({}, f.grid.x_mm(c), 13));
    for (int r = 0; r < f.grid.rows; ++r)
      std::printf(" %.2f%s", f.posterior_mm[f.grid.index(c, r)] - column.wall_mm(column.vertebrae[i], f.grid.x_mm(c), f.grid.z_mm(c, r)), f.seen(c, r) ? "" : "*");
    std::printf("\n   cm:");
    for (int r = 0; r < f.grid.rows; ++r) std::printf(" %.2f", f.cortex_mm[f.grid.index(c, r)]);
    std::printf("\n");
    }
    const auto p = profile_behind_chord(f, chord);
    std::printf("   off:");
    for (double v : p) std::printf(" %.2f", v);
    std::printf("\n");
  }
  }
}
}
