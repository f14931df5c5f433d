#include "features/find/candidates/outline_candidate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/find/lesion_from_mask.h"
#include "features/find/outline_voxels.h"

namespace osteosign::test {
namespace {

constexpr int size = 40;
const Eigen::Vector3d middle = Eigen::Vector3d::Constant(20);

bool in_lesion(const Eigen::Vector3d& p) { return (p - middle).norm() < 9; }
/// More than half of the lesion, so that what is drawn from a seed in it seems to mean the lesion.
bool in_dense_part(const Eigen::Vector3d& p) {
  return (p - middle - Eigen::Vector3d(1.5, 0, 0)).norm() < 7.5;
}

/// A lytic ball with a dense part in marrow, in voxels of 1 mm; all of it one bone.
struct Scene {
  CtVolume ct;
  LabelMap bones;
  ImageQuality quality;
  LesionOutlineParameters parameters;
};

Scene scene() {
  Scene made;
  made.ct.grid.size = {size, size, size};
  made.bones.grid = made.ct.grid;
  made.bones.voxels.assign(made.ct.grid.voxel_count(), 1);
  for (int z = 0; z < size; ++z)
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x) {
        const Eigen::Vector3d p(x, y, z);
        const int grain = (x + y + z) % 2 == 0 ? 5 : -5;
        const int hu = in_dense_part(p) ? 700 : in_lesion(p) ? 40 : 220;
        made.ct.hounsfield.push_back(static_cast<std::int16_t>(hu + grain));
      }
  return made;
}

BoneCandidate candidate(const Scene& of, DensityClass density, bool (*inside)(const Eigen::Vector3d&)) {
  BoneCandidate made;
  made.density = density;
  made.outline.box = of.ct.grid;
  for (int z = 0; z < size; ++z)
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x) made.outline.inside.push_back(inside(Eigen::Vector3d(x, y, z)) ? 1 : 0);
  return made;
}

double voxels(const CtLesionOutline& outline) {
  return static_cast<double>(std::ranges::count(outline.inside, std::uint8_t{1}));
}

CtLesionOutline drawn(const Scene& of, const BoneCandidate& which) {
  return outline_of_candidate({of.ct, of.bones, of.quality, of.parameters}, which);
}

TEST(OutlineOfCandidate, OfOneDensityIsDrawnFromItsDeepestVoxel) {
  const Scene of = scene();
  const auto half = [](const Eigen::Vector3d& p) { return in_dense_part(p) && p.z() < 22; };
  const CtLesionOutline outline = drawn(of, candidate(of, DensityClass::sclerotic, half));
  EXPECT_NEAR(voxels(outline) / voxels(candidate(of, DensityClass::sclerotic, in_dense_part).outline), 1,
              0.1);
}

TEST(OutlineOfCandidate, OfAMixedOneHoldsBothDensities) {
  const Scene of = scene();
  const BoneCandidate mixed = candidate(of, DensityClass::mixed, in_lesion);
  EXPECT_NEAR(voxels(drawn(of, mixed)) / voxels(mixed.outline), 1, 0.1);
}

}  // namespace
}  // namespace osteosign::test
