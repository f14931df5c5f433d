#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/arch_mirror.h"

namespace osteosign {

/// A place where the same bone is looked for as in one vertebra: the other side of it, or a neighbour.
struct ArchReference {
  const VertebraGeometry* geometry;
  std::optional<MirrorPlane> mirror;  ///< for the other side of the vertebra itself
  Eigen::Vector3d scale;              ///< from lengths in the own frame to those in its frame

  /// The same place, in the frame of the reference.
  Eigen::Vector3d place_of(const Eigen::Vector3d& local_mm) const {
    return mirror ? mirror->mirrored(local_mm) : local_mm.cwiseProduct(scale);
  }
};

/// The mirror side, and the two nearest vertebrae above and below, brought to its size by width, depth and
/// height of the bodies.
std::vector<ArchReference> arch_references(const std::vector<VertebraGeometry>& vertebrae, std::size_t own);

/// Where the two sides of an arch are alike: not farther from the midline than its processes, which differ
/// from side to side, and not far behind the body, where a small turn of the vertebra's frame puts soft
/// tissue where bone is.
bool is_of_comparable_arch(const VertebraGeometry& own, const Eigen::Vector3d& local_mm);

/// Where the mirror side tells what to expect: there, beside the midline.
bool mirror_tells(const VertebraGeometry& own, const Eigen::Vector3d& local_mm);

}  // namespace osteosign
