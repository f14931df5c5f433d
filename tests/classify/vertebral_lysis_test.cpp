#include "classify/vertebral_lysis.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

Finding with(const std::function<void(VertebraMeasurements&)>& change) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  change(vertebra.measurements);
  return judge_vertebral_lysis(vertebra, criteria);
}

TEST(VertebralLysis, IsDecidedByTheVolumeOfTheRegion) {
  const auto at = [](double volume_mm3) {
    return with([=](auto& m) { m.lytic_volume = Quantity{volume_mm3, Unit::mm3}; }).verdict;
  };
  EXPECT_EQ(at(99), Verdict::benign);
  EXPECT_EQ(at(100), Verdict::neutral);
  EXPECT_EQ(at(299), Verdict::neutral);
  EXPECT_EQ(at(300), Verdict::malignant);
  EXPECT_EQ(at(301), Verdict::malignant);
}

TEST(VertebralLysis, IsNeutralWithinTheDeviationOfTheVolume) {
  EXPECT_EQ(with([](auto& m) { m.lytic_volume = Quantity{320, Unit::mm3, 25.0}; }).verdict, Verdict::neutral);
  EXPECT_EQ(with([](auto& m) {
              m.lytic_volume = Quantity{326, Unit::mm3, 25.0};
            }).verdict,
            Verdict::malignant);
}

TEST(VertebralLysis, AGapOfTheCortexIsEnough) {
  const auto at = [](double area_mm2) {
    return with([=](auto& m) { m.cortical_defect_area = Quantity{area_mm2, Unit::mm2}; }).verdict;
  };
  EXPECT_EQ(at(11.9), Verdict::benign);
  EXPECT_EQ(at(12), Verdict::malignant);
  EXPECT_EQ(at(12.1), Verdict::malignant);
}

TEST(VertebralLysis, ItIsMalignantHoweverLittleElseIsKnown) {
  const Finding finding = with([](auto& m) {
    m.lytic_volume = Quantity{5000, Unit::mm3};
    m.cortical_defect_area = Unknown{"the scan is too coarse for the cortex"};
  });
  EXPECT_EQ(finding.verdict, Verdict::malignant);
}

TEST(VertebralLysis, IsNotExcludedWithoutTheCortex) {
  const Finding finding =
      with([](auto& m) { m.cortical_defect_area = Unknown{"the scan is too coarse for the cortex"}; });
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "the scan is too coarse for the cortex");
}

TEST(VertebralLysis, ItsEvidenceLiesWhereItWasSeenElseInTheBody) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  vertebra.places.body = ImagePlace{"1.2", 0, ImagePlace::PatientPoint{{1, 2, 3}}};
  EXPECT_EQ(judge_vertebral_lysis(vertebra, criteria).evidence[0].where->sop_instance_uid, "1.2");
  vertebra.places.lysis = ImagePlace{"1.3", 0, ImagePlace::PatientPoint{{4, 5, 6}}};
  const Finding finding = judge_vertebral_lysis(vertebra, criteria);
  EXPECT_EQ(finding.evidence[0].where->sop_instance_uid, "1.3");
  EXPECT_EQ(finding.evidence[0].threshold, 300);
  EXPECT_EQ(finding.evidence[1].name, "cortical_defect_area");
  EXPECT_EQ(finding.subject, "L3");
}

}  // namespace
}  // namespace osteosign
