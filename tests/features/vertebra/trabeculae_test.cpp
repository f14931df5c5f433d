#include "features/vertebra/trabeculae.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/features/vertebra/density_scene.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;

std::vector<Trabeculae> measure(const ScannedColumn& column) {
  return measure_trabeculae(column.ct, column.metal, column.quality, column.vertebrae, column.shapes, {}, {});
}

const ScannedColumn& column_with_a_patchy_vertebra() {
  static const ScannedColumn column = [] {
    ColumnScene scene;
    scene.patchy = 2;
    return scan_column(scene);
  }();
  return column;
}

TEST(Trabeculae, OfEvenMarrowTheSpreadIsThatOfTheTextureWithoutTheNoise) {
  ColumnScene scene;
  scene.vertebrae = 1;
  scene.texture_hu = 30;
  scene.noise_hu = 40;
  const Trabeculae one = measure(scan_column(scene)).front();
  EXPECT_NEAR(one.median_hu.value().value, scene.marrow_hu, 5);
  EXPECT_NEAR(one.sd.value().value, 30, 4);
  EXPECT_THAT(one.sd.value().method, HasSubstr("core 4.0 mm inside, noise of 40 HU taken off"));
}

TEST(Trabeculae, ThePatchyVertebraStandsOutAndTheOthersDoNot) {
  const std::vector<Trabeculae> column = measure(column_with_a_patchy_vertebra());
  for (std::size_t k = 0; k < column.size(); ++k) {
    EXPECT_EQ(column[k].sd_z.value().value > 2.5, k == 2) << k;
    EXPECT_EQ(column[k].octant_range_ratio.value().value > 3, k == 2) << k;
  }
  EXPECT_GT(column[2].entropy.value().value, column[1].entropy.value().value + 0.3);
}

TEST(Trabeculae, MarrowAsDarkAsSoftTissueIsNotCalledEven) {
  ColumnScene scene;
  scene.vertebrae = 4;
  scene.marrow_hu = 85;
  const std::vector<Trabeculae> dark = measure(scan_column(scene));
  for (const Trabeculae& vertebra : dark)
    EXPECT_THAT(vertebra.sd_z.reason(), HasSubstr("even, but holes of 40 HU in 20 % of marrow of"));
  scene.marrow_hu = 220;
  for (const Trabeculae& vertebra : measure(scan_column(scene))) EXPECT_TRUE(vertebra.sd_z.known());
}

/// Vertebrae with that SD and density, but for the middle one.
std::vector<Trabeculae> frames(double sd_hu, double median_hu, double own_sd_hu, double own_median_hu) {
  std::vector<Trabeculae> column(5);
  for (std::size_t k = 0; k < column.size(); ++k) {
    const bool is_own = k == 2;
    column[k].sd = Quantity{is_own ? own_sd_hu : sd_hu, Unit::hu, 1.0, ""};
    column[k].median_hu = Quantity{is_own ? own_median_hu : median_hu, Unit::hu, 1.0, ""};
  }
  return compared_with_neighbours(std::move(column), {});
}

TEST(Trabeculae, SmallHolesShowInTheSpreadByDensityOfBone) {
  // A third less bone of the same spread: what holes leave behind that are smaller than the blur.
  const MeasuredQuantity holes = frames(40, 200, 42, 117)[2].sd_z;
  EXPECT_NEAR(holes.value().value, (42.0 / 167 / (40.0 / 250) - 1) / 0.13, 0.2);
  EXPECT_THAT(holes.value().method, HasSubstr("SD by density of bone"));
  const MeasuredQuantity patches = frames(40, 200, 80, 260)[2].sd_z;
  EXPECT_NEAR(patches.value().value, 40 / 4.0, 0.1) << "a denser vertebra keeps the z of its SD";
  EXPECT_NEAR(patches.value().sd.value_or(0), 1 / 4.0, 0.01) << "its own error counts once";
  EXPECT_THAT(patches.value().method, HasSubstr("neighbours with 40 HU"));
}

TEST(Trabeculae, APoorerVertebraAsEvenAsItsDensityLetsExpectDoesNotStandOut) {
  EXPECT_LT(frames(40, 200, 34, 172)[2].sd_z.value().value, 0.5);
  EXPECT_FALSE(frames(30, 60, 30, -20)[2].sd_z.known()) << "too little bone to divide by";
}

TEST(Trabeculae, AVertebraAsDarkAsSmallHolesMakeItIsNotCalledEven) {
  // Holes of 40 HU in a fifth of marrow of 200 HU take 32 HU away.
  EXPECT_TRUE(frames(40, 200, 34, 170)[2].sd_z.known());
  EXPECT_THAT(frames(40, 200, 33, 165)[2].sd_z.reason(), HasSubstr("35 HU darker than the neighbours"));
  EXPECT_GT(frames(40, 200, 60, 165)[2].sd_z.value().value, 2.5) << "uneven is uneven, dark or not";
  EXPECT_TRUE(frames(40, 200, 46, 250)[2].sd_z.known()) << "a denser one";
}

TEST(Trabeculae, WithTwoNeighboursNothingIsCompared) {
  const ScannedColumn& whole = column_with_a_patchy_vertebra();
  std::vector<Trabeculae> three = measure(whole);
  three.resize(3);
  three = compared_with_neighbours(std::move(three), {});
  EXPECT_THAT(three[0].sd_z.reason(), HasSubstr("2 neighbours can be compared, 3 are needed"));
  EXPECT_THAT(three[2].octant_range_ratio.reason(), HasSubstr("2 neighbours"));
}

TEST(Trabeculae, WithoutNoiseOrEndplateTheValueIsUnknownWithTheReason) {
  const ScannedColumn& column = column_with_a_patchy_vertebra();
  const VertebraImage image = cut_vertebra_image(column.ct, column.metal, column.vertebrae[0], 0);
  ImageQuality no_noise;
  const Trabeculae one = measure_trabeculae(image, column.shapes[0], no_noise, {}, {});
  EXPECT_THAT(one.sd.reason(), HasSubstr("noise: not estimated"));
  EXPECT_TRUE(one.entropy.known());
  const Trabeculae none =
      measure_trabeculae(image, Unknown{"superior endplate: not found"}, column.quality, {}, {});
  EXPECT_EQ(none.median_hu.reason(), "superior endplate: not found");
  EXPECT_EQ(none.octant_range_ratio.reason(), "superior endplate: not found");
}

TEST(Trabeculae, InAnImageOfBoneAloneNothingIsSaid) {
  ScannedColumn column = column_with_a_patchy_vertebra();
  for (std::int16_t& hu : column.ct.hounsfield)
    if (hu < 200) hu = 0;
  for (const Trabeculae& one : measure(column))
    EXPECT_THAT(one.median_hu.reason(), HasSubstr("marrow is not in the image"));
}

TEST(Trabeculae, DensitiesNearMetalAreLeftOut) {
  ScannedColumn column = column_with_a_patchy_vertebra();
  for (int z = 0; z < column.ct.grid.size[2]; ++z)
    for (int y = 20; y < 26; ++y)
      for (int x = 20; x < 34; ++x) column.ct.hounsfield[column.ct.grid.index(x, y, z)] = 3071;
  column.metal = find_metal(column.ct, {});
  const Trabeculae spoilt = measure(column)[4];
  const Trabeculae clean = measure(column_with_a_patchy_vertebra())[4];
  EXPECT_NEAR(spoilt.median_hu.value().value, clean.median_hu.value().value, 8);
  EXPECT_NEAR(spoilt.sd.value().value, clean.sd.value().value, 6);
}

}  // namespace
}  // namespace osteosign::test
