#include "features/vertebra/body_lysis.h"

#include <algorithm>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// The body without what partial volume reaches.
VoxelMask deep_in_body(const LysisField& field, const LysisParameters& parameters) {
  const Eigen::Vector3d& spacing = field.image.grid.spacing_mm;
  return erode(field.body,
               {std::max(parameters.lysis_depth_mm,
                         parameters.lysis_depth_voxels * std::max(spacing.x(), spacing.y())),
                std::max(parameters.lysis_depth_mm, parameters.lysis_depth_voxels * spacing.z())});
}

double highest_lytic_hu(double expected_hu, double spread_hu, const LysisParameters& parameters) {
  return expected_hu - std::max(parameters.lysis_drop_hu, parameters.lysis_drop_in_spreads * spread_hu);
}

/// What is left of a region in the window of the vein: what a ball as wide as a vein may be fits in.
/// Smoothing has made the region narrower by up to its sigma on each side.
VoxelMask without_vein(const VoxelMask& lytic, const LysisField& field, const LysisParameters& parameters) {
  VoxelMask in_window(lytic.grid());
  for_each_voxel(lytic, [&](int x, int y, int z) {
    if (field.vein.contains(field.shape, field.place_of(x, y, z))) in_window.insert(x, y, z);
  });
  if (in_window.empty()) return lytic;
  const VoxelMask wide =
      open(lytic, Reach::ball(parameters.vein_width_mm / 2 - parameters.atlas.atlas_smoothing_mm));
  return (lytic - in_window) | wide;
}

}  // namespace

VoxelMask find_body_lysis(const LysisField& field, const LysisParameters& parameters) {
  VoxelMask lytic(field.image.grid);
  for_each_voxel(deep_in_body(field, parameters) & field.usable, [&](int x, int y, int z) {
    const double hu = field.smooth_hu[field.image.grid.index(x, y, z)];
    if (hu < parameters.soft_tissue_from_hu || hu > field.brightest_hu) return;
    const BodyPlace place = field.place_of(x, y, z);
    const Measured<double> expected = field.expected.hu.at(place);
    const Measured<double> spread = field.expected.spread_hu.at(place);
    if (!expected.known() || !spread.known()) return;
    if (hu < highest_lytic_hu(expected.value(), spread.value(), parameters)) lytic.insert(x, y, z);
  });
  if (lytic.empty()) return lytic;
  const Reach opening =
      Reach::ball(std::max(parameters.lysis_opening_mm, field.image.grid.spacing_mm.maxCoeff()));
  return open(without_vein(open(lytic, opening), field, parameters), opening);
}

double largest_wide_drop_hu(const LysisField& field, const VoxelMask& core) {
  double largest_drop_hu = 0;
  for_each_voxel(core & field.body, [&](int x, int y, int z) {
    const Measured<double> expected = field.expected.hu.at(field.place_of(x, y, z));
    if (!expected.known()) return;
    largest_drop_hu =
        std::max(largest_drop_hu, expected.value() - field.wide_hu[field.image.grid.index(x, y, z)]);
  });
  return largest_drop_hu;
}

bool stands_out(const LysisField& field, const VoxelMask& core, const LysisParameters& parameters) {
  if ((core & field.body).empty()) return true;
  return largest_wide_drop_hu(field, core) >
         parameters.lysis_wide_drop_in_spreads * field.expected.wide_spread_hu;
}

double assessable_share(const ExpectedDensity& expected, const LysisParameters& parameters) {
  constexpr double depth = 0.85;  // of the radius
  int all = 0;
  int assessable = 0;
  for (int z = 1; z + 1 < BodyCells::along; ++z)
    for (int y = 0; y < BodyCells::across; ++y)
      for (int x = 0; x < BodyCells::across; ++x) {
        if (BodyCells::place(x, y, z).radius() > depth) continue;
        ++all;
        const std::size_t i = BodyCells::index(x, y, z);
        if (expected.hu.known[i] == 0 || expected.spread_hu.known[i] == 0) continue;
        const double limit = highest_lytic_hu(expected.hu.value[i], expected.spread_hu.value[i], parameters);
        assessable += limit >= parameters.lysis_usual_hu ? 1 : 0;
      }
  return static_cast<double>(assessable) / all;
}

}  // namespace osteosign
