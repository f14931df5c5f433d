// Reference values and tolerances: IBSI reference manual, digital phantom (Zwanenburg et al., Radiology
// 2020).
#include <gmock/gmock.h>

#include "features/lesion/density.h"
#include "tests/reference/ibsi_digital_phantom.h"

namespace osteosign {
namespace {

/// The phantom as a lesion of which every voxel lies inside.
LesionDensityValues measured_phantom() {
  LesionBox box;
  box.grid = ibsi_phantom_grid();
  box.hounsfield.assign(ibsi_phantom_values.begin(), ibsi_phantom_values.end());
  box.bone.assign(80, 1);
  box.bone_distance_mm.assign(80, -1);
  const auto region = ibsi_phantom_region();
  CtLesionOutline outline;
  outline.box = box.grid;
  outline.inside.assign(region.begin(), region.end());
  outline.membership.assign(region.begin(), region.end());
  return measure_density(box, std::vector<float>(80, -1.0F), outline, {});
}

double value_of(const MeasuredQuantity& quantity) {
  EXPECT_TRUE(quantity.known());
  return quantity.known() ? quantity.value().value : -1e9;
}

TEST(IbsiDigitalPhantom, MeanAndVariance) {
  const LesionDensityValues values = measured_phantom();
  EXPECT_NEAR(value_of(values.mean), 2.15, 0.005);
  const double sd = value_of(values.sd);
  EXPECT_NEAR(sd * sd, 3.05, 0.005);
}

TEST(IbsiDigitalPhantom, MedianAndPercentiles) {
  const LesionDensityValues values = measured_phantom();
  EXPECT_EQ(value_of(values.median), 1);
  EXPECT_EQ(value_of(values.p10), 1);
  EXPECT_EQ(value_of(values.p90), 4);
}

}  // namespace
}  // namespace osteosign
