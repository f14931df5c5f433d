#include <gtest/gtest.h>

#include "sample_data/phantom/phantom_ct.h"
#include "sample_data/phantom/reaction_layers.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

/// Volume of new bone outside of the shaft, by counting points of a fine lattice.
double described_mm3(const BonePhantom& phantom) {
  constexpr double step_mm = 0.1;
  const std::vector<Layer> layers = reaction_layers(phantom, [](double hu) { return hu; });
  const double low_x = phantom.bone.radius_mm - 4, high_x = phantom.bone.radius_mm + 8;
  double points = 0;
  for (double z = -8.05; z < 8.1; z += step_mm)
    for (double y = -8.05; y < 8.1; y += step_mm)
      for (double x = low_x; x < high_x; x += step_mm) {
        if (std::hypot(x, y) < phantom.bone.radius_mm) continue;
        for (const Layer& layer : layers)
          if (layer.distance_mm({x, y, z}) < 0) {
            ++points;
            break;
          }
      }
  return points * step_mm * step_mm * step_mm;
}

double hu_sum(const PhantomCt& scanned) {
  double sum = 0;
  for (const std::int16_t hu : scanned.ct.hounsfield) sum += hu;
  return sum * scanned.ct.grid.voxel_volume_mm3();
}

class EveryReaction : public testing::TestWithParam<ReactionForm> {};
INSTANTIATE_TEST_SUITE_P(Forms, EveryReaction,
                         testing::Values(ReactionForm::lamellae, ReactionForm::solid,
                                         ReactionForm::hair_on_end));

TEST_P(EveryReaction, HasTheMassThatIsDescribed) {
  BonePhantom phantom = periosteum_phantom(GetParam());
  phantom.bone.cortex_hu = phantom.reaction.hu;  // where they overlap nothing changes
  phantom.reaction.half_length_mm = phantom.reaction.half_arc_mm = 7;
  CtScan scan = small_scan();
  scan.noise_hu = 0;
  scan.render_step_mm = 0.25;
  const double with = hu_sum(scan_phantom(phantom, scan));
  const double volume_mm3 = described_mm3(phantom);
  phantom.reaction.form = ReactionForm::none;
  const double without = hu_sum(scan_phantom(phantom, scan));
  const double seen_mm3 = (with - without) / (phantom.reaction.hu - phantom.around.muscle_hu);
  EXPECT_NEAR(seen_mm3, volume_mm3, 0.05 * volume_mm3);
}

}  // namespace
}  // namespace osteosign::phantom
