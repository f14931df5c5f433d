#pragma once
#include <array>
#include <cstdint>

namespace osteosign {

/// An sRGB colour as Recommended Display CIELab Value (0062,000D): CIELab on D50, each part scaled to 16 bits
/// (PS3.3 C.10.7.1.1).
std::array<std::uint16_t, 3> cielab_of(const std::array<std::uint8_t, 3>& srgb);

}  // namespace osteosign
