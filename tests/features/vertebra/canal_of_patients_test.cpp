#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "features/vertebra/measure_vertebrae.h"
#include "io/dicom/read_ct.h"
#include "tests/features/vertebra/painted_vertebra.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

const fs::path real_data = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct";

CtVolume read_series(const fs::path& folder) {
  const Listing listing = find_series({folder});
  return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error).ct;
}

struct MeasuredSpine {
  Spine spine;
  std::vector<VertebraGeometry> geometries;
  SpineMeasurements column;
};

/// As users get it: bones, spine and measurements without any label from elsewhere.
MeasuredSpine measure(const CtVolume& ct) {
  const ImageQuality quality = estimate_image_quality(ct, {});
  const BoneSegmentation bones = segment_bone_tissue(ct, quality, {});
  MeasuredSpine measured{find_spine(ct, bones, quality, {}), {}, {}};
  measured.geometries = find_geometries(ct, measured.spine, quality, {});
  measured.column =
      measure_vertebrae(ct, measured.spine, measured.geometries, bones.metal, quality, {});
  return measured;
}

std::string text(const MeasuredQuantity& quantity) {
  return quantity.known() ? fmt::format("{:.2f}", quantity.value().value) : "[" + quantity.reason() + "]";
}

void print(const std::string& name, const SpineMeasurements& column) {
  for (const Vertebra& vertebra : column.vertebrae) {
    const VertebraMeasurements& m = vertebra.measurements;
    fmt::print("{} {}: bulge {} convexity {} breach {} seen {} canal {} narrowing {} | left {} ring {} | right {} ring {}\n",
               name, vertebra.level.shown, text(m.posterior_wall_bulge), text(m.posterior_wall_convexity),
               text(m.posterior_wall_breach_area), text(m.posterior_wall_seen_fraction), text(m.canal_area),
               text(m.canal_narrowing), text(m.left_pedicle_volume_ratio), text(m.left_pedicle_ring_completeness),
               text(m.right_pedicle_volume_ratio), text(m.right_pedicle_ring_completeness));
  }
}

/// The vertebra whose body lies nearest to a point.
std::size_t nearest(const SpineMeasurements& column, const Eigen::Vector3d& point_mm) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < column.vertebrae.size(); ++i)
    if ((column.vertebrae[i].centre_in_patient_mm - point_mm).norm() <
        (column.vertebrae[best].centre_in_patient_mm - point_mm).norm())
      best = i;
  return best;
}

class IntactSpines : public testing::TestWithParam<std::string> {};

TEST_P(IntactSpines, ShowNeitherABulgeNorALostPedicle) {
  const fs::path series = real_data / GetParam();
  if (!fs::exists(series)) GTEST_SKIP() << "shared/data/ct/" << GetParam() << " is missing";
  const MeasuredSpine measured = measure(read_series(series));
  print(GetParam(), measured.column);
  int pedicles = 0;
  int walls = 0;
  for (const Vertebra& vertebra : measured.column.vertebrae) {
    const VertebraMeasurements& m = vertebra.measurements;
    if (m.posterior_wall_bulge.known()) {
      EXPECT_LT(m.posterior_wall_bulge.value().value, 2) << vertebra.level.shown;
      ++walls;
    }
    for (const MeasuredQuantity* ratio : {&m.left_pedicle_volume_ratio, &m.right_pedicle_volume_ratio})
      if (ratio->known()) {
        EXPECT_GT(ratio->value().value, 0.6) << vertebra.level.shown;
        ++pedicles;
      }
  }
  EXPECT_GE(walls, 4);
  EXPECT_GE(pedicles, 8);
}
INSTANTIATE_TEST_SUITE_P(OfPatients, IntactSpines,
                         testing::Values("totalseg_lspine/dicom", "totalseg_cta/dicom"),
                         [](const auto& case_of) { return case_of.param.substr(0, case_of.param.find('/')); });

class PaintedSigns : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path series = real_data / "totalseg_lspine/dicom";
    if (!fs::exists(series)) GTEST_SKIP() << "shared/data/ct/totalseg_lspine is missing";
    ct = read_series(series);
    intact = measure(ct);
    vertebra = intact.geometries.size() / 2;
  }
  CtVolume ct;
  MeasuredSpine intact;
  std::size_t vertebra = 0;
};

TEST_F(PaintedSigns, APedicleTakenOutOfAPatientIsLost) {
  const CtVolume painted =
      without_pedicle(ct, intact.geometries[vertebra], VertebraPart::left_pedicle, 15);
  const MeasuredSpine measured = measure(painted);
  print("left pedicle out", measured.column);
  const std::size_t at = nearest(measured.column, intact.geometries[vertebra].frame.origin_mm);
  const VertebraMeasurements& m = measured.column.vertebrae[at].measurements;
  ASSERT_TRUE(m.left_pedicle_volume_ratio.known()) << m.left_pedicle_volume_ratio.reason();
  EXPECT_LT(m.left_pedicle_volume_ratio.value().value, 0.5);
  ASSERT_TRUE(m.right_pedicle_volume_ratio.known()) << m.right_pedicle_volume_ratio.reason();
  EXPECT_GT(m.right_pedicle_volume_ratio.value().value, 0.7);
}

TEST_F(PaintedSigns, AWallPushedIntoTheCanalOfAPatientBulges) {
  const double before_mm = intact.column.vertebrae[vertebra].measurements.posterior_wall_bulge.value().value;
  const MeasuredSpine measured = measure(with_bulge(ct, intact.geometries[vertebra], 6));
  print("wall pushed by 6 mm", measured.column);
  const std::size_t at = nearest(measured.column, intact.geometries[vertebra].frame.origin_mm);
  const VertebraMeasurements& m = measured.column.vertebrae[at].measurements;
  ASSERT_TRUE(m.posterior_wall_bulge.known()) << m.posterior_wall_bulge.reason();
  EXPECT_GT(m.posterior_wall_bulge.value().value, before_mm + 2);
  ASSERT_TRUE(m.posterior_wall_convexity.known());
  EXPECT_GT(m.posterior_wall_convexity.value().value, 0.5);
}

}  // namespace
}  // namespace osteosign::test
