#include "tests/benchmark/synthetic_trunk.h"

#include <fmt/format.h>

#include <cmath>
#include <random>

namespace osteosign::benchmark {
namespace {

double trunk_hu(const Eigen::Vector3d& p) {
  if (std::hypot(p.x() / 170, p.y() / 110) > 1) return -1000;
  if ((p - Eigen::Vector3d(0, 50, 17.5)).norm() < 9) return 40;
  const double from_body = std::hypot(p.x(), p.y() - 50);
  const bool in_disc = std::abs(std::remainder(p.z(), 35)) < 4;
  if (from_body < 20 && !in_disc)
    return from_body > 19 || std::abs(std::remainder(p.z() - 4, 27)) < 0.5 ? 600 : 160;
  if (std::hypot(p.x() - 25, p.y() - 20) < 11) return 320;
  const double from_tube = std::hypot(std::abs(p.x()) - 120, p.y() - 20);
  if (from_tube < 14) return from_tube > 9 ? 1400 : -60;
  if (std::hypot((std::abs(p.x()) - 70) / 40, (p.y() + 30) / 50) < 1 && p.z() > 0) return -850;
  return p.squaredNorm() > 100 * 100 ? -90 : 50;
}

CtAcquisition acquisition() {
  CtAcquisition acquisition;
  acquisition.study_instance_uid = "1.2.826.0.1.3680043.8.498.1";
  acquisition.series_instance_uid = "1.2.826.0.1.3680043.8.498.2";
  acquisition.frame_of_reference_uid = "1.2.826.0.1.3680043.8.498.3";
  acquisition.series_description = "Synthetic trunk";
  acquisition.convolution_kernel = "B40f";
  acquisition.patient_position = "HFS";
  acquisition.tube_voltage_kv = 120.0;
  acquisition.slice_thickness_mm = 1.0;
  return acquisition;
}

}  // namespace

CtVolume synthetic_trunk() {
  CtVolume ct;
  ct.grid.size = {512, 512, 280};
  ct.grid.spacing_mm = {0.75, 0.75, 1};
  ct.grid.origin_mm = {-191.6, -191.6, -139.5};
  ct.acquisition = acquisition();
  ct.hounsfield.reserve(ct.grid.voxel_count());
  std::mt19937 random(1);
  for (int z = 0; z < ct.grid.size[2]; ++z) {
    ct.slices.push_back({fmt::format("{}.{}", ct.acquisition.series_instance_uid, z + 1), 0, false});
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const double noise = (static_cast<double>(random() & 1023) - 511.5) / 295 * 20;  // uniform, sd 20 HU
        ct.hounsfield.push_back(static_cast<std::int16_t>(std::lround(
            std::max(-1024.0, trunk_hu(ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z))) + noise))));
      }
  }
  return ct;
}

}  // namespace osteosign::benchmark
