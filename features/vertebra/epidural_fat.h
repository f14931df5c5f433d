#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "features/vertebra/canal.h"
#include "features/vertebra/epidural_parameters.h"

namespace osteosign {

/// Directions from the middle of the canal: 0 in front, 2 left, 4 behind, 6 right, oblique ones between.
constexpr int canal_octants = 8;
/// Windows along a level, each a fifth of its height, from the lower endplate up.
constexpr int canal_windows = 8;

/// What lies between the wall of the canal and its middle in one octant of one window, pooled over rays and
/// planes.
struct CanalDepths {
  double first_mm = 0;     ///< depth below the wall of the first value; nearer, bone blurs what lies there
  std::vector<double> hu;  ///< in steps of `canal_depth_step_mm`
  double radius_mm = 0;    ///< from the middle to the wall
  double bone_share = 0;   ///< part of the rays that meet bone; the rest is closed over a gap
  Eigen::Vector3d wall_mm = Eigen::Vector3d::Zero();  ///< patient space
};
constexpr double canal_depth_step_mm = 0.25;

/// Every octant of every window; nothing where too few planes of the canal were seen.
struct CanalContent {
  std::array<std::array<std::optional<CanalDepths>, canal_octants>, canal_windows> windows;
  std::optional<double> middle_hu;  ///< median within 3 mm of the middle of the canal
  bool empty() const;
};

/// Looks from the wall of the canal to its middle, in planes between the endplates, from `first_mm` below the
/// wall on.
CanalContent look_into_canal(const CtVolume& ct, const VertebraGeometry& vertebra, const CanalAtLevel& canal,
                             double first_mm, const EpiduralParameters& parameters);

/// The densities of a column's canal: of the sac (median of the levels' middles) and of its fat.
struct CanalDensities {
  double sac_hu = 0, fat_hu = 0;
  double contrast_hu() const { return sac_hu - fat_hu; }
};
/// Nothing without any content. The fat is the twentieth of all depths that is darkest: where no level has
/// fat it is as dense as the sac.
std::optional<CanalDensities> densities_of(const std::vector<CanalContent>& levels);

/// Thickness of the fat below a wall: each depth counts by how far it lies from sac to fat, the blurred
/// depths as the first half millimetre below them.
double fat_thickness_mm(const CanalDepths& depths, const CanalDensities& densities);

/// Mean density of the first `within_mm` that are seen below the wall.
double density_at_wall_hu(const CanalDepths& depths, double within_mm);

}  // namespace osteosign
