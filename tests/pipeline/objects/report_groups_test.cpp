#include "pipeline/objects/report_groups.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "pipeline/objects/codes.h"
#include "pipeline/objects/reported_numbers.h"
#include "pipeline/objects/sites.h"
#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

const CodedName& name_of(const ReportedNumber& number) { return number.name; }

StudySources sources_with_a_film() {
  StudySources sources;
  sources.films = {{"1.2.3", "1.2.3.6", "DX", {{"1.2.840.10008.5.1.4.1.1.1.1", "1.2.3.7", 0}}}};
  return sources;
}

TEST(ReportedNumber, HasTheSixDigitsOfResultJson) {
  const ReportedNumber number =
      reported_number("volume", Quantity{1234.56789, Unit::mm3, 12.3456789, "mesh"}, Unit::mm3);
  EXPECT_EQ(number.value, "1234.57");
  EXPECT_EQ(number.sd, "12.3457");
  EXPECT_EQ(number.method, "mesh");
  EXPECT_EQ(number.unit.value, "mm3");
  EXPECT_EQ(number.unknown_reason, "");
}

TEST(ReportedNumber, AnUnknownOneKeepsItsReasonAndItsUnit) {
  const ReportedNumber number = reported_number("margin_width", Unknown{"no edge"}, Unit::mm);
  EXPECT_EQ(number.value, "");
  EXPECT_EQ(number.unknown_reason, "no edge");
  EXPECT_EQ(number.unit.value, "mm");
}

TEST(LesionGroup, OnAFilmIsTheOutlineThroughPixelCentresClosed) {
  RadiographLesionOutline outline{.columns = 20, .rows = 10, .inside = std::vector<std::uint8_t>(200, 0)};
  for (int row = 3; row <= 5; ++row)
    for (int column = 4; column <= 8; ++column)
      outline.inside[static_cast<std::size_t>(20 * row + column)] = 1;
  LesionResult lesion;
  lesion.identity = {"1", ImagePlace{"1.2.3.7", 0, ImagePlace::PixelPoint{{6, 4}}}};
  lesion.place = LesionOnFilm{"1.2.3.7", {6, 4}, {4, 3, 8, 5}};
  lesion.measurements = sharp_rimmed_radiograph();
  const ReportGroup group = lesion_group(lesion, &outline, {}, sources_with_a_film(), {"1.2.3.9"});
  const auto& region = std::get<PixelPlace>(group.region.value());
  EXPECT_EQ(region.shape, PlaceShape::polygon);
  EXPECT_EQ(region.points_px.front(), region.points_px.back());
  for (const Eigen::Vector2d& corner : {Eigen::Vector2d(4, 3), Eigen::Vector2d(8, 5)})
    EXPECT_NE(std::ranges::find(region.points_px, corner), region.points_px.end());
  EXPECT_EQ(region.image.sop_instance_uid, "1.2.3.7");
}

TEST(LesionGroup, TellsEveryMeasurementAndEveryUnknownPartOfItsPlace) {
  LesionResult lesion;
  lesion.identity = {"2", ImagePlace{"1.2.3.4", 0, ImagePlace::PatientPoint{{1, 2, 3}}}};
  lesion.place = LesionInPatient{{1, 2, 3}, {0, 0, 0}, {4, 4, 4}};
  lesion.location.bone = std::string("femur");
  lesion.location.side = std::string("left");
  lesion.measurements = sharp_rimmed_ct();
  const Finding finding{.criterion = "margin",
                        .subject = "2",
                        .verdict = Verdict::not_assessable,
                        .evidence = {},
                        .reason = "too coarse"};
  const ReportGroup group =
      lesion_group(lesion, nullptr, {finding}, sources_with_a_film(), {"1.2.3.9", std::nullopt, "1.2.3.8"});
  for (const char* word : {"volume", "margin_width", "cortex_thickness", "confidence"})
    EXPECT_NE(std::ranges::find(group.numbers, code_of(word), name_of), group.numbers.end()) << word;
  EXPECT_EQ(group.sites.at(0).site.value, "71341001");
  EXPECT_EQ(group.sites.at(0).laterality->value, "7771000");
  EXPECT_EQ(std::get<PatientPlace>(group.region.value()).frame_of_reference_uid, "1.2.3.8");
  const auto evaluation_of = [&](const char* word) {
    return *std::ranges::find(group.evaluations, code_of(word),
                              [](const ReportedEvaluation& each) { return each.name; });
  };
  EXPECT_EQ(evaluation_of("margin").reason, "too coarse");
  EXPECT_EQ(evaluation_of("margin").found, code_of("verdict:not_assessable"));
  EXPECT_EQ(evaluation_of("part").found, code_of("undetermined"));
  EXPECT_FALSE(evaluation_of("part").reason.empty());
}

TEST(LesionGroup, AnImageWithoutUidGivesNoPlace) {
  EXPECT_FALSE(reported_place(ImagePlace{"", 0, ImagePlace::PixelPoint{{1, 1}}}, sources_with_a_film(), "")
                   .has_value());
  EXPECT_FALSE(reported_place(std::nullopt, sources_with_a_film(), "").has_value());
}

TEST(Sites, ARibHasItsNumberAndAnUnknownLevelIsAVertebra) {
  LesionLocation rib{std::string("rib"), std::string("7"), Unknown{"-"}, std::string("right"), Unknown{"-"}};
  EXPECT_EQ(sites_of(rib).at(0).site.meaning, "Rib 7");
  EXPECT_EQ(site_of_level(Unknown{"no landmark"}).value, "51282000");
  LesionLocation nowhere{Unknown{"-"}, Unknown{"-"}, Unknown{"-"}, Unknown{"-"}, Unknown{"-"}};
  EXPECT_TRUE(sites_of(nowhere).empty());
}

}  // namespace
}  // namespace osteosign
