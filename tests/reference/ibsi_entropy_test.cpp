// Reference value: IBSI reference manual, digital phantom (Zwanenburg et al., Radiology 2020).
#include <gtest/gtest.h>

#include "features/vertebra/trabeculae.h"
#include "tests/reference/ibsi_digital_phantom.h"

namespace osteosign {
namespace {

TEST(IbsiDigitalPhantom, EntropyOfTheHistogram) {
  const auto region = ibsi_phantom_region();
  std::vector<double> values;
  for (std::size_t i = 0; i < region.size(); ++i)
    if (region[i] != 0) values.push_back(ibsi_phantom_values[i]);
  EXPECT_NEAR(histogram_entropy(values, 1), 1.27, 0.005);
}

}  // namespace
}  // namespace osteosign
