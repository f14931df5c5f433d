#include "features/segment/outlines_from_mask.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const MaskPicture& mask, int columns, int rows) {
  try {
    outlines_from_mask(mask, columns, rows);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing thrown";
}

MaskPicture shades(int count) {
  MaskPicture mask{count, 1, {}};
  for (int value = 1; value <= count; ++value) mask.labels.push_back(static_cast<std::uint16_t>(value));
  return mask;
}

TEST(OutlinesFromMask, EachNumberIsALesion) {
  const auto outlines = outlines_from_mask(MaskPicture{3, 2, {0, 255, 0, 7, 7, 0}}, 3, 2);
  ASSERT_EQ(outlines.size(), 2u);
  EXPECT_THAT(outlines.at(7).inside, ElementsAre(0, 0, 0, 1, 1, 0));
  EXPECT_THAT(outlines.at(255).inside, ElementsAre(0, 1, 0, 0, 0, 0));
  EXPECT_EQ(outlines.at(7).columns, 3);
}

TEST(OutlinesFromMask, SegmentsMayOverlap) {
  RegionSet set;
  set.grid.size = {2, 1, 1};
  for (const std::vector<std::uint8_t>& inside : {std::vector<std::uint8_t>{1, 1}, {0, 1}, {0, 0}}) {
    set.regions.push_back(region_of(set.grid, inside));
    set.regions.back().number = static_cast<std::uint16_t>(set.regions.size());
  }
  const auto outlines = outlines_from_mask(set, 2, 1);
  ASSERT_EQ(outlines.size(), 2u);
  EXPECT_THAT(outlines.at(1).inside, ElementsAre(1, 1));
  EXPECT_THAT(outlines.at(2).inside, ElementsAre(0, 1));
}

TEST(OutlinesFromMask, AnotherSizeIsRefusedWithBoth) {
  EXPECT_THAT(refusal({3, 2, {0, 1, 0, 0, 0, 0}}, 2, 3),
              HasSubstr("the mask has 3 x 2 pixels, the image 2 x 3"));
}

TEST(OutlinesFromMask, AnEmptyMaskIsRefused) {
  EXPECT_THAT(refusal({2, 1, {0, 0}}, 2, 1), HasSubstr("the mask is empty"));
}

TEST(OutlinesFromMask, ShadesOfGreyAreNoRegions) {
  EXPECT_EQ(refusal(shades(64), 64, 1), "nothing thrown");
  EXPECT_THAT(refusal(shades(65), 65, 1), HasSubstr("shades of grey, not regions"));
}

}  // namespace
}  // namespace osteosign
