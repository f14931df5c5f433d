#include "features/find/candidates/disc_tissue.h"

#include <gtest/gtest.h>

namespace osteosign::test {
namespace {

/// 1 mm voxels; the body of the one vertebra has its middle at (50, 50, 50), its canal lies behind it at
/// higher y. Bone but for the slices from 62 to 69.
struct Scene {
  LabelMap bones;
  std::vector<FoundVertebra> found;

  Scene() {
    FoundVertebra vertebra;
    vertebra.body_centre_mm = {50, 50, 50};
    found.push_back(vertebra);
    bones.grid.size = {100, 120, 100};
    for (std::size_t i = 0; i < bones.grid.voxel_count(); ++i) {
      const std::size_t z = i / (100 * 120);
      bones.voxels.push_back(z < 62 || z > 69 ? 1 : 0);
    }
  }
  /// A cube of 8 mm that starts there.
  bool is_disc_at(int x, int y, int z) const {
    CtLesionOutline cube;
    cube.first = {x, y, z};
    cube.box = bones.grid.crop(cube.first, {8, 8, 8});
    cube.inside.assign(cube.box.voxel_count(), 1);
    return is_disc(cube, bones, found);
  }
};

TEST(DiscTissue, IsWhatIsNoBoneBetweenTheBodies) {
  const Scene scene;
  EXPECT_TRUE(scene.is_disc_at(46, 46, 62));
  EXPECT_TRUE(scene.is_disc_at(46, 46, 59)) << "five slices of eight";
  EXPECT_FALSE(scene.is_disc_at(46, 46, 57)) << "three slices of eight";
  EXPECT_FALSE(scene.is_disc_at(46, 70, 62)) << "where the arch is, lost bone is no disc";
  EXPECT_FALSE(scene.is_disc_at(85, 46, 62)) << "beside the column";
  EXPECT_FALSE(scene.is_disc_at(46, 46, 85)) << "bone of another vertebra";
}

TEST(DiscTissue, IsNoneWithoutASpine) {
  Scene scene;
  scene.found.clear();
  EXPECT_FALSE(scene.is_disc_at(46, 46, 62));
}

}  // namespace
}  // namespace osteosign::test
