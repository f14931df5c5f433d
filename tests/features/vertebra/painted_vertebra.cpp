#include "tests/features/vertebra/painted_vertebra.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "features/profile/sample_ray.h"

namespace osteosign::test {
namespace {

constexpr double tumour_hu = 45;

double bump(double offset, double half_width) {
  const double u = std::min(1.0, std::abs(offset) / half_width);
  return 0.5 + 0.5 * std::cos(std::numbers::pi * u);
}

/// Part of the 3 x 3 x 3 voxels round one that is in the pedicle or touches it.
double part_in_pedicle(const VertebraGeometry& vertebra, VertebraPart pedicle, const Eigen::Array3i& voxel) {
  const auto inside = [&](const Eigen::Array3i& v) {
    return vertebra.box.contains(v.x(), v.y(), v.z()) &&
           vertebra.parts[vertebra.box.index(v.x(), v.y(), v.z())] == pedicle;
  };
  const auto near = [&](const Eigen::Array3i& v) {
    for (int axis = 0; axis < 3; ++axis)
      for (const int step : {-1, 1}) {
        Eigen::Array3i beside = v;
        beside[axis] += step;
        if (inside(beside)) return true;
      }
    return inside(v);
  };
  int count = 0;
  for (int i = 0; i < 27; ++i) count += near(voxel + Eigen::Array3i(i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1));
  return count / 27.0;
}

}  // namespace

CtVolume without_pedicle(const CtVolume& ct, const VertebraGeometry& vertebra, VertebraPart pedicle,
                         double noise_hu) {
  CtVolume painted = ct;
  std::mt19937 random(1);
  const ImageGrid& box = vertebra.box;
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      for (int x = 0; x < box.size[0]; ++x) {
        const double part = part_in_pedicle(vertebra, pedicle, {x, y, z});
        if (part <= 0) continue;
        double noise = -6;  // sum of twelve uniform numbers: the same on every platform
        for (int i = 0; i < 12; ++i) noise += random() / 4294967296.0;
        std::int16_t& hu = painted.hounsfield[ct.grid.index(x + vertebra.first[0], y + vertebra.first[1],
                                                            z + vertebra.first[2])];
        hu = static_cast<std::int16_t>(std::lround((1 - part) * hu + part * (tumour_hu + noise * noise_hu)));
      }
  return painted;
}

CtVolume with_bulge(const CtVolume& ct, const VertebraGeometry& vertebra, double depth_mm) {
  constexpr double in_front_mm = 14;
  constexpr double behind_mm = 11;
  const double wall_mm = vertebra.depth_mm.value() / 2;
  const double half_width_mm = 0.36 * vertebra.width_mm.value();
  const double top_mm = vertebra.frame.local_from_patient(vertebra.superior.value().centre_mm).z();
  const double bottom_mm = vertebra.frame.local_from_patient(vertebra.inferior.value().centre_mm).z();
  const auto shift_mm = [&](const Eigen::Vector3d& p) {
    const double place = 2 * (p.z() - bottom_mm) / (top_mm - bottom_mm) - 1;
    const double way = p.y() - wall_mm;
    const double along = way < 0 ? bump(way, in_front_mm) : bump(way, behind_mm);
    return std::abs(place) > 1 ? 0.0 : depth_mm * bump(p.x(), half_width_mm) * bump(place, 0.95) * along;
  };
  CtVolume painted = ct;
  for (int z = 0; z < vertebra.box.size[2]; ++z)
    for (int y = 0; y < vertebra.box.size[1]; ++y)
      for (int x = 0; x < vertebra.box.size[0]; ++x) {
        const Eigen::Vector3d target =
            vertebra.frame.local_from_patient(vertebra.box.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        Eigen::Vector3d source = target;
        for (int round = 0; round < 30; ++round)
          source.y() += 0.5 * (target.y() - shift_mm(source) - source.y());
        if (target.y() - source.y() < 1e-3) continue;
        const Measured<double> hu =
            hounsfield_at(ct, ct.grid.voxel_from_patient(vertebra.frame.patient_from_local(source)));
        if (hu.known())
          painted.hounsfield[ct.grid.index(x + vertebra.first[0], y + vertebra.first[1], z + vertebra.first[2])] =
              static_cast<std::int16_t>(std::lround(hu.value()));
      }
  return painted;
}

}  // namespace osteosign::test
