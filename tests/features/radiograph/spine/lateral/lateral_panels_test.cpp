#include "tests/lateral_panels.h"

#include <gtest/gtest.h>

#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"

namespace osteosign {
namespace {

/// The panels are development data: the network has learned on them, so this guards against regressions and
/// tells nothing of other patients.
TEST(LateralPanels, CornersLieWithinOneAndAHalfPercentOfTheHeightOfTheFilm) {
  const std::filesystem::path folder =
      std::filesystem::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/radiographs/spine_lateral_corners";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is missing: no real lateral films";
  int bodies = 0, found = 0, near = 0;
  for (const LateralPanel& panel : lateral_panels(folder)) {
    const Measured<SpineOnFilm> spine = spine_on_lateral_film(panel.film, prepare_radiograph(panel.film, {}));
    ASSERT_TRUE(spine.known()) << panel.name << ": " << spine.reason();
    for (std::size_t body = 0; body + 1 < panel.corners_px.size(); ++body) {
      ++bodies;
      const auto& truth = panel.corners_px[body];
      const Eigen::Vector2d middle = (truth[0] + truth[1] + truth[2] + truth[3]) / 4;
      const auto nearest = std::ranges::min_element(
          spine.value().vertebrae, {},
          [&](const VertebraOnFilm& vertebra) { return (vertebra.centre_px - middle).norm(); });
      if ((nearest->centre_px - middle).norm() > 0.4 * (truth[3] - truth[0]).norm()) continue;
      ++found;
      for (std::size_t corner = 0; corner < truth.size(); ++corner)
        if ((nearest->outline_px[corner] - truth[corner]).norm() <= 0.015 * panel.film.rows) ++near;
    }
  }
  EXPECT_GE(found, 0.95 * bodies);
  EXPECT_GE(near, 0.8 * 4 * found);
}

}  // namespace
}  // namespace osteosign
