#include "pipeline/overview/overview_html.h"

#include <gmock/gmock.h>

#include "io/files/png.h"
#include "pipeline/overview/histogram_svg.h"
#include "pipeline/overview/thumbnail.h"
#include "pipeline/result/result_json.h"
#include "pipeline/tables/quality_rules.h"
#include "tests/io/files/temporary_folder.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Overview, HasARowForEachStudyAndNothingFromTheNetwork) {
  StudyRecord record = record_of_result(result_json(sample_result()), "ct_sample");
  StudyRecord failed;
  failed.study = "szzz";
  failed.folder = "ct_szzz";
  failed.problem = "took <too> long";
  CohortTables tables = cohort_tables({record, failed});
  const std::string page = overview_html(tables, {record, failed}, ".");
  EXPECT_THAT(page, HasSubstr(record.study));
  EXPECT_THAT(page, HasSubstr("took &lt;too&gt; long"));
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
}

TEST(Overview, AHistogramHasABarForEachFilledBinAndATickForEachOutlier) {
  const std::string svg = histogram_svg({0, 0, 1, 20}, {20});
  const auto count = [&svg](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("<rect"), 3U);
  EXPECT_EQ(count("#a40e26"), 1U);
}

TEST(Overview, AThumbnailIsMadeOfTheFirstLesionAndSmall) {
  const auto folder = temporary_folder();
  EXPECT_EQ(thumbnail_base64(folder), "");
  std::filesystem::create_directories(folder / "images");
  RgbPicture picture{400, 300, std::vector<std::uint8_t>(400 * 300 * 3, 200)};
  write_file(encode_png(picture), folder / "images" / "ct_1_axial.png");
  const std::string overall = thumbnail_base64(folder);
  picture.rgb.assign(picture.rgb.size(), 20);
  write_file(encode_png(picture), folder / "images" / "lesion_1_axial.png");
  const std::string lesion = thumbnail_base64(folder);
  EXPECT_NE(overall, lesion);
  EXPECT_LT(lesion.size(), 3000U);
  EXPECT_TRUE(lesion.starts_with("iVBOR"));
}

}  // namespace
}  // namespace osteosign
