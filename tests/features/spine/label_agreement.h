#pragma once
#include <map>

#include "features/spine/spine.h"

namespace osteosign::test {

/// How one true vertebra was found.
struct Agreement {
  std::uint16_t found_label = 0;  ///< that shares most voxels with it; 0 when it was lost
  double dice = 0;
  double centre_distance_mm = 0;  ///< of the whole vertebrae, arch included
};

/// Sums over the voxels of a label.
struct LabelSum {
  double voxels = 0;
  Eigen::Vector3d places = Eigen::Vector3d::Zero();
  void add(int x, int y, int z) {
    voxels += 1;
    places += Eigen::Vector3d(x, y, z);
  }
};

/// Each true label against the found one that covers most of it.
inline std::map<std::uint16_t, Agreement> agreement_with(const LabelMap& truth, const LabelMap& found) {
  std::map<std::uint16_t, std::map<std::uint16_t, double>> shared;
  std::map<std::uint16_t, LabelSum> true_sums, found_sums;
  const ImageGrid& grid = truth.grid;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const std::size_t i = grid.index(x, y, z);
        const std::uint16_t is = truth.voxels[i];
        const std::uint16_t was = found.voxels[i];
        if (is > 0) true_sums[is].add(x, y, z);
        if (was > 0) found_sums[was].add(x, y, z);
        if (is > 0 && was > 0) shared[is][was] += 1;
      }
  std::map<std::uint16_t, Agreement> result;
  for (const auto& [label, sum] : true_sums) {
    Agreement& agreement = result[label];
    double most = 0;
    for (const auto& [other, voxels] : shared[label]) {
      if (voxels <= most) continue;
      most = voxels;
      const LabelSum& found_sum = found_sums[other];
      agreement.found_label = other;
      agreement.dice = 2 * voxels / (sum.voxels + found_sum.voxels);
      agreement.centre_distance_mm = (sum.places / sum.voxels - found_sum.places / found_sum.voxels)
                                         .cwiseProduct(grid.spacing_mm)
                                         .norm();
    }
  }
  return result;
}

/// The level of a found label: what is shown of it.
inline std::string shown_level(const Spine& spine, std::uint16_t label) {
  for (const FoundVertebra& found : spine.found)
    if (found.label == label) return found.level.shown;
  return "none";
}

}  // namespace osteosign::test
