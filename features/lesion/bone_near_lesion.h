#pragma once
#include "features/lesion/cortex_parameters.h"
#include "features/lesion/lesion_distance.h"
#include "features/shape/surface_points.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// The surface of the bone mask round a lesion, on a grid of 1 mm.
struct BoneNearLesion {
  ImageGrid grid;
  std::vector<std::uint8_t> inside;        ///< cells of the bone
  SurfacePoints points;                    ///< without neighbours
  std::vector<double> lesion_distance_mm;  ///< of each point, negative inside of the lesion
  std::vector<bool> cut_off;               ///< at the border of the volume or of the part that is looked at

  /// Within 1.5 mm of where the volume ends.
  bool at_border_of_volume(const Eigen::Vector3d& point_mm) const;

  /// The points beyond a distance of the lesion that no border cuts off.
  std::vector<bool> points_beyond(double from_lesion_mm) const;

  /// Whether the same bone lies within 30 mm in front of a point: it is on the inner face of an open marrow.
  bool faces_itself(std::size_t point) const;

  ImageGrid volume;
  LesionDistance lesion;
};

/// The piece of the mask (any label) nearest to the lesion, within `cortex_reach_mm` of it; pieces below
/// 1 cm3 only when there is no larger one. Unknown when there is none or the lesion is empty.
Measured<BoneNearLesion> bone_near_lesion(const CtVolume& ct, const LabelMap& bones,
                                          const CtLesionOutline& outline, const CortexParameters& parameters);

}  // namespace osteosign
