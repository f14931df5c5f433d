#pragma once
#include <array>
#include <vector>

#include "features/spine/canal_curve.h"
#include "io/values/described.h"

namespace osteosign {

struct CanalOutlineParameters {
  double least_radius_mm = 3;
  double largest_radius_mm = 24;
  double edge_hu = 200;
  double smooth_along_mm = 5;
};

template <class Visitor>
void describe(CanalOutlineParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"least_radius_mm", "Least distance of the wall from the middle of the canal",
                             "methods A2.1, reduced for stenosis", 1, 8},
        p.least_radius_mm);
  visit(ParameterDescription{"largest_radius_mm", "Largest distance of the wall from the middle of the canal",
                             "methods A2.1; half of a lumbar canal is 14 mm wide, a large one 18, and its "
                             "first middle some mm off",
                             8, 30},
        p.largest_radius_mm);
  visit(ParameterDescription{"edge_hu", "Rise over 1.5 mm that counts as a full edge",
                             "chosen: half of thin cortex above soft tissue in 3-mm voxels", 20, 1000},
        p.edge_hu);
  visit(ParameterDescription{"smooth_along_mm",
                             "Standard deviation of the weights by which the wall is carried along the canal "
                             "over foramina and discs",
                             "half of a foramen", 0, 20},
        p.smooth_along_mm);
}

/// The wall of the canal in the plane across one point: way to bone along rays, the first forward, the next
/// ones turning to the patient's left.
struct CanalSection {
  static constexpr std::size_t ray_count = 48;
  std::array<float, ray_count> radius_mm{};
  std::array<float, ray_count> edge{};  ///< 0 no wall seen (foramen, disc) to 1
  /// Unit vector of a ray in patient space.
  static Eigen::Vector3d direction(const CanalPoint& point, std::size_t ray);
};

/// Closed outlines by dynamic programming over angle (methods A2.1 step 5), one for each point, smoothed
/// along the canal by the weight of their edges.
std::vector<CanalSection> canal_sections(const std::vector<CanalPoint>& canal, const SpineImage& image,
                                         const CanalOutlineParameters& parameters);

/// The middles of the sections, to draw the canal through.
std::vector<Eigen::Vector3d> section_middles(const std::vector<CanalPoint>& canal,
                                             const std::vector<CanalSection>& sections);

/// Share of the wall that was seen.
double seen_share(const CanalSection& section);
/// Share of the wall that was seen on opposite sides of the middle, along each axis of the patient: what one
/// pedicle alone shows does not tell how far to the side the middle lies, though the walls in front and
/// behind tell how deep.
Eigen::Vector3d seen_opposite_shares(const CanalPoint& point, const CanalSection& section);

/// The voxels of the CT within the sections.
VoxelMask canal_region(const std::vector<CanalPoint>& canal, const std::vector<CanalSection>& sections,
                       const SpineImage& image);

}  // namespace osteosign
