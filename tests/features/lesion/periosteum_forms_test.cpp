#include <gmock/gmock.h>

#include "tests/features/lesion/periosteum_scene.h"

namespace osteosign {
namespace {

using phantom::ReactionForm;
using testing::HasSubstr;

PeriostealPattern pattern_of(const phantom::BonePhantom& phantom) {
  return periosteum_of(shaft_scene(phantom)).pattern.value();
}

TEST(PeriostealForms, BareBoneIsSeenToBeBare) {
  const LesionPeriosteum found = periosteum_of(shaft_scene(slim_shaft(ReactionForm::none)));
  EXPECT_EQ(found.pattern.value(), PeriostealPattern::none);
  EXPECT_EQ(found.thickness.value().value, 0);
  EXPECT_EQ(found.coverage.value().value, 0);
  EXPECT_GT(found.assessed_fraction.value().value, 0.9);
}

TEST(PeriostealForms, SolidNewBone) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::solid);
  phantom.reaction.height_mm = 2;
  const LesionPeriosteum found = periosteum_of(shaft_scene(phantom));
  EXPECT_EQ(found.pattern.value(), PeriostealPattern::solid);
  EXPECT_NEAR(found.thickness.value().value, 2, 0.4);
}

TEST(PeriostealForms, OneLamella) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::lamellae);
  phantom.reaction.lamellae = 1;
  EXPECT_EQ(pattern_of(phantom), PeriostealPattern::single_lamella);
}

TEST(PeriostealForms, ThreeLamellae) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::lamellae);
  phantom.reaction.lamellae = 3;
  const LesionPeriosteum found = periosteum_of(shaft_scene(phantom));
  EXPECT_EQ(found.pattern.value(), PeriostealPattern::multilamellated);
  EXPECT_EQ(found.layers.value().value, 3);
}

TEST(PeriostealForms, SpiculesAtRightAnglesAndFromOnePlace) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::hair_on_end);
  EXPECT_EQ(pattern_of(phantom), PeriostealPattern::hair_on_end);
  phantom.reaction.form = ReactionForm::sunburst;
  const LesionPeriosteum found = periosteum_of(shaft_scene(phantom));
  EXPECT_EQ(found.pattern.value(), PeriostealPattern::sunburst);
  EXPECT_GT(found.plate_angle.value().value, 45);
}

TEST(PeriostealForms, CodmansTriangle) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::codman);
  phantom.reaction.half_length_mm = 14;
  EXPECT_EQ(pattern_of(phantom), PeriostealPattern::codman_triangle);
}

TEST(PeriostealForms, ALamellaThatIsInterrupted) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::interrupted);
  phantom.reaction.half_length_mm = 18;
  phantom.reaction.interruption_mm = 14;
  EXPECT_EQ(pattern_of(phantom), PeriostealPattern::interrupted);
}

TEST(PeriostealForms, AnOutgrowthIsNamedEvenInThickSlices) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::outgrowth);
  phantom.reaction.half_length_mm = phantom.reaction.half_arc_mm = 6;
  EXPECT_EQ(pattern_of(phantom), PeriostealPattern::outgrowth);
  const LesionPeriosteum thick = periosteum_of(shaft_scene(phantom, 0.6, 3));
  EXPECT_EQ(thick.pattern.value(), PeriostealPattern::outgrowth);
}

TEST(PeriostealForms, ThreeMillimetreSlicesAreNeverBenignByBlindness) {
  for (const ReactionForm form : {ReactionForm::none, ReactionForm::lamellae, ReactionForm::hair_on_end}) {
    const LesionPeriosteum found = periosteum_of(shaft_scene(slim_shaft(form), 0.6, 3));
    EXPECT_THAT(found.pattern.reason(), HasSubstr("too thick")) << phantom::name_of(form);
  }
}

TEST(PeriostealForms, LamellaeCloserThanTheBlurLetsBeSeenAreNotResolved) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::lamellae);
  phantom.reaction.gap_mm = 0.6;
  phantom::CtScan scan = scan_of(0.6, 0.6, 5, 12, 4, 56, 46);
  scan.psf_sigma_mm = 0.65;
  EXPECT_THAT(periosteum_of(scene_of(phantom, scan)).pattern.reason(), HasSubstr("cannot be resolved"));
}

TEST(PeriostealForms, BoneThatTheLesionPushesOutIsNoReaction) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::none);
  phantom.damage.expansion_mm = 3;
  phantom.damage.expansion_radius_mm = 9;
  phantom.lesions.front().x_mm += 3;
  const Measured<PeriostealPattern> found = periosteum_of(shaft_scene(phantom)).pattern;
  if (found.known()) {
    EXPECT_EQ(found.value(), PeriostealPattern::none);
  } else {
    EXPECT_THAT(found.reason(), HasSubstr("cannot be resolved"));
  }
}

TEST(PeriostealForms, OfABoneThatTheScanCutsOffIsOnlyJudgedWhereItIsSeen) {
  PhantomScene scene = shaft_scene(slim_shaft(ReactionForm::none));
  // Half of the volume: the side of the lesion is gone but for 3 mm beyond the surface.
  const Eigen::Vector3d on_surface = scene.truth.patient_from_phantom * Eigen::Vector3d(11, 0, 0);
  CtVolume& ct = scene.truth.ct;
  const int last_x = static_cast<int>(ct.grid.voxel_from_patient(on_surface).x());
  CtVolume part = ct;
  part.grid = ct.grid.crop({0, 0, 0}, {last_x, ct.grid.size[1], ct.grid.size[2]});
  part.hounsfield.clear();
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y) {
      const auto row = ct.hounsfield.begin() + static_cast<std::ptrdiff_t>(ct.grid.index(0, y, z));
      part.hounsfield.insert(part.hounsfield.end(), row, row + last_x);
    }
  ct = part;
  scene.bones = phantom::true_bone_mask(scene.truth, ct.grid);
  const LesionPeriosteum found = periosteum_of(scene);
  if (found.pattern.known()) {
    EXPECT_LT(found.assessed_fraction.value().value, 0.5);
  } else {
    EXPECT_FALSE(found.pattern.reason().empty());
  }
}

TEST(PeriostealForms, AnOutgrowthIsMeasuredInThickSlicesToo) {
  PhantomScene scene = shaft_scene(slim_shaft(ReactionForm::outgrowth));
  scene.truth.ct.acquisition.slice_thickness_mm = 3.0;
  const LesionPeriosteum found = periosteum_of(scene);
  EXPECT_TRUE(found.pattern == Measured<PeriostealPattern>(PeriostealPattern::outgrowth) ||
              found.pattern.reason().starts_with("new bone stands out of the surface"));
  EXPECT_GT(found.thickness.value().value, 4);
}

/// A muscle that comes up to the bone through fat.
TEST(PeriostealForms, MuscleBesideFatIsNoNewBone) {
  phantom::BonePhantom phantom = slim_shaft(ReactionForm::none);
  phantom.around.muscle_hu = phantom.around.fat_hu;
  PhantomScene scene = shaft_scene(phantom);
  CtVolume& ct = scene.truth.ct;
  const Eigen::Isometry3d to_phantom = scene.truth.patient_from_phantom.inverse();
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const Eigen::Vector3d at = to_phantom * ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const std::size_t voxel = ct.grid.index(x, y, z);
        if (at.x() > phantom.bone.radius_mm && std::abs(at.y()) < 3 && ct.hounsfield[voxel] < 60)
          ct.hounsfield[voxel] = 60;
      }
  EXPECT_EQ(periosteum_of(scene).pattern.value(), PeriostealPattern::none);
}

}  // namespace
}  // namespace osteosign
