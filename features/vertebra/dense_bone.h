#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/dense_region.h"
#include "features/vertebra/mixed_lesion.h"

namespace osteosign {

/// The dense regions of a vertebra, and what is lytic beside those of its body that nothing explains.
struct DenseBone {
  std::vector<LyticRegion> regions;                     ///< in turned densities (dense_region.h)
  std::vector<std::optional<LyticRegion>> lytic_parts;  ///< of each region (mixed_lesion.h)
};

/// `field`: that of the search for lysis; `turned_expected`: what is expected of the densities turned.
DenseBone find_dense_bone(const CtVolume& ct, const LysisField& field, const ExpectedDensity& turned_expected,
                          const VertebraGeometry& own, ArchExpectation& expectation, double noise_hu,
                          const DenseRegionParameters& dense, const LysisParameters& lysis);

}  // namespace osteosign
