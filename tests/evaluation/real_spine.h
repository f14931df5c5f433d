#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "classify/finding.h"
#include "features/vertebra/measure_vertebrae.h"

namespace osteosign::evaluation {

/// A real CT that shows a spine.
struct RealSpine {
  std::string name;
  CtVolume ct;
  std::optional<LabelMap> labels;  ///< named vertebrae on its grid, where somebody has labelled them
  bool of_bone_alone = false;      ///< all below 200 HU was set to 0
};

/// Those of shared/data; sets that are not there are left out.
std::vector<RealSpine> real_spines(const std::filesystem::path& data);

/// A spine as users get it.
struct JudgedSpine {
  ImageQuality quality;
  Spine spine;
  std::vector<VertebraGeometry> geometries;
  SpineMeasurements measured;
  std::vector<std::vector<Finding>> findings;  ///< one list for each vertebra of `measured`
};

/// With the built-in segmenter when there are no labels.
JudgedSpine judge_spine(const CtVolume& ct, const LabelMap* labels);

/// The finding of a criterion.
const Finding& finding_of(const std::vector<Finding>& findings, std::string_view criterion);

}  // namespace osteosign::evaluation
