#include "features/find/candidates/vertebral_candidates.h"

#include <gmock/gmock.h>

namespace osteosign::test {
namespace {

/// A dense bar, 60 mm long.
VertebralRegion bar(int thickness_mm, double share_in_body) {
  constexpr int length_mm = 60;
  ImageGrid series;
  series.size = {length_mm + 2, thickness_mm + 2, thickness_mm + 2};
  VertebralRegion region;
  region.density = DensityClass::sclerotic;
  region.outline.first = {1, 1, 1};
  region.outline.box = series.crop(region.outline.first, {length_mm, thickness_mm, thickness_mm});
  region.outline.inside.assign(region.outline.box.voxel_count(), 1);
  region.volume_mm3 = static_cast<double>(region.outline.inside.size());
  region.median_hu = 750;
  region.expected_hu = 500;
  region.limit_hu = 150;
  region.share_in_body = share_in_body;
  return region;
}

constexpr double sheet_roundness = 0.22;  // of such a bar the largest ball takes less than a tenth

std::string left_out(const VertebralRegion& region) {
  return vertebral_candidates({region}, sheet_roundness).front().left_out;
}

TEST(VertebralCandidates, DenseBoneThatFillsAnArchIsNoSheetHoweverLongItIs) {
  EXPECT_EQ(left_out(bar(8, 0)), "");
  EXPECT_THAT(left_out(bar(5, 0)), testing::HasSubstr("a sheet of cortex"));
  EXPECT_THAT(left_out(bar(8, 1)), testing::HasSubstr("a sheet of cortex")) << "a body is thicker than that";
}

}  // namespace
}  // namespace osteosign::test
