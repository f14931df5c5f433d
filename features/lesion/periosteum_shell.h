#pragma once
#include <optional>
#include <vector>

#include "features/lesion/cortex_surface.h"
#include "features/lesion/lesion_distance.h"
#include "features/lesion/periosteum_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/profile/profile.h"
#include "io/values/measured.h"

namespace osteosign {

/// One place of the undamaged surface and the ray outward from it.
struct ShellPlace {
  Eigen::Vector3d position_mm;
  Eigen::Vector3d normal;
  Eigen::Vector3d along;  ///< in the surface, along the axis of the bone
  double area_mm2;
  double lesion_distance_mm;
  Profile ray;  ///< HU less `soft_hu`; mineral that is not of this bone is taken out
  Measured<double> blur_mm = Unknown{"not known"};
  bool usable = true;         ///< the ray lies in the volume, meets no metal and no other bone, and is sharp
  std::vector<int> near{};    ///< places within the pooling radius, itself first
  std::vector<int> around{};  ///< places within 3.5 mm, itself first
};

/// What lies outside of the undamaged surface near a lesion.
struct PeriosteumShell {
  std::vector<ShellPlace> places;
  double soft_hu;     ///< soft tissue in it, muscle at least
  double compact_hu;  ///< compact bone, less soft tissue
  double noise_hu;    ///< of a voxel
  double surface_mm;  ///< outer face of the bone beyond the lesion, on these rays: how far the surface is off
  double surface_sd_mm;
  Eigen::Vector3d axis;
};

/// The rays from the places within `cortex_reach_mm` of the lesion. Rays are cut where another piece of bone
/// begins; mineral without contact to this bone is replaced by soft tissue unless it is a plate near to it.
/// Unknown when fewer than 50 rays lie in the volume.
Measured<PeriosteumShell> periosteum_shell(const CtVolume& ct, const LabelMap& bones,
                                           const CortexSurface& surface, const ImageQuality& quality,
                                           double reach_mm, const PeriosteumParameters& parameters);

}  // namespace osteosign
