#include "pipeline/report/reslice.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

namespace osteosign {
namespace {

/// A volume whose value is a linear function of the patient position, so that any cut can be checked by
/// formula.
CtVolume gradient_volume(const Eigen::Matrix3d& direction) {
  CtVolume ct;
  ct.grid.size = {40, 36, 20};
  ct.grid.spacing_mm = {1, 1.25, 2.5};
  ct.grid.direction = direction;
  ct.grid.origin_mm = -direction * Eigen::Vector3d(19.5, 22, 24);
  ct.hounsfield.resize(ct.grid.voxel_count());
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const Eigen::Vector3d point = ct.grid.patient_from_voxel({1.0 * x, 1.0 * y, 1.0 * z});
        ct.hounsfield[ct.grid.index(x, y, z)] =
            static_cast<std::int16_t>(std::lround(10 * point.x() + 7 * point.y() - 5 * point.z()));
      }
  return ct;
}

TEST(Reslice, ShowsThePatientPositionWhateverTheOrientationOfTheSeries) {
  const Eigen::Matrix3d oblique =
      Eigen::AngleAxisd(0.5, Eigen::Vector3d(1, -2, 0.5).normalized()).toRotationMatrix();
  for (const Eigen::Matrix3d& direction : {Eigen::Matrix3d(Eigen::Matrix3d::Identity()), oblique}) {
    const CtVolume ct = gradient_volume(direction);
    for (const AnatomicalView view :
         {AnatomicalView::axial, AnatomicalView::coronal, AnatomicalView::sagittal}) {
      const ViewPlane plane = view_plane(view, {0, 0, 0}, {20, 20}, 41);
      const cv::Mat1f picture = reslice(ct, plane);
      for (const auto& [column, row] : {std::pair{3, 5}, {20, 20}, {38, 11}}) {
        const Eigen::Vector3d point = plane.point_in_patient_mm(column, row);
        EXPECT_NEAR(picture(row, column), 10 * point.x() + 7 * point.y() - 5 * point.z(), 1.0)
            << view_name(view);
      }
    }
  }
}

TEST(Reslice, OutsideTheVolumeIsPadding) {
  const CtVolume ct = gradient_volume(Eigen::Matrix3d::Identity());
  const cv::Mat1f picture = reslice(ct, view_plane(AnatomicalView::axial, {0, 0, 0}, {400, 400}, 41));
  EXPECT_EQ(picture(0, 0), CtVolume::padding_hu);
}

TEST(ViewPlane, HangsThePicturesAsRadiologistsDo) {
  const ViewPlane axial = view_plane(AnatomicalView::axial, {0, 0, 0}, {10, 10}, 11);
  EXPECT_GT(axial.point_in_patient_mm(10, 5).x(), 0) << "patient's left is on the right side of the picture";
  EXPECT_GT(axial.point_in_patient_mm(5, 10).y(), 0) << "posterior is down";
  const ViewPlane sagittal = view_plane(AnatomicalView::sagittal, {0, 0, 0}, {10, 10}, 11);
  EXPECT_GT(sagittal.point_in_patient_mm(10, 5).y(), 0) << "the front is on the left side";
  EXPECT_LT(sagittal.point_in_patient_mm(5, 10).z(), 0) << "feet are down";
}

TEST(ViewPlane, KeepsTheScaleOnBothSidesOfAnOblongField) {
  const ViewPlane plane = view_plane(AnatomicalView::coronal, {0, 0, 0}, {100, 300}, 300);
  EXPECT_EQ(plane.height_px, 300);
  EXPECT_EQ(plane.width_px, 100);
  EXPECT_DOUBLE_EQ(plane.mm_per_px, 1.0);
}

}  // namespace
}  // namespace osteosign
