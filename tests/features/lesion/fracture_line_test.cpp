#include "features/lesion/fracture_line.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "features/lesion/cortex.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A shaft with a lytic lesion in its marrow.
phantom::BonePhantom shaft() {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = 12;
  phantom.bone.marrow_hu = 150;
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = 5;
  lesion.semi_axis_y_mm = 5;
  lesion.semi_axis_z_mm = 7;
  lesion.x_mm = 3;
  phantom.lesions.push_back(lesion);
  return phantom;
}

phantom::BonePhantom broken_shaft(double gap_mm, double lean_deg) {
  phantom::BonePhantom phantom = shaft();
  phantom.fracture.gap_mm = gap_mm;
  phantom.fracture.lean_deg = lean_deg;
  phantom.fracture.z_mm = 4;
  return phantom;
}

phantom::CtScan thin_slices(double oblique_deg = 5) { return scan_of(0.7, 0.8, oblique_deg, 20, 3, 76, 46); }

FractureLine line_in(const phantom::BonePhantom& phantom, const phantom::CtScan& scan) {
  const PhantomScene scene = scene_of(phantom, scan);
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  CortexParameters parameters;
  parameters.cortex_assumed_hu = 1200;
  const Measured<BoneNearLesion> bone = bone_near_lesion(scene.truth.ct, scene.bones, outline, parameters);
  const LesionCortex cortex = measure_cortex(scene.truth.ct, bone, scene.quality, parameters);
  return find_fracture_line(scene.truth.ct, bone, cortex.undamaged_tube, cortex.thickness, scene.quality, {});
}

TEST(FractureLine, AWholeShaftHasNone) {
  const FractureLine line = line_in(shaft(), thin_slices());
  ASSERT_TRUE(line.length.known()) << line.length.reason();
  EXPECT_EQ(line.length.value().value, 0);
  EXPECT_THAT(line.gap.reason(), HasSubstr("no fracture line"));
  EXPECT_GT(line.assessed_fraction.value().value, 0.9);
  EXPECT_LT(line.least_gap.value().value, 0.5);
  EXPECT_FALSE(line.middle_in_patient_mm.has_value());
}

TEST(FractureLine, AGapAllRoundIsAsLongAsTheCircumferenceAndAsWideAsItIs) {
  for (const double gap : {0.5, 1.0, 2.0}) {
    const FractureLine line = line_in(broken_shaft(gap, 0), thin_slices());
    ASSERT_TRUE(line.length.known()) << line.length.reason();
    EXPECT_NEAR(line.length.value().value, 75, 12) << gap;
    ASSERT_TRUE(line.gap.known()) << line.gap.reason();
    EXPECT_NEAR(line.gap.value().value, gap, 0.15 + 0.15 * gap) << gap;
    EXPECT_TRUE(line.middle_in_patient_mm.has_value());
  }
}

TEST(FractureLine, ObliqueAndPartialLinesAreSeen) {
  const FractureLine oblique = line_in(broken_shaft(1, 40), thin_slices(25));
  ASSERT_TRUE(oblique.length.known()) << oblique.length.reason();
  EXPECT_GT(oblique.length.value().value, 40);
  phantom::BonePhantom partial = broken_shaft(1, 0);
  partial.fracture.arc_deg = 140;
  const FractureLine crack = line_in(partial, thin_slices());
  EXPECT_NEAR(crack.length.value().value, 12 * 140 * std::numbers::pi / 180, 7);
}

TEST(FractureLine, AHoleOfTheCortexIsNone) {
  for (const double diameter : {3.0, 6.0, 14.0}) {
    phantom::BonePhantom holed = shaft();
    holed.damage.breach_diameter_mm = diameter;
    const FractureLine line = line_in(holed, thin_slices());
    ASSERT_TRUE(line.length.known()) << line.length.reason();
    EXPECT_EQ(line.length.value().value, 0) << diameter;
  }
}

/// The same scan with a vessel of 1.4 mm in the middle of the cortex, this steep along the bone.
FractureLine line_beside_canal(double steep_deg) {
  PhantomScene scene = scene_of(shaft(), thin_slices());
  CtVolume& ct = scene.truth.ct;
  const double slope = std::tan(steep_deg * std::numbers::pi / 180);
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const Eigen::Vector3d p =
            scene.truth.patient_from_phantom.inverse() * ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const double depth = std::hypot(p.x(), p.y()) - 10.5;
        const double arc = 10.5 * std::atan2(p.y(), p.x());
        const double off = (p.z() - slope * arc) * std::cos(steep_deg * std::numbers::pi / 180);
        if (std::abs(arc) < 20 && std::hypot(depth, off) < 0.7) ct.hounsfield[ct.grid.index(x, y, z)] = 40;
      }
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  const Measured<BoneNearLesion> bone = bone_near_lesion(ct, scene.bones, outline, {});
  const LesionCortex cortex = measure_cortex(ct, bone, scene.quality, {});
  return find_fracture_line(ct, bone, cortex.undamaged_tube, cortex.thickness, scene.quality, {});
}

TEST(FractureLine, ACanalAlongTheBoneIsNone) {
  for (const double steep : {70.0, 80.0}) {
    const FractureLine line = line_beside_canal(steep);
    ASSERT_TRUE(line.length.known()) << line.length.reason();
    EXPECT_EQ(line.length.value().value, 0) << steep;
  }
}

TEST(FractureLine, IsUnknownWhereTheScanCannotShowIt) {
  const FractureLine coarse = line_in(broken_shaft(1, 0), scan_of(0.8, 5, 0, 20, 3, 90, 46));
  EXPECT_FALSE(coarse.length.known());
  const PhantomScene scene = scene_of(shaft(), thin_slices());
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  const Measured<BoneNearLesion> bone = bone_near_lesion(scene.truth.ct, scene.bones, outline, {});
  EXPECT_THAT(find_fracture_line(scene.truth.ct, bone, std::nullopt, Quantity{3, Unit::mm}, scene.quality, {})
                  .length.reason(),
              HasSubstr("no tube"));
}

}  // namespace
}  // namespace osteosign
