#include "features/lesion/thin_cortex_density.h"

#include <gmock/gmock.h>

#include <random>

#include "features/profile/gaussian_step.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// Cortex between marrow of 100 HU and muscle of 50 HU at many places whose thickness varies by 0.2 mm.
struct ThinBone {
  double density_hu = 1250;
  double thickness_mm = 1.2;
  double blur_mm = 0.55;
  double thought_blur_mm = 0.6;
  double noise_hu = 8;
  int places = 200;

  std::vector<CortexStretch> stretches() const {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> even(-1, 1);
    std::vector<CortexStretch> made;
    for (int place = 0; place < places; ++place) {
      const double thickness = thickness_mm + 0.1 * even(random), shift = 0.4 * even(random);
      Profile profile{.step = 0.25, .first = -22, .values = {}};
      for (int i = profile.first; i <= 18; ++i) {
        const double x = i * profile.step - shift;
        profile.values.push_back(100 + (density_hu - 100) * gaussian_step((x + thickness) / blur_mm) +
                                 (50 - density_hu) * gaussian_step(x / blur_mm) +
                                 noise_hu * std::sqrt(3.0) * even(random));
      }
      made.push_back({profile, thought_blur_mm});
    }
    return made;
  }
};

TEST(ThinCortexDensity, IsFoundThoughTheBlurIsNotAsThought) {
  const Estimate found = density_of_thin_cortex(ThinBone{}.stretches()).value();
  EXPECT_NEAR(found.value, 1250, 60);
  EXPECT_LT(found.sd, 60);
}

TEST(ThinCortexDensity, OfAThickerCortexIsFoundBetter) {
  ThinBone bone;
  bone.thickness_mm = 2;
  bone.density_hu = 1600;
  const Estimate found = density_of_thin_cortex(bone.stretches()).value();
  EXPECT_NEAR(found.value, 1600, 16);
}

TEST(ThinCortexDensity, FarBelowTheBlurIsUnknown) {
  ThinBone bone;
  bone.thickness_mm = 0.35;
  EXPECT_FALSE(density_of_thin_cortex(bone.stretches()).known());
}

TEST(ThinCortexDensity, OfFewPlacesIsUnknown) {
  ThinBone bone;
  bone.places = 39;
  EXPECT_THAT(density_of_thin_cortex(bone.stretches()).reason(), HasSubstr("39 places"));
}

TEST(ThinCortexDensity, OfWhatIsNoCompactBoneIsUnknown) {
  ThinBone bone;
  bone.density_hu = 600;
  bone.thickness_mm = 2;
  EXPECT_THAT(density_of_thin_cortex(bone.stretches()).reason(), HasSubstr("do not tell"));
}

}  // namespace
}  // namespace osteosign
