#pragma once
#include <vector>

#include "features/vertebra/wall_field.h"

namespace osteosign {

/// Straight lines along the axis from the inferior to the superior corner of the wall, one for each column.
struct WallChord {
  std::vector<double> inferior_mm;  ///< local y at the endplates
  std::vector<double> superior_mm;
  double at(int column, double share) const {
    const auto c = static_cast<std::size_t>(column);
    return inferior_mm[c] + share * (superior_mm[c] - inferior_mm[c]);
  }
};

/// The ruled surface between the two corner curves (methods A9.1, R1). Unknown when a corner was not seen.
Measured<WallChord> corner_chord(const WallField& field, const PosteriorWallParameters& parameters);

/// How far the wall of one vertebra lies behind its chord, from the inferior to the superior endplate at even
/// shares of the height: the median over the columns.
constexpr int wall_profile_points = 24;
std::vector<double> profile_behind_chord(const WallField& field, const WallChord& chord);

/// Value of such a profile at a share of the height, 0 where it is empty.
double profile_at(const std::vector<double>& profile, double share);

/// Where one corner alone stands out into the canal, the chord leaves the rest of the wall far in front of it.
/// Then it is drawn along the other 60 % of the wall instead, less the profile that the neighbours let expect
/// (empty: none). Otherwise the chord as it was.
WallChord without_standing_corner(const WallField& field, const WallChord& chord,
                                  const std::vector<double>& expected_profile,
                                  const PosteriorWallParameters& parameters);

}  // namespace osteosign
