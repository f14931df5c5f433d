#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/arch_mirror.h"
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// A place where the same bone is looked for as in one vertebra: the other side of it, or a neighbour.
struct ArchReference {
  const VertebraGeometry* geometry;
  std::optional<MirrorPlane> mirror;  ///< for the other side of the vertebra itself
  Eigen::Vector3d scale;              ///< from lengths in the own frame to those in its frame
};

/// The mirror side, and the two nearest vertebrae above and below, brought to its size by width, depth and
/// height of the bodies.
std::vector<ArchReference> arch_references(const std::vector<VertebraGeometry>& vertebrae, std::size_t own);

/// Where bone of pedicles and arch is expected: their label with its holes, and what the other side has of
/// them near the body.
VoxelMask expected_arch(const LysisField& field, const VertebraGeometry& own,
                        const std::vector<ArchReference>& references);

/// Lytic regions of pedicles and arch.
struct ArchLysis {
  VoxelMask cores;         ///< of the lytic regions
  double expected_hu = 0;  ///< of the references, median over the regions
  bool has_cores = false;
};

/// Regions of soft tissue in `field.arch`, `lysis_depth_mm` inside of the label (or of the mirrored label,
/// for what was left out of it) and opened, or of any thickness where the other side has bone wherever within
/// 2 mm it is looked for; in all of them the references have bone (mean HU of the region moved by up to 2 mm:
/// at least `lysis_drop_hu` more; median of the references) (methods A3.1, A3.2). Lost bone between 6 and 22
/// mm beside the midline that is thinner than the depth and opening leave is found against the other side
/// alone.
ArchLysis find_arch_lysis(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                          const std::vector<ArchReference>& references, const LysisParameters& parameters);

}  // namespace osteosign
