#include "pipeline/report/curved_view.h"

#include <gmock/gmock.h>

#include "pipeline/report/reslice.h"
#include "tests/pipeline/report/sample_column.h"

namespace osteosign {
namespace {

std::vector<Eigen::Vector3d> bodies() {
  return {SampleColumn::centre_mm(0), SampleColumn::centre_mm(1), SampleColumn::centre_mm(2)};
}

TEST(CurvedView, ThePointsOfTheCurveLieInTheMiddleOfThePicture) {
  for (const AnatomicalView view : {AnatomicalView::coronal, AnatomicalView::sagittal}) {
    const CurvedView shown = curved_view(view, bodies(), 80, 20, 600);
    for (const Eigen::Vector3d& point : bodies())
      EXPECT_NEAR(shown.picture_from_patient(point).x(), 0.5 * (shown.width_px - 1), 1);
  }
}

TEST(CurvedView, APlaceInThePictureIsThatOfItsPoint) {
  const CurvedView shown = curved_view(AnatomicalView::coronal, bodies(), 80, 20, 600);
  for (const auto& [column, row] : {std::pair{10, 20}, {100, 150}, {60, 290}}) {
    const Eigen::Vector2d back = shown.picture_from_patient(shown.point_in_patient_mm(column, row));
    EXPECT_NEAR(back.x(), column, 1e-9);
    EXPECT_NEAR(back.y(), row, 1e-9);
  }
}

TEST(CurvedView, DistancesAreTrueAndHangAsRadiologistsDo) {
  const CurvedView coronal = curved_view(AnatomicalView::coronal, bodies(), 80, 20, 600);
  const Eigen::Vector3d from = coronal.point_in_patient_mm(20, 40);
  EXPECT_NEAR(coronal.point_in_patient_mm(30, 40).x() - from.x(), 10 * coronal.mm_per_px, 1e-9);
  EXPECT_NEAR(coronal.point_in_patient_mm(20, 50).z() - from.z(), -10 * coronal.mm_per_px, 1e-9);
  const CurvedView sagittal = curved_view(AnatomicalView::sagittal, bodies(), 80, 20, 600);
  EXPECT_GT(sagittal.point_in_patient_mm(30, 40).y(), sagittal.point_in_patient_mm(20, 40).y());
}

TEST(CurvedView, OrderOfThePointsDoesNotMatter) {
  std::vector<Eigen::Vector3d> upwards = bodies();
  std::ranges::reverse(upwards);
  const CurvedView one = curved_view(AnatomicalView::coronal, bodies(), 80, 20, 600);
  const CurvedView other = curved_view(AnatomicalView::coronal, upwards, 80, 20, 600);
  EXPECT_EQ(one.middle_mm, other.middle_mm);
}

TEST(CurvedView, ALeaningColumnStandsStraightInIt) {
  const SampleColumn column = sample_column();
  const CurvedView shown = curved_view(AnatomicalView::sagittal, bodies(), 80, 20, 600);
  const cv::Mat1f picture = reslice(column.ct, shown);
  for (int number = 0; number < 3; ++number) {
    const Eigen::Vector2d middle = shown.picture_from_patient(SampleColumn::centre_mm(number));
    EXPECT_NEAR(picture(static_cast<int>(middle.y()), static_cast<int>(middle.x())), 300, 1) << number;
  }
  const cv::Mat1b body = reslice(column.vertebrae[1], VertebraPart::body, shown);
  const double area_mm2 = cv::countNonZero(body) * shown.mm_per_px * shown.mm_per_px;
  EXPECT_NEAR(area_mm2, 4 * SampleColumn::radius_mm * SampleColumn::half_height_mm, 0.08 * 768);
}

}  // namespace
}  // namespace osteosign
