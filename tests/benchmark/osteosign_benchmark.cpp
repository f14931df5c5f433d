// osteosign-benchmark: time and peak memory of each stage on a synthetic trunk of 512x512x280 voxels.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <random>

#include "features/segment/bones.h"

namespace osteosign {
namespace {

double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Runs a stage and prints what it took.
template <class Stage>
auto timed(const char* name, Stage&& stage) {
  const auto start = std::chrono::steady_clock::now();
  auto result = stage();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("{:<24} {:8.2f} s   peak {:7.0f} MB\n", name, seconds.count(), peak_memory_mb());
  return result;
}

/// HU of a trunk: skin, lungs, aorta with contrast medium, a column of vertebrae, two thick tubes.
double trunk_hu(const Eigen::Vector3d& p) {
  if (std::hypot(p.x() / 170, p.y() / 110) > 1) return -1000;
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

CtVolume trunk() {
  CtVolume ct;
  ct.grid.size = {512, 512, 280};
  ct.grid.spacing_mm = {0.75, 0.75, 1};
  ct.grid.origin_mm = {-191.6, -191.6, -139.5};
  ct.hounsfield.reserve(ct.grid.voxel_count());
  std::mt19937 random(1);
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const double noise = (static_cast<double>(random() & 1023) - 511.5) / 295 * 20;  // uniform, sd 20 HU
        ct.hounsfield.push_back(static_cast<std::int16_t>(std::lround(
            std::max(-1024.0, trunk_hu(ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z))) + noise))));
      }
  return ct;
}

int run() {
  const CtVolume ct = timed("make the trunk", trunk);
  const BoneParameters parameters;
  const ImageQuality quality =
      timed("image quality", [&] { return estimate_image_quality(ct, parameters.quality); });
  const BoneSegmentation bones =
      timed("bone segmentation", [&] { return segment_bone_tissue(ct, quality, parameters); });
  for (const std::string& note : bones.notes) fmt::print("  {}\n", note);
  return 0;
}

}  // namespace
}  // namespace osteosign

int main() { return osteosign::run(); }
