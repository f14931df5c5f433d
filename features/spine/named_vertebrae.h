#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "io/images/label_map.h"

namespace osteosign {

/// One vertebra of a label map made elsewhere; several labels of one level (body, arch) are one vertebra.
struct NamedVertebra {
  std::vector<std::uint16_t> labels;                    ///< in the map
  std::string name;                                     ///< of the first of them
  std::string level;                                    ///< empty when the name does not tell it
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();  ///< of its voxels, patient space
  std::size_t voxels = 0;
  bool at_border = false;  ///< a voxel lies in an outermost plane of the volume
};

/// The vertebrae of a map by the names of its labels, from cranial to caudal: by their levels where all have
/// one, else by height.
std::vector<NamedVertebra> named_vertebrae(const LabelMap& bones);

/// Labels of the sacrum or its segments.
std::vector<std::uint16_t> sacrum_labels(const LabelMap& bones);

}  // namespace osteosign
