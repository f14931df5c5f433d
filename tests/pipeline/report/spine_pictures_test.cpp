#include "pipeline/report/spine_pictures.h"

#include <gmock/gmock.h>

#include "pipeline/report/annotate.h"
#include "pipeline/report/draw_vertebra.h"
#include "pipeline/report/vertebra_pictures.h"
#include "tests/pipeline/report/sample_column.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const VertebraMeasurements unmeasured;

std::vector<DrawnVertebra> drawn(const SampleColumn& column) {
  std::vector<DrawnVertebra> vertebrae;
  for (const char* level : {"L1", "L2", "L3"})
    vertebrae.push_back({level, level, &column.vertebrae[vertebrae.size()], &unmeasured, {}});
  return vertebrae;
}

Finding malignant_at(const std::string& criterion, const Eigen::Vector3d& point_mm) {
  const ImagePlace place{"1.2", 0, ImagePlace::PatientPoint{point_mm}};
  return {
      criterion, "L2", Verdict::malignant, {{"value", Quantity{1, Unit::mm}, 2, "told", place}}, "as told"};
}

/// Pixels close to an ink; lines are drawn with soft borders.
int pixels_of(const cv::Mat3b& picture, const Ink& ink) {
  constexpr int close = 60;
  int count = 0;
  for (const cv::Vec3b& pixel : picture)
    count += std::abs(pixel[0] - ink.red) < close && std::abs(pixel[1] - ink.green) < close &&
                     std::abs(pixel[2] - ink.blue) < close
                 ? 1
                 : 0;
  return count;
}

TEST(VertebraLines, EndplatesAndHeightsLieWhereTheyWereMeasured) {
  const SampleColumn column = sample_column();
  const VertebraLines sagittal = vertebra_lines(column.vertebrae[0], AnatomicalView::sagittal);
  ASSERT_EQ(sagittal.endplates.size(), 2U);
  for (const Eigen::Vector3d& point : sagittal.endplates[0]) {
    EXPECT_NEAR(point.z(), 32 + 12, 1e-6);
    EXPECT_NEAR(point.x(), 6.4, 1e-6);
  }
  ASSERT_EQ(sagittal.heights.size(), 3U);
  EXPECT_NEAR(sagittal.heights[0][0].y(), (0.12 - 0.5) * 32, 1e-9);
  EXPECT_NEAR((sagittal.heights[2][1] - sagittal.heights[2][0]).norm(), 24, 1e-5);
  const VertebraLines coronal = vertebra_lines(column.vertebrae[0], AnatomicalView::coronal);
  ASSERT_EQ(coronal.heights.size(), 2U);
  EXPECT_NEAR(coronal.heights[0][0].x(), 6.4 + 10, 1e-9);
}

TEST(VertebraLines, APlateThatWasNotSeenIsLeftOut) {
  SampleColumn column = sample_column();
  column.vertebrae[0].superior = Unknown{"the border of the volume cuts the body"};
  const VertebraLines lines = vertebra_lines(column.vertebrae[0], AnatomicalView::sagittal);
  EXPECT_EQ(lines.endplates.size(), 1U);
  EXPECT_TRUE(lines.heights.empty());
}

TEST(SpinePictures, ShowTheColumnAlongBodiesAndCanal) {
  const SampleColumn column = sample_column();
  const std::vector<ReportPicture> pictures = spine_pictures(column.ct, column.canal, drawn(column), "ct_1");
  ASSERT_EQ(pictures.size(), 3U);
  for (const ReportPicture& picture : pictures) EXPECT_EQ(picture.subject, "spine");
  EXPECT_EQ(pictures[0].file_name, "ct_1_spine_sagittal_bodies.png");
  EXPECT_EQ(pictures[2].file_name, "ct_1_spine_coronal_canal.png");
  EXPECT_GT(pixels_of(pictures[0].pixels, endplate_ink), 200);
  EXPECT_EQ(pixels_of(pictures[0].pixels, malignant_ink), 0);
}

TEST(SpinePictures, AMalignantVertebraIsNamedInItsInk) {
  const SampleColumn column = sample_column();
  std::vector<DrawnVertebra> vertebrae = drawn(column);
  vertebrae[1].malignant = {malignant_at("vertebral_lysis", {0, 0, 0})};
  const std::vector<ReportPicture> pictures = spine_pictures(column.ct, {}, vertebrae, "ct_1");
  EXPECT_EQ(pictures.size(), 2U) << "no canal, no picture along it";
  EXPECT_GT(pixels_of(pictures[0].pixels, malignant_ink), 20);
}

TEST(SpinePictures, WithoutAVertebraThereIsNone) {
  EXPECT_TRUE(spine_pictures(sample_column().ct, {}, {}, "ct_1").empty());
}

TEST(VertebraPictures, AreDrawnForMalignantFindingsAlone) {
  const SampleColumn column = sample_column();
  DrawnVertebra vertebra = drawn(column)[1];
  EXPECT_TRUE(vertebra_pictures(column.ct, vertebra).empty());
  vertebra.malignant = {malignant_at("vertebral_lysis", {2, 3, 4}),
                        malignant_at("posterior_wall", {0, 16, 4.5})};
  const std::vector<ReportPicture> pictures = vertebra_pictures(column.ct, vertebra);
  ASSERT_EQ(pictures.size(), 2U) << "both signs show on the same axial and sagittal cut";
  EXPECT_EQ(pictures[0].subject, "L2");
  EXPECT_EQ(pictures[0].file_name, "vertebra_2_1_axial.png");
  EXPECT_THAT(pictures[0].caption, HasSubstr("vertebral lysis, posterior wall"));
  for (const ReportPicture& picture : pictures) EXPECT_GT(pixels_of(picture.pixels, malignant_ink), 20);
}

TEST(VertebraPictures, FollowTheAxesOfTheVertebra) {
  SampleColumn column = sample_column();
  Eigen::Matrix3d quarter_turn;  // local left is patient posterior, local posterior is patient right
  quarter_turn << 0, -1, 0, 1, 0, 0, 0, 0, 1;
  column.vertebrae[1].frame.axes = quarter_turn;
  DrawnVertebra vertebra = drawn(column)[1];
  vertebra.malignant = {malignant_at("vertebral_lysis", {0, 20, 0})};
  const cv::Mat3b axial = vertebra_pictures(column.ct, vertebra)[0].pixels;
  // 20 mm to the vertebra's left of its middle at 100 mm for 420 pixels, on the middle line moved up by 18 mm
  const cv::Rect round_the_cross(209 + 84 - 16, 209 - 76 - 16, 33, 33);
  EXPECT_GT(pixels_of(axial(round_the_cross), malignant_ink), 20);
}

}  // namespace
}  // namespace osteosign
