#include "features/shape/smooth_distance.h"

#include <algorithm>

#include "features/shape/signed_distance.h"
#include "features/shape/triangle_mesh.h"

namespace osteosign {

std::vector<float> smooth_signed_distance_mm(const ImageGrid& grid, const std::vector<std::uint8_t>& inside,
                                             double sigma_mm) {
  constexpr int newton_steps = 4;
  std::vector<float> distance = smoothed(grid, signed_distance_mm(grid, inside), sigma_mm);
  const auto voxels = std::count_if(inside.begin(), inside.end(), [](std::uint8_t v) { return v != 0; });
  const double volume = static_cast<double>(voxels) * grid.voxel_volume_mm3();
  std::vector<float> height(distance.size());
  std::transform(distance.begin(), distance.end(), height.begin(), [](float d) { return -d; });
  double shift_mm = 0;
  for (int step = 0; step < newton_steps; ++step) {
    const TriangleMesh mesh = extract_surface(grid, height, -shift_mm);
    const double area = mesh.area_mm2();
    if (!(area > 0)) return distance;
    // The derivative of the volume by an outward shift of the surface is its area.
    shift_mm += (volume - mesh.volume_mm3()) / area;
  }
  for (float& d : distance) d -= static_cast<float>(shift_mm);
  return distance;
}

}  // namespace osteosign
