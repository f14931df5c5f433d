#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign::evaluation {

/// A sarcoma of the soft tissue with what was drawn of it.
struct DrawnTumour {
  std::string name;
  CtVolume ct;
  LabelMap mask;  ///< on the grid of the series
};

/// Those of the folder with the real CT; what is not there is left out.
std::vector<DrawnTumour> drawn_tumours(const std::filesystem::path& data);

}  // namespace osteosign::evaluation
