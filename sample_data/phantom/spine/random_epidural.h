#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sample_data/phantom/spine/random_spine.h"

namespace osteosign::phantom {

/// What lies in the canal of one vertebra, or what may be taken for it.
enum class EpiduralKind {
  none,
  mass_in_front,
  mass_in_front_to_one_side,
  mass_on_the_left,
  mass_on_the_right,
  mass_through_a_breach,  ///< in front, with a gap in the wall beside it
  mass_with_little_fat,   ///< nobody could tell it
  bulge,                  ///< of the wall: bone, no tissue
  retropulsion,
  disc_bulge,  ///< of the disc below
  little_fat   ///< a sac that fills the canal, or fat as dense as the sac
};
const std::vector<EpiduralKind>& epidural_kinds();
std::string name_of(EpiduralKind kind);
bool is_mass(EpiduralKind kind);

struct EpiduralCase {
  std::uint64_t seed = 1;
  EpiduralKind kind = EpiduralKind::none;
  SliceWidth slices = SliceWidth::thin;
};

/// A random spine of seven vertebrae whose sac leaves 4 to 8 mm of fat on a line from front to back and on
/// one from side to side, more or less from level to level, and what the kind says at one vertebra: a mass of
/// 2 to 7 mm and 30 to 70 HU, longer than its vertebra is high, that moves the sac or presses it in; a wall
/// that stands out by 2 to 6 mm; a disc that bulges by 3 to 6 mm. The same case gives the same spine.
RandomSpine random_epidural_spine(const EpiduralCase& which);

}  // namespace osteosign::phantom
