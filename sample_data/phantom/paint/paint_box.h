#pragma once
#include <array>
#include <functional>
#include <vector>

#include "io/images/ct_volume.h"

namespace osteosign::phantom {

/// The voxels of a volume near a painted thing.
struct PaintBox {
  std::array<int, 3> first{};
  ImageGrid grid;  ///< a crop of that of the volume
};

/// The box of all voxels within `reach_mm` of a point, cut to the volume. Throws UsageError naming `what`
/// when there are none.
PaintBox box_round(const ImageGrid& grid, const Eigen::Vector3d& centre_mm, double reach_mm,
                   const char* what);

/// Blur of the scanner as standard deviations.
struct Blur {
  double in_plane_mm;
  double axial_mm;
};

/// Part of each voxel of the box in which something is present, as the scanner would see it: `presence` of a
/// patient point is sampled 27 times in each voxel, then blurred.
std::vector<float> seen_presence(const ImageGrid& box, const Blur& blur,
                                 const std::function<double(const Eigen::Vector3d&)>& presence);

/// Noise of the strength and colour of the scanner on the box.
std::vector<float> box_noise(const ImageGrid& box, const Blur& blur, double noise_hu,
                             double slice_thickness_mm, int seed);

/// Replaces the part `presence` of each voxel by `hu`. The noise of what is replaced goes with it; fresh
/// noise makes up for it, so that its variance stays: sqrt(1 - (1 - presence)^2) of it.
void blend(CtVolume& ct, const PaintBox& box, const std::vector<float>& presence, double hu,
           const std::vector<float>& noise);

}  // namespace osteosign::phantom
