#include "pipeline/vertebra_results.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

Vertebra vertebra(std::uint16_t label, const VertebraLevel& level, double z_mm) {
  Vertebra found;
  found.label = label;
  found.level = level;
  found.centre_in_patient_mm = {0, 0, z_mm};
  return found;
}

const VertebraLevel l1{std::string("L1"), "L1", 1, "label map"};
const VertebraLevel uncertain{Unknown{"the levels next to it fit as well"}, "L2 to L4", 0.6, "ribs"};

/// A series of ten slices, 10 mm apart, with these vertebrae.
AnalyzedCt series(const std::string& uid, std::vector<Vertebra> vertebrae, const MeasuredQuantity& cobb) {
  AnalyzedCt ct;
  ct.ct.grid.size = {1, 1, 10};
  ct.ct.grid.spacing_mm = {1, 1, 10};
  ct.ct.acquisition.series_instance_uid = uid;
  for (int slice = 0; slice < 10; ++slice)
    ct.ct.slices.push_back({uid + "." + std::to_string(slice), 0, false});
  ct.analysis.spine_measurements = {std::move(vertebrae), cobb, "built-in", {}};
  return ct;
}

std::vector<std::string> subjects_of(const std::vector<AnalyzedCt>& cts) {
  std::vector<std::string> subjects;
  const SpineResult spine = spine_result(cts).value();
  for (const VertebraResult& each : spine.vertebrae) subjects.push_back(each.judged.subject);
  return subjects;
}

TEST(SpineResult, EvidenceIsPlacedInTheSliceThatShowsIt) {
  Vertebra measured = vertebra(1, l1, 31);
  measured.measurements.left_pedicle_in_patient_mm = Eigen::Vector3d(0, 0, 52);
  const SpineResult spine = spine_result({series("1.2", {measured}, Unknown{"too few"})}).value();
  const VertebraPlaces& places = spine.vertebrae.at(0).judged.places;
  EXPECT_EQ(places.body->sop_instance_uid, "1.2.3");
  EXPECT_EQ(places.left_pedicle->sop_instance_uid, "1.2.5");
  EXPECT_FALSE(places.right_pedicle);
  EXPECT_EQ(spine.vertebrae.at(0).label, 31);
}

TEST(SpineResult, SubjectsAreUnique) {
  const auto one =
      series("1.2", {vertebra(1, uncertain, 60), vertebra(2, uncertain, 30)}, Unknown{"too few"});
  EXPECT_THAT(subjects_of({one}), testing::ElementsAre("L2 to L4", "L2 to L4 (vertebra 2 from above)"));
  const auto other = series("1.3", {vertebra(1, l1, 60)}, Unknown{"too few"});
  EXPECT_THAT(
      subjects_of({other, other, other}),
      testing::ElementsAre("L1", "L1 (vertebra 1 from above)", "L1 (vertebra 1 from above, series 3)"));
}

TEST(SpineResult, TheCurveIsTheLargestOfTheSeries) {
  const SpineResult spine = spine_result({series("1.2", {vertebra(1, l1, 60)}, Unknown{"too few"}),
                                          series("1.3", {vertebra(1, l1, 60)}, Quantity{12, Unit::degree}),
                                          series("1.4", {vertebra(1, l1, 60)}, Quantity{8, Unit::degree})})
                                .value();
  EXPECT_EQ(spine.cobb.value().value, 12);
  EXPECT_EQ(spine.vertebrae.at(2).judged.cobb.value().value, 8) << "each vertebra keeps that of its series";
}

TEST(SpineResult, WithoutAVertebraTheNotesSayWhy) {
  EXPECT_EQ(spine_result({}).reason(), "no CT series was analyzed");
  AnalyzedCt ct = series("1.2", {}, Unknown{"too few"});
  EXPECT_EQ(spine_result({ct}).reason(), "no vertebra was found");
  ct.analysis.spine.notes = {"no spinal canal in view"};
  EXPECT_EQ(spine_result({ct}).reason(), "no spinal canal in view");
}

}  // namespace
}  // namespace osteosign
