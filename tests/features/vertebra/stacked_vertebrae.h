#pragma once
#include <functional>
#include <vector>

#include "features/vertebra/arch_reference.h"
#include "io/images/ct_volume.h"

namespace osteosign::test {

/// Vertebrae above each other, 40 mm apart, in voxels of 1 mm.
struct StackedVertebrae {
  CtVolume ct;
  std::vector<VertebraGeometry> vertebrae;
};

/// With the density of each place of vertebra `k`, in its frame.
inline StackedVertebrae stacked_vertebrae(
    std::size_t count, const std::function<double(std::size_t k, const Eigen::Vector3d& local_mm)>& hu) {
  constexpr int pitch_mm = 40;
  StackedVertebrae scene;
  ImageGrid& grid = scene.ct.grid;
  grid.size = {60, 60, pitch_mm * static_cast<int>(count)};
  grid.origin_mm = {-30, -20, 0};
  for (std::size_t k = 0; k < count; ++k) {
    VertebraGeometry vertebra;
    vertebra.frame.origin_mm = {0, 0, pitch_mm * (static_cast<double>(k) + 0.5)};
    vertebra.depth_mm = 30.0;
    scene.vertebrae.push_back(vertebra);
  }
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const auto k = static_cast<std::size_t>(z / pitch_mm);
        scene.ct.hounsfield.push_back(static_cast<std::int16_t>(hu(
            k,
            scene.vertebrae[k].frame.local_from_patient(grid.patient_from_voxel(Eigen::Vector3d(x, y, z))))));
      }
  return scene;
}

/// The others as references of the first.
inline std::vector<ArchReference> references_of_first(const StackedVertebrae& scene) {
  std::vector<ArchReference> references;
  for (std::size_t k = 1; k < scene.vertebrae.size(); ++k)
    references.push_back({&scene.vertebrae[k], {}, Eigen::Vector3d::Ones()});
  return references;
}

}  // namespace osteosign::test
