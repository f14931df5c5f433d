#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "tests/features/vertebra/scanned_spine.h"

namespace osteosign::test {
namespace {

using phantom::SpineSign;

constexpr std::uint64_t first_reported_seed = 1000;
constexpr double found_mm3 = 150;  ///< what counts as lysis (criteria: 0.15 cm3)

struct Kind {
  SpineSign sign;
  double least_severity;
  double largest_severity;
  int cases;
};

std::vector<MeasuredSpine> measured_spines(const Kind& kind) {
  std::vector<MeasuredSpine> spines;
  for (int i = 0; i < kind.cases; ++i) {
    const std::uint64_t seed = first_reported_seed + static_cast<std::uint64_t>(i);
    std::mt19937 random(static_cast<unsigned>(seed));
    const double part = static_cast<double>(random()) / 4294967296.0;
    spines.push_back(measure_random_spine(
        {.seed = seed,
         .sign = kind.sign,
         .severity = kind.least_severity + part * (kind.largest_severity - kind.least_severity)}));
  }
  return spines;
}

/// Lytic balls of 5 to 9 mm radius with at least half a cubic centimetre in bone.
void expect_lesions_found(SpineSign sign) {
  int found = 0;
  int right = 0;
  int all = 0;
  for (const MeasuredSpine& spine : measured_spines({sign, 0.58, 1, 12})) {
    const double true_mm3 = spine.truth.lesions.at(0).volume_in_bone_mm3;
    if (true_mm3 < 500) continue;
    const double mm3 = spine.lytic_mm3(spine.target);
    ++all;
    found += mm3 > found_mm3;
    right += std::abs(mm3 / true_mm3 - 1) < 0.3;
    if (std::abs(mm3 / true_mm3 - 1) >= 0.3)
      fmt::print("{} at {}: {:.0f} of {:.0f} mm3\n", phantom::name_of(sign),
                 spine.truth.vertebrae[spine.target].level, mm3, true_mm3);
  }
  fmt::print("{}: {} of {} found, {} within 30 %\n", phantom::name_of(sign), found, all, right);
  EXPECT_GE(found, 0.9 * all);
  EXPECT_GE(right, 0.8 * all);
}

TEST(DensityOfRandomSpines, LyticBallsInTheBodyAreFoundWithTheirVolume) {
  expect_lesions_found(SpineSign::lytic_body);
}

TEST(DensityOfRandomSpines, LyticBallsInPediclesAndArchAreFoundWithTheirVolume) {
  expect_lesions_found(SpineSign::lytic_arch);
}

TEST(DensityOfRandomSpines, WithoutALyticLesionThereIsNoLysisAndNoUnevenFrame) {
  int vertebrae = 0;
  int lytic = 0;
  int uneven = 0;
  int unknown = 0;
  for (const Kind& kind :
       {Kind{SpineSign::none, 0, 0, 6}, Kind{SpineSign::osteoporosis, 0.1, 0.9, 4},
        Kind{SpineSign::schmorl_node, 0.4, 1, 4}, Kind{SpineSign::anterior_loss, 0.3, 0.9, 4},
        Kind{SpineSign::haemangioma, 0.4, 1, 4}, Kind{SpineSign::vacuum_cleft, 0.4, 1, 4}}) {
    const bool even = kind.sign == SpineSign::none || kind.sign == SpineSign::osteoporosis;
    for (const MeasuredSpine& spine : measured_spines(kind))
      for (std::size_t k = 0; k < spine.frames.size(); ++k) {
        ++vertebrae;
        lytic += spine.lytic_mm3(k) > found_mm3;
        unknown += !spine.lysis.vertebrae[k].lytic_volume.known();
        if (spine.lytic_mm3(k) > found_mm3)
          fmt::print("{} {}: {:.0f} mm3\n", phantom::name_of(kind.sign), spine.truth.vertebrae[k].level,
                     spine.lytic_mm3(k));
        if (even || k != spine.target) uneven += spine.uneven(k);
      }
  }
  fmt::print("{} vertebrae: {} lytic, {} uneven, lysis unknown in {}\n", vertebrae, lytic, uneven, unknown);
  EXPECT_LE(lytic, 0.02 * vertebrae);
  EXPECT_LE(uneven, 0.02 * vertebrae);
}

TEST(DensityOfRandomSpines, PatchesAndHolesMakeTheFrameUneven) {
  for (const Kind& kind : {Kind{SpineSign::patches, 0.5, 1, 8}, Kind{SpineSign::holes, 0.45, 1, 8}}) {
    int uneven = 0;
    for (const MeasuredSpine& spine : measured_spines(kind)) uneven += spine.uneven(spine.target);
    fmt::print("{}: {} of {} uneven\n", phantom::name_of(kind.sign), uneven, kind.cases);
    EXPECT_GE(uneven, 0.85 * kind.cases);
  }
}

TEST(DensityOfRandomSpines, AVacuumCleftIsGas) {
  for (const MeasuredSpine& spine : measured_spines({SpineSign::vacuum_cleft, 0.5, 1, 4}))
    for (std::size_t k = 0; k < spine.frames.size(); ++k)
      EXPECT_EQ(spine.lysis.vertebrae[k].vacuum_cleft_volume.value().value > 0, k == spine.target);
}

}  // namespace
}  // namespace osteosign::test
