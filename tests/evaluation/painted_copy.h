#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/images/ct_volume.h"
#include "sample_data/phantom/paint/painting.h"
#include "tests/evaluation/search_case.h"

namespace osteosign::evaluation {

struct RealScan {
  std::string name;
  CtVolume ct;
  bool of_bone_alone = false;  ///< everything else is 0 HU
};

/// The real CT of the folder; what is not there is left out.
std::vector<RealScan> real_scans(const std::filesystem::path& data);

/// A copy of a scan with lesions painted into it, not searched yet.
struct PaintedCopy {
  SearchedScan scan;
  CtVolume ct;
};

/// Nothing yet, with the noise and blur that were measured, or those of a usual scan where they were not.
phantom::Painting empty_painting(const ImageGrid& grid, const ImageQuality& quality, int seed);

/// Up to five lesions of 0.15 to 5 cm3 painted into the bones of a scan, at least 60 mm apart; nothing where
/// no place takes one. The same seed gives the same copy.
std::optional<PaintedCopy> painted_copy(const RealScan& scan, const SearchedCt& untouched, int seed);

}  // namespace osteosign::evaluation
