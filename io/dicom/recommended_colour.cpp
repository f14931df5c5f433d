#include "io/dicom/recommended_colour.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// IEC 61966-2-1.
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// CIE 15: the cube root, straight near black.
double lightness(double ratio) {
  constexpr double bend = 6.0 / 29.0;
  return ratio > bend * bend * bend ? std::cbrt(ratio) : ratio / (3 * bend * bend) + 4.0 / 29.0;
}

std::uint16_t scaled(double value, double lowest, double highest) {
  const double part = std::clamp((value - lowest) / (highest - lowest), 0.0, 1.0);
  return static_cast<std::uint16_t>(std::lround(part * 65535));
}

}  // namespace

std::array<std::uint16_t, 3> cielab_of(const std::array<std::uint8_t, 3>& srgb) {
  // Linear sRGB to XYZ on D50 (ICC sRGB profile, Bradford adapted).
  Eigen::Matrix3d xyz_from_srgb;
  xyz_from_srgb << 0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045,
      0.7141733;
  const Eigen::Vector3d white(0.9642, 1.0, 0.8249);
  const Eigen::Vector3d xyz =
      xyz_from_srgb * Eigen::Vector3d(linear(srgb[0]), linear(srgb[1]), linear(srgb[2]));
  const double x = lightness(xyz.x() / white.x()), y = lightness(xyz.y() / white.y()),
               z = lightness(xyz.z() / white.z());
  return {scaled(116 * y - 16, 0, 100), scaled(500 * (x - y), -128, 127), scaled(200 * (y - z), -128, 127)};
}

}  // namespace osteosign
