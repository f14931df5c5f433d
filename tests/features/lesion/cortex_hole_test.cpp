#include "features/lesion/cortex_hole.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

constexpr int half_width = 15;
constexpr double hole_radius_mm = 4;
constexpr double border_mm = 1;

/// A flat surface with a round hole; its cortex of 2 mm ends at `last_x_mm`, as where it strays into marrow.
struct FlatCortex {
  CtVolume ct;
  CortexSurface surface;
  ImageQuality quality;
  CortexBeside cortex;
  std::vector<std::size_t> patch;

  explicit FlatCortex(double last_x_mm) {
    ct.grid.size = {1, 1, 1};
    ct.hounsfield = {0};
    for (int y = -half_width; y <= half_width; ++y)
      for (int x = -half_width; x <= half_width; ++x) add(Eigen::Vector3d(x, y, 0), x <= last_x_mm);
  }

  void add(const Eigen::Vector3d& point, bool has_cortex) {
    const bool in_hole = point.norm() <= hole_radius_mm;
    CortexProfile seen{{0, 0.05}, 40, {}, {}, false, false, {}, {}};
    if (has_cortex && !in_hole) {
      seen.mass_mm.value = 2;
      seen.thickness_mm = Estimate{2, 0.05};
      seen.outer_edge_mm = 0;
    }
    if (in_hole) patch.push_back(cortex.places.size());
    cortex.places.push_back({surface.points.positions_mm.size(), 0, true, {}, seen, true});
    surface.points.positions_mm.push_back(point);
    surface.points.normals.push_back(Eigen::Vector3d::UnitZ());
    surface.points.areas_mm2.push_back(1);
  }

  CortexHole hole() const {
    ReferenceCortex reference;
    reference.mass_mm = {2, 0};
    return hole_of(CortexRays(ct, surface, quality), cortex, patch, border_mm, reference);
  }
};

TEST(CortexHole, InACortexHasARimAndTheAreaOfItsPatch) {
  const FlatCortex flat(half_width);
  EXPECT_TRUE(flat.hole().has_rim);
  EXPECT_EQ(flat.hole().area_mm2(), static_cast<double>(flat.patch.size()));
}

TEST(CortexHole, BesideASurfaceThatStraysIntoTheMarrowHasNone) { EXPECT_FALSE(FlatCortex(3).hole().has_rim); }

TEST(CortexHole, OfATubeNeedsNoRimOnEverySide) {
  FlatCortex flat(3);
  flat.surface.tube.emplace();
  EXPECT_TRUE(flat.hole().has_rim);
}

}  // namespace
}  // namespace osteosign
