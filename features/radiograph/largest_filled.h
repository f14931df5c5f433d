#pragma once
#include <cstdint>
#include <vector>

namespace osteosign {

/// The largest connected region of a mask (8 neighbours) with its holes filled: 1 inside. Empty masks stay
/// empty.
std::vector<std::uint8_t> largest_filled(const std::vector<std::uint8_t>& mask, int columns, int rows);

}  // namespace osteosign
