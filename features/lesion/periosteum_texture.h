#pragma once
#include "features/lesion/periosteum_shell.h"

namespace osteosign {

/// How the new bone round one place is built: the eigenvectors of the structure tensor of the native HU.
struct BoneTexture {
  bool seen = false;     ///< there is enough above the noise
  double plate_deg = 0;  ///< angle between the strongest gradient and the surface normal: 0 for lamellae
  double line_part = 0;  ///< second by first eigenvalue: near 0 for plates, near 1 for spicules
  double even_part = 0;  ///< third by first: 0 for what does not change along a line
  Eigen::Vector3d line = Eigen::Vector3d::UnitZ();  ///< the direction without change, outward
};

/// For every place of the shell, from the samples between `from_mm` above the bone and the outermost mineral
/// of the places within the pooling radius. The noise's share is that of soft tissue of the same shell
/// (methods A6).
std::vector<BoneTexture> bone_texture(const CtVolume& ct, const PeriosteumShell& shell,
                                      const std::vector<double>& outermost_mm,
                                      const PeriosteumParameters& parameters);

}  // namespace osteosign
