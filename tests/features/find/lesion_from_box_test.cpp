#include "features/find/lesion_from_box.h"

#include <gmock/gmock.h>

#include "features/find/outline_voxels.h"
#include "features/shape/triangle_mesh.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// The box that a reader draws: `widening` times as wide as the lesion, its middle moved by a part of what
/// it is wider, on each axis.
Eigen::AlignedBox3d box_round(const phantom::LesionTruth& lesion, double widening,
                              const Eigen::Vector3d& moved) {
  const Eigen::Vector3d half =
      (lesion.axes * lesion.semi_axes_mm.asDiagonal()).rowwise().norm();  // of an ellipsoid
  const Eigen::Vector3d middle = lesion.centre_mm + 2 * (widening - 1) * half.cwiseProduct(moved);
  return {middle - widening * half, middle + widening * half};
}

Measured<CtLesionOutline> outline_in(const PhantomScene& scene, const Eigen::AlignedBox3d& box) {
  return outline_lesion_from_box(scene.truth.ct, scene.bones, scene.quality, box, {});
}

double volume_mm3(const CtLesionOutline& outline) {
  return extract_surface(outline.box, outline.membership, 0.5).volume_mm3();
}

double volume_error(const PhantomScene& scene, const CtLesionOutline& outline) {
  return volume_mm3(outline) / scene.truth.lesions[0].volume_mm3 - 1;
}

/// A box that is tight, loose (twice as wide), and loose with its middle off by a quarter of the margin.
void expect_volume_of_any_box(const PhantomScene& scene, double largest_error) {
  const phantom::LesionTruth& lesion = scene.truth.lesions[0];
  const Eigen::Vector3d off(0.25, -0.25, 0.25);
  for (const auto& box : {box_round(lesion, 1, Eigen::Vector3d::Zero()),
                          box_round(lesion, 2, Eigen::Vector3d::Zero()), box_round(lesion, 2, off)})
    EXPECT_LT(std::abs(volume_error(scene, outline_in(scene, box).value())), largest_error)
        << box.sizes().transpose() << " mm round " << box.center().transpose();
}

TEST(LesionFromBox, OutlinesALyticBallInAnIsotropicSeries) {
  expect_volume_of_any_box(scene_of(phantom::sphere_phantom(8, 40), scan_of(0.8, 0.8, 0, 15, 1, 44)), 0.03);
}

TEST(LesionFromBox, OutlinesAScleroticBallInAnObliqueSeries) {
  expect_volume_of_any_box(scene_of(phantom::sphere_phantom(8, 900), scan_of(0.8, 1.5, 20, 15, 2, 44)), 0.03);
}

TEST(LesionFromBox, OutlinesALyticBallInAnObliqueSeries) {
  expect_volume_of_any_box(scene_of(phantom::sphere_phantom(7, 40), scan_of(0.7, 1.5, 25, 20, 5, 44)), 0.05);
}

TEST(LesionFromBox, OutlinesAnEllipsoidInAnAnisotropicSeries) {
  phantom::BonePhantom description = phantom::sphere_phantom(8, 40);
  description.lesions.front().semi_axis_x_mm = 6;
  description.lesions.front().semi_axis_z_mm = 10;
  expect_volume_of_any_box(scene_of(description, scan_of(0.6, 1.5, 0, 20, 3, 48)), 0.04);
}

TEST(LesionFromBox, FindsTheLesionBesideTheMiddleOfTheBox) {
  const PhantomScene scene = scene_of(phantom::sphere_phantom(6, 40), scan_of(0.8, 0.8, 0, 15, 4, 48));
  // The middle of the box lies 9 mm from that of the lesion, in normal marrow.
  const Eigen::AlignedBox3d box = box_round(scene.truth.lesions[0], 2, Eigen::Vector3d(0.45, 0.43, -0.42));
  EXPECT_LT(std::abs(volume_error(scene, outline_in(scene, box).value())), 0.05);
}

TEST(LesionFromBox, LeavesASecondLesionOutsideOfTheBoxAlone) {
  phantom::BonePhantom description = phantom::sphere_phantom(6, 40);
  phantom::LesionBody second = description.lesions.front();
  description.lesions.front().z_mm = -5.5;
  second.z_mm = 5.5;  // they meet: one region of 12 by 22 mm
  description.lesions.push_back(second);
  const PhantomScene scene = scene_of(description, scan_of(0.8, 0.8, 0, 15, 6, 52));
  const Eigen::AlignedBox3d box = box_round(scene.truth.lesions[0], 1, Eigen::Vector3d::Zero());
  const CtLesionOutline outline = outline_in(scene, box).value();
  EXPECT_LT(std::abs(volume_error(scene, outline)), 0.06);
  const Eigen::Vector3d voxel_mm = Eigen::Vector3d::Constant(0.8 * std::sqrt(3.0));  // in any pose
  const Eigen::AlignedBox3d with_a_voxel(box.min() - voxel_mm, box.max() + voxel_mm);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    EXPECT_TRUE(with_a_voxel.contains(scene.truth.ct.grid.patient_from_voxel(voxel.cast<double>().matrix())));
  });
}

TEST(LesionFromBox, ABoxMayPassBeyondTheVolumeThatCutsTheLesionOff) {
  const PhantomScene whole = scene_of(phantom::sphere_phantom(8, 40), scan_of(0.8, 0.8, 0, 15, 7, 40));
  // Slices from the middle of the lesion on: half of it is left.
  PhantomScene scene = whole;
  const std::array<int, 3>& size = whole.truth.ct.grid.size;
  const double middle = whole.truth.ct.grid.voxel_from_patient(whole.truth.lesions[0].centre_mm).z();
  const int first = static_cast<int>(std::ceil(middle));
  const auto dropped = static_cast<std::ptrdiff_t>(whole.truth.ct.grid.index(0, 0, first));
  scene.truth.ct.grid = whole.truth.ct.grid.crop({0, 0, first}, {size[0], size[1], size[2] - first});
  scene.bones.grid = scene.truth.ct.grid;
  scene.truth.ct.hounsfield.erase(scene.truth.ct.hounsfield.begin(),
                                  scene.truth.ct.hounsfield.begin() + dropped);
  scene.bones.voxels.erase(scene.bones.voxels.begin(), scene.bones.voxels.begin() + dropped);
  const Eigen::AlignedBox3d box = box_round(scene.truth.lesions[0], 1.3, Eigen::Vector3d::Zero());
  const OutlineOverlap overlap =
      overlap_of(outline_in(scene, box).value(),
                 phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 2));
  EXPECT_GT(overlap.share_of_union(), 0.9);
}

class BoxRefusal : public testing::Test {
 protected:
  PhantomScene scene_ = scene_of(phantom::sphere_phantom(6, 40), scan_of(1.2, 2, 0, 15, 3, 44));
  /// Of a box with its middle at a point of the phantom.
  std::string reason(double x, double y, double z, double half_mm) const {
    const Eigen::Vector3d middle = scene_.truth.patient_from_phantom * Eigen::Vector3d(x, y, z);
    const Eigen::Vector3d half = Eigen::Vector3d::Constant(half_mm);
    return outline_in(scene_, {middle - half, middle + half}).reason();
  }
  std::string error(const Eigen::AlignedBox3d& box) const {
    try {
      outline_in(scene_, box);
    } catch (const InputError& failure) {
      return failure.what();
    }
    return "no error";
  }
};

TEST_F(BoxRefusal, OutsideOfTheVolumeIsAnInputErrorThatNamesTheNumbers) {
  EXPECT_EQ(error({Eigen::Vector3d(1000, 0, 0), Eigen::Vector3d(1010, 20, 30.25)}),
            "box 1000.0,0.0,0.0,1010.0,20.0,30.2 mm: lies outside of the volume: it holds no voxel of it");
}

TEST_F(BoxRefusal, WithoutExtentIsAnInputErrorThatNamesTheNumbers) {
  EXPECT_EQ(error({Eigen::Vector3d(-5, -5, 0), Eigen::Vector3d(5, 5, 0)}),
            "box -5.0,-5.0,0.0,5.0,5.0,0.0 mm: has no extent");
}

TEST_F(BoxRefusal, InMuscleSaysThatThereIsNoBone) {
  EXPECT_THAT(
      reason(0, 28, 0, 2),
      HasSubstr("nothing in the box can be outlined; a seed in its middle gives: the seed does not lie "
                "in a bone"));
}

TEST_F(BoxRefusal, InNormalMarrowGivesAReasonAndNoOutline) { EXPECT_FALSE(reason(-13, 0, 8, 4).empty()); }

TEST_F(BoxRefusal, WithItsMiddleBesideTheLesionIsNotDrawnRoundIt) {
  const Eigen::Vector3d half = Eigen::Vector3d::Constant(8.5);
  const Eigen::Vector3d middle = scene_.truth.lesions[0].centre_mm + Eigen::Vector3d(8.5, 0, 0);
  EXPECT_THAT(outline_in(scene_, {middle - half, middle + half}).reason(),
              HasSubstr("nothing in the box can be outlined"));
}

TEST_F(BoxRefusal, RoundALesionThatIsMuchSmallerSaysHowMuchOfTheBoxItSpans) {
  EXPECT_THAT(reason(0, 0, 0, 20), HasSubstr("is too small for the box: it spans"));
}

TEST_F(BoxRefusal, WithinALesionSaysThatItGoesOn) {
  EXPECT_THAT(reason(0, 0, 0, 3), HasSubstr("goes on beyond the box"));
}

}  // namespace
}  // namespace osteosign
