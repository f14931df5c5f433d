#include <gtest/gtest.h>

#include "features/spine/find_canal.h"

namespace osteosign::test {
namespace {

/// A shaft along z in muscle: cortex of 7 mm round marrow of 16 mm, thicker in front, 240 mm long; closed
/// everywhere, or with a gap of 10 mm on both sides every 30 mm as foramina are.
struct Tube {
  CtVolume ct;
  VoxelMask mineral;
  VoxelMask bone;

  explicit Tube(bool has_foramina) : mineral(grid_of_tube()), bone(mineral.grid()) {
    ct.grid = mineral.grid();
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    for (int z = 0; z < ct.grid.size[2]; ++z)
      for (int y = 0; y < ct.grid.size[1]; ++y)
        for (int x = 0; x < ct.grid.size[0]; ++x) fill(x, y, z, has_foramina);
  }
  SpineImage image() const { return {ct, mineral, bone, 50, 150}; }

 private:
  static ImageGrid grid_of_tube() {
    ImageGrid grid;
    grid.size = {60, 60, 120};
    grid.spacing_mm = {1.5, 1.5, 2};
    return grid;
  }
  void fill(int x, int y, int z, bool has_foramina) {
    const Eigen::Vector2d at(1.5 * (x - 30), 1.5 * (y - 34));
    const double cortex_mm = at.y() < 0 && std::abs(at.x()) < 14 ? 18 : 7;
    const double way_mm = at.norm() - 8;
    const bool open = has_foramina && z % 15 < 5 && std::abs(at.x()) > std::abs(at.y());
    if (way_mm > cortex_mm || (open && way_mm > 0)) return;
    const bool marrow = way_mm < 0;
    ct.hounsfield[ct.grid.index(x, y, z)] = static_cast<std::int16_t>(marrow ? -20 : 900);
    if (!marrow) mineral.insert(x, y, z);
    if (!marrow || !has_foramina) bone.insert(x, y, z);
  }
};

TEST(LongBone, ItsMarrowIsNoSpinalCanal) {
  const Tube shaft(false);
  EXPECT_TRUE(find_canal(shaft.image(), {}).points.empty());
  CanalParameters anything_closed;
  anything_closed.longest_closed_mm = 1000;
  EXPECT_FALSE(find_canal(shaft.image(), anything_closed).points.empty()) << "the shaft alone decides";
}

TEST(LongBone, ATubeWithForaminaIsACanal) { EXPECT_FALSE(find_canal(Tube(true).image(), {}).points.empty()); }

}  // namespace
}  // namespace osteosign::test
