#include "pipeline/report/annotate.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

int bright_pixels(const cv::Mat3b& picture) {
  int count = 0;
  for (const cv::Vec3b& pixel : picture) count += pixel[0] > 200 && pixel[1] > 200 && pixel[2] > 200 ? 1 : 0;
  return count;
}

TEST(Windowed, MapsTheWindowToBlackAndWhite) {
  const cv::Mat1f values = (cv::Mat1f(1, 4) << -500, 0, 100, 5000);
  const cv::Mat3b picture = windowed(values, 100, 200);
  EXPECT_EQ(picture(0, 0)[0], 0);
  EXPECT_EQ(picture(0, 1)[0], 0);
  EXPECT_NEAR(picture(0, 2)[0], 127, 1);
  EXPECT_EQ(picture(0, 3)[0], 255);
}

TEST(ScaleBar, IsDrawnAtItsLengthWhenTheScaleIsKnown) {
  cv::Mat3b picture(200, 400, cv::Vec3b(0, 0, 0));
  draw_scale_bar(picture, 0.5);
  // 50 mm is the longest round length within 35 % of 400 px at 0.5 mm/px: a line of 100 px that is at least 2
  // px thick.
  EXPECT_GE(bright_pixels(picture), 200);
}

TEST(ScaleBar, IsAbsentWhenMillimetresAreUnknown) {
  cv::Mat3b picture(200, 400, cv::Vec3b(0, 0, 0));
  draw_scale_bar(picture, Unknown{"no pixel spacing in this radiograph"});
  EXPECT_EQ(bright_pixels(picture), 0);
}

TEST(RegionBorders, AreDrawnOnTheBorderAndNotInside) {
  cv::Mat3b picture(60, 60, cv::Vec3b(0, 0, 0));
  cv::Mat1b region(60, 60, static_cast<unsigned char>(0));
  region(cv::Rect(20, 20, 20, 20)) = 255;
  draw_region_borders(picture, region, lesion_ink);
  EXPECT_GT(picture(20, 30)[0], 150);
  EXPECT_EQ(picture(30, 30)[0], 0);
}

}  // namespace
}  // namespace osteosign
