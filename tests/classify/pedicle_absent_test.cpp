#include "classify/pedicle_absent.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

Finding with(const std::function<void(VertebraMeasurements&)>& change) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  change(vertebra.measurements);
  return judge_pedicle_absent(vertebra, criteria);
}

/// The verdict with that value of the left pedicle's section, and its volume.
Verdict with_left(MeasuredQuantity VertebraMeasurements::*section, const Quantity& value, double volume) {
  return with([&](auto& m) {
           m.*section = value;
           m.left_pedicle_volume_ratio = Quantity{volume, Unit::one};
         })
      .verdict;
}

TEST(PedicleAbsent, TheRingDecidesWhereVolumeIsLostToo) {
  const auto at = [](double ring, double volume) {
    return with_left(&VertebraMeasurements::left_pedicle_ring_completeness, Quantity{ring, Unit::fraction},
                     volume);
  };
  EXPECT_EQ(at(0.49, 0.79), Verdict::malignant);
  EXPECT_EQ(at(0.50, 0.79), Verdict::neutral);
  EXPECT_EQ(at(0.49, 0.80), Verdict::neutral);
  EXPECT_EQ(at(0.79, 0.80), Verdict::neutral);
  EXPECT_EQ(at(0.80, 0.80), Verdict::benign);
}

TEST(PedicleAbsent, ALostRingWithoutAKnownVolumeIsNotAssessable) {
  const Finding finding = with([](auto& m) {
    m.left_pedicle_ring_completeness = Quantity{0.2, Unit::fraction};
    m.left_pedicle_volume_ratio = Unknown{"no other vertebra can be compared"};
  });
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "no other vertebra can be compared");
}

TEST(PedicleAbsent, TheVolumeDecides) {
  const auto at = [](double ratio) {
    return with([=](auto& m) { m.right_pedicle_volume_ratio = Quantity{ratio, Unit::one}; }).verdict;
  };
  EXPECT_EQ(at(0.49), Verdict::malignant);
  EXPECT_EQ(at(0.50), Verdict::neutral);
  EXPECT_EQ(at(0.79), Verdict::neutral);
  EXPECT_EQ(at(0.80), Verdict::benign);
}

TEST(PedicleAbsent, ACutIsthmusDecidesWhereVolumeIsLostToo) {
  const auto at = [](double isthmus, double volume) {
    return with_left(&VertebraMeasurements::left_pedicle_isthmus_ratio, Quantity{isthmus, Unit::one}, volume);
  };
  EXPECT_EQ(at(0.33, 0.79), Verdict::malignant);
  EXPECT_EQ(at(0.34, 0.79), Verdict::neutral);
  EXPECT_EQ(at(0.33, 0.80), Verdict::neutral);
  EXPECT_EQ(at(0.49, 0.80), Verdict::neutral);
  EXPECT_EQ(at(0.50, 0.80), Verdict::benign);
}

TEST(PedicleAbsent, TheReasonNamesTheSide) {
  const auto destroy_left = [](auto& m) { m.left_pedicle_volume_ratio = Quantity{0.1, Unit::one}; };
  EXPECT_EQ(with(destroy_left).reason, "the left pedicle is destroyed");
  const auto destroy_right = [](auto& m) { m.right_pedicle_volume_ratio = Quantity{0.1, Unit::one}; };
  EXPECT_EQ(with(destroy_right).reason, "the right pedicle is destroyed");
  EXPECT_EQ(with([&](auto& m) {
              destroy_left(m);
              destroy_right(m);
              m.lytic_volume = Quantity{100, Unit::mm3};
            }).reason,
            "both pedicles are destroyed");
}

TEST(PedicleAbsent, BothAreDestroyedOnlyWhereThereIsLyticTissue) {
  const auto at = [](const MeasuredQuantity& lytic_volume) {
    return with([&](auto& m) {
             m.left_pedicle_volume_ratio = m.right_pedicle_volume_ratio = Quantity{0.1, Unit::one};
             m.lytic_volume = lytic_volume;
           })
        .verdict;
  };
  EXPECT_EQ(at(Quantity{0, Unit::mm3}), Verdict::neutral);
  EXPECT_EQ(at(Quantity{100, Unit::mm3}), Verdict::malignant);
  EXPECT_EQ(at(Unknown{"soft tissue cannot be told"}), Verdict::not_assessable);
}

TEST(PedicleAbsent, OneValueIsEnoughToSeeItDestroyedAndNoneMayMissToCallItIntact) {
  const auto without_rings = [](auto& m) {
    m.left_pedicle_ring_completeness = Unknown{"the scan is too coarse for the ring"};
    m.right_pedicle_ring_completeness = Unknown{"the scan is too coarse for the ring"};
  };
  const Finding open = with(without_rings);
  EXPECT_EQ(open.verdict, Verdict::not_assessable);
  EXPECT_EQ(open.reason, "the scan is too coarse for the ring");
  EXPECT_EQ(with([&](auto& m) {
              without_rings(m);
              m.left_pedicle_volume_ratio = Quantity{0.2, Unit::one};
            }).verdict,
            Verdict::malignant);
}

TEST(PedicleAbsent, ValuesAreShownAgainstTheLimitThatTheyComeNearerToCrossing) {
  const Finding finding = with([](auto& m) {
    m.left_pedicle_volume_ratio = Quantity{0.6, Unit::one};
    m.left_pedicle_hu = Quantity{20, Unit::hu};
  });
  ASSERT_EQ(finding.evidence.size(), 7U);
  EXPECT_EQ(finding.evidence[0].name, "left_pedicle_volume_ratio");
  EXPECT_EQ(finding.evidence[0].threshold, 0.5);
  EXPECT_EQ(finding.evidence[1].name, "left_pedicle_isthmus_ratio");
  EXPECT_EQ(finding.evidence[2].threshold, 0.8);
  EXPECT_EQ(finding.evidence[3].name, "left_pedicle_hu");
  EXPECT_FALSE(finding.evidence[3].threshold);
}

/// A vertebra of a film with one pedicle lost at the left of the image.
JudgedFilmVertebra one_eyed() {
  JudgedFilmVertebra vertebra{"radiograph 1, vertebra 3 from above", {}, {}};
  RadiographVertebraMeasurements& measured = vertebra.measurements;
  measured.image_left_pedicle_seen = Quantity{0.2, Unit::fraction};
  measured.image_right_pedicle_seen = Quantity{0.9, Unit::fraction};
  measured.image_left_pedicle_expected = Quantity{0.8, Unit::fraction};
  measured.image_right_pedicle_expected = Quantity{0.8, Unit::fraction};
  measured.pedicle_asymmetry = Quantity{-1.3, Unit::one};
  measured.pedicle_asymmetry_z = Quantity{-6, Unit::one};
  return vertebra;
}

Verdict of_film(const std::function<void(RadiographVertebraMeasurements&)>& change) {
  JudgedFilmVertebra vertebra = one_eyed();
  change(vertebra.measurements);
  return judge_pedicle_absent(vertebra, criteria).verdict;
}

TEST(PedicleAbsentOnFilm, ALostPedicleBesideSeenOnesIsMalignant) {
  EXPECT_EQ(of_film([](auto&) {}), Verdict::malignant);
  const auto mirrored = [](RadiographVertebraMeasurements& m) {
    std::swap(m.image_left_pedicle_seen, m.image_right_pedicle_seen);
    m.pedicle_asymmetry_z = Quantity{6, Unit::one};
  };
  EXPECT_EQ(of_film(mirrored), Verdict::malignant);
}

TEST(PedicleAbsentOnFilm, EverySignIsNeeded) {
  EXPECT_EQ(of_film([](auto& m) {
              m.image_left_pedicle_seen = Quantity{0.6, Unit::fraction};
            }),
            Verdict::neutral);
  EXPECT_EQ(of_film([](auto& m) {
              m.image_right_pedicle_seen = Quantity{0.74, Unit::fraction};
            }),
            Verdict::neutral);
  EXPECT_EQ(of_film([](auto& m) {
              m.image_left_pedicle_expected = Quantity{0.74, Unit::fraction};
            }),
            Verdict::neutral);
  EXPECT_EQ(of_film([](auto& m) { m.pedicle_asymmetry_z = Quantity{-3, Unit::one}; }), Verdict::neutral);
  EXPECT_EQ(of_film([](auto& m) {
              m.pedicle_asymmetry_z = Quantity{6, Unit::one};
            }),
            Verdict::neutral)
      << "the other side is the odd one";
}

TEST(PedicleAbsentOnFilm, IsNotAssessableWithoutTheOtherVertebrae) {
  EXPECT_EQ(of_film([](auto& m) { m.pedicle_asymmetry_z = Unknown{"too little was seen"}; }),
            Verdict::not_assessable);
}

TEST(PedicleAbsentOnFilm, TheSideIsThatOfThePatientOnlyWhereItIsKnown) {
  JudgedFilmVertebra vertebra = one_eyed();
  EXPECT_THAT(judge_pedicle_absent(vertebra, criteria).reason,
              testing::StartsWith("the pedicle at the left of the image is not seen"));
  vertebra.image_left_side = std::string("right");
  EXPECT_THAT(judge_pedicle_absent(vertebra, criteria).reason,
              testing::StartsWith("the right pedicle is not seen"));
}

}  // namespace
}  // namespace osteosign
