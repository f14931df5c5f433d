#include "classify/fracture_line.h"

#include <gmock/gmock.h>

#include "classify/lesion_descriptors.h"
#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

CtLesionMeasurements looked_at(double length_mm, double assessed) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.fracture_line_length = Quantity{length_mm, Unit::mm, 2};
  measured.fracture_line_assessed_fraction = Quantity{assessed, Unit::fraction};
  return measured;
}

TEST(FractureLineSign, IsPresentHoweverLittleElseWasSeen) {
  EXPECT_TRUE(is_present(has_fracture_line(looked_at(30, 0.2), {})));
}

TEST(FractureLineSign, IsAbsentOnlyWhenEnoughWasSeen) {
  CtLesionMeasurements none = looked_at(0, 0.9);
  none.fracture_line_length = Quantity{0, Unit::mm};
  EXPECT_TRUE(is_absent(has_fracture_line(none, {})));
  none.fracture_line_assessed_fraction = Quantity{0.5, Unit::fraction};
  EXPECT_THAT(has_fracture_line(none, {}).reason(), HasSubstr("too little of the cortex"));
  none.fracture_line_length = Unknown{"the bone is no tube here"};
  EXPECT_EQ(has_fracture_line(none, {}).reason(), "the bone is no tube here");
}

TEST(FractureLineSign, IsADescriptorOfTheLesion) {
  const auto described = [](const CtLesionMeasurements& measured) {
    return descriptors_of({{"1"}, measured}, {}).fracture_line.possible;
  };
  EXPECT_THAT(described(looked_at(30, 1)), testing::ElementsAre(Observed::present));
  EXPECT_THAT(described(sharp_rimmed_ct()), testing::ElementsAre(Observed::absent, Observed::present));
}

RadiographLesionMeasurements on_film(double length_to_width) {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  measured.fracture_line_length_to_width = Quantity{length_to_width, Unit::one};
  return measured;
}

TEST(FractureLineSign, OnAFilmIsPresentOrOpenAndNeverAbsent) {
  EXPECT_TRUE(is_present(has_fracture_line(on_film(1.1))));
  EXPECT_THAT(has_fracture_line(on_film(0)).reason(), HasSubstr("the rays do not run along"));
  EXPECT_EQ(has_fracture_line(sharp_rimmed_radiograph()).reason(), "not measured");
}

TEST(FractureLineSign, OfAFilmIsADescriptorOfTheLesion) {
  const auto described = [](const RadiographLesionMeasurements& measured) {
    return descriptors_of({{"1"}, measured}, {}).fracture_line;
  };
  EXPECT_THAT(described(on_film(1.1)).possible, testing::ElementsAre(Observed::present));
  EXPECT_EQ(described(on_film(1.1)).because, "a fracture line crosses the bone beside the lesion");
  EXPECT_THAT(described(on_film(0)).possible, testing::ElementsAre(Observed::absent, Observed::present));
}

}  // namespace
}  // namespace osteosign
