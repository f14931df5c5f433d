#include "features/find/whole_outline.h"

#include <gmock/gmock.h>

#include "features/find/lesion_from_box.h"
#include "features/find/outline_voxels.h"
#include "features/find/seed_region.h"
#include "features/find/unlike_bone.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

double dice(const PhantomScene& scene, const CtLesionOutline& outline) {
  const CtLesionOutline truth = phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  const OutlineOverlap overlap = overlap_of(outline, truth);
  return 2 * overlap.both / (overlap.one + overlap.other);
}

Measured<CtLesionOutline> of_one_density(const PhantomScene& scene, const Eigen::Vector3d& seed) {
  return outline_round_seed({scene.truth.ct, scene.bones, scene.quality, {}}, seed, everywhere());
}

Measured<CtLesionOutline> outline(const PhantomScene& scene, const Eigen::Vector3d& seed) {
  return outline_lesion_from_seed(scene.truth.ct, scene.bones, scene.quality, seed, {});
}

/// A little beside the middle, as users point.
Eigen::Vector3d seed_in(const PhantomScene& scene) {
  return scene.truth.lesions[0].centre_mm + Eigen::Vector3d(1, -1, 1);
}

PhantomScene matrix_scene(phantom::MatrixForm form, double pixel_mm, double slice_mm, double oblique_deg) {
  return scene_of(phantom::matrix_phantom(form), scan_of(pixel_mm, slice_mm, oblique_deg, 12, 5, 56));
}

TEST(WholeOutline, TakesGrainsAndWhatLiesBetweenThem) {
  const PhantomScene scene = matrix_scene(phantom::MatrixForm::chondroid, 0.7, 0.8, 0);
  EXPECT_GT(dice(scene, outline(scene, seed_in(scene)).value()), 0.85);
}

TEST(WholeOutline, TakesACloudOfMineralAndTheTissueRoundItInAnObliqueSeries) {
  const PhantomScene scene = matrix_scene(phantom::MatrixForm::osteoid, 0.8, 1.2, 15);
  EXPECT_LT(dice(scene, of_one_density(scene, seed_in(scene)).value()), 0.6);
  EXPECT_GT(dice(scene, outline(scene, seed_in(scene)).value()), 0.75);
}

TEST(WholeOutline, FindsGroundGlassAsDenseAsMarrowByItsEvenness) {
  const PhantomScene scene = matrix_scene(phantom::MatrixForm::ground_glass, 0.8, 0.8, 0);
  EXPECT_GT(dice(scene, outline(scene, seed_in(scene)).value()), 0.85);
}

TEST(WholeOutline, ABoxTakesAllPhasesToo) {
  const PhantomScene scene = matrix_scene(phantom::MatrixForm::chondroid, 0.8, 1, 0);
  const phantom::LesionTruth& truth = scene.truth.lesions[0];
  const Eigen::Vector3d half = Eigen::Vector3d::Constant(1.3 * truth.semi_axes_mm.maxCoeff());
  const Measured<CtLesionOutline> found = outline_lesion_from_box(
      scene.truth.ct, scene.bones, scene.quality, {truth.centre_mm - half, truth.centre_mm + half}, {});
  EXPECT_GT(dice(scene, found.value()), 0.85);
}

TEST(WholeOutline, ALesionOfOneDensityKeepsItsOutline) {
  for (const double hu : {40.0, 900.0}) {
    const PhantomScene scene = scene_of(phantom::sphere_phantom(8, hu), scan_of(0.8, 1.5, 10, 15, 2, 44));
    EXPECT_EQ(outline(scene, seed_in(scene)).value().membership,
              of_one_density(scene, seed_in(scene)).value().membership)
        << hu;
  }
}

TEST(WholeOutline, ARimIsNoSecondPhase) {
  phantom::BonePhantom with_rim = phantom::margin_phantom({});
  with_rim.lesions[0].rim_mm = 2.5;
  with_rim.lesions[0].rim_hu = 800;
  const PhantomScene scene = scene_of(with_rim, scan_of(0.6, 0.8, 0, 12, 4, 50));
  EXPECT_EQ(outline(scene, seed_in(scene)).value().membership,
            of_one_density(scene, seed_in(scene)).value().membership);
}

TEST(WholeOutline, NothingIsOutlinedInMarrowAsElsewhere) {
  const PhantomScene scene = scene_of(phantom::sphere_phantom(6, 40), scan_of(0.8, 0.8, 0, 15, 3, 70));
  const Eigen::Vector3d beside = scene.truth.patient_from_phantom * Eigen::Vector3d(0, 0, 24);
  const Measured<UnlikeBone> region = unlike_bone(scene.truth.ct, scene.bones, beside, everywhere(), {});
  EXPECT_TRUE(!region.known() || region.value().volume_mm3() < 100);
  EXPECT_EQ(outline(scene, beside).known(), of_one_density(scene, beside).known());
}

TEST(WholeOutline, ALesionThatTheBorderOfTheScanCutsOffKeepsWhatIsSeen) {
  phantom::BonePhantom cut_off = phantom::matrix_phantom(phantom::MatrixForm::ground_glass);
  phantom::CtScan scan = scan_of(0.8, 0.8, 0, 12, 5, 56);
  scan.slices /= 2;  // the volume ends within the marrow or the lesion, whatever its middle
  const PhantomScene scene = scene_of(cut_off, scan);
  EXPECT_GT(dice(scene, outline(scene, seed_in(scene)).value()), 0.75);
}

TEST(WholeOutline, WithoutBoneItIsUnknownAndSaysWhy) {
  PhantomScene scene = scene_of(phantom::sphere_phantom(6, 40), scan_of(1.2, 2, 0, 15, 3, 44));
  std::fill(scene.bones.voxels.begin(), scene.bones.voxels.end(), std::uint16_t{0});
  const Measured<UnlikeBone> region =
      unlike_bone(scene.truth.ct, scene.bones, seed_in(scene), everywhere(), {});
  EXPECT_THAT(region.reason(), HasSubstr("too little bone lies round the seed"));
  EXPECT_THAT(outline(scene, seed_in(scene)).reason(), HasSubstr("does not lie in a bone"));
}

}  // namespace
}  // namespace osteosign
