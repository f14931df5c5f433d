#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/arch_expectation.h"
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// How far the same bone may lie from where a reference has it: vertebrae are not quite alike, nor their
/// sides.
constexpr double arch_moved_mm = 2;

/// A region of an arch.
struct ArchPlaces {
  std::vector<Eigen::Vector3d> local_mm;  ///< some of its places, in the own frame
  double mean_hu = 0;
};

ArchPlaces places_of(const LysisField& field, const VertebraGeometry& own, const VoxelMask& voxels);

/// Whether the scanned field ends within 4 mm of one of these places of a vertebra: in the corner between
/// bone and that border, soft tissue passes for the marrow of a bone that goes on outside.
bool lies_at_border_of_scan(const CtVolume& ct, const VertebraFrame& frame,
                            const std::vector<Eigen::Vector3d>& local_mm);

/// Mean HU (times `sign`) of the same bone in the references, of each at the least favourable of the places
/// within `arch_moved_mm`; median of those that have such bone. Nothing of fewer than two: of one alone the
/// difference could as well be its own.
std::optional<double> references_hu(const CtVolume& ct, const std::vector<ArchReference>& references,
                                    const ArchPlaces& region, double sign);

/// Mean HU that the references, moved to where they fit, let expect at the place of a dense region, at the
/// least favourable of the places within a millimetre; nothing where they tell of less than half of it. Over
/// a large region errors of single places cancel out, so less has to be allowed for than 2 mm.
std::optional<double> registered_hu(ArchExpectation& expectation, const ArchPlaces& region);

}  // namespace osteosign
