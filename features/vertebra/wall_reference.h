#pragma once
#include <optional>
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

/// Nearer to an endplate the cortex of the endplate is taken for wall: on phantoms the first row of rays lies
/// 0.2 mm behind the true wall, the others in front of it.
constexpr double clear_of_plate_mm = 1;
bool is_clear_of_plates(const WallGrid& grid, int column, int row);

/// The ruled surface between the two corner curves (methods A9.1, R1). Unknown when a corner was not seen.
Measured<WallChord> corner_chord(const WallField& field, const PosteriorWallParameters& parameters);

/// How far the wall of one vertebra lies behind its chord, from the inferior to the superior endplate at even
/// shares of the height: the median over the columns.
constexpr int wall_profile_points = 24;
std::vector<double> profile_behind_chord(const WallField& field, const WallChord& chord);

/// Value of such a profile at a share of the height, 0 where it is empty.
double profile_at(const std::vector<double>& profile, double share);

/// What the neighbours let expect of a wall.
struct ExpectedWall {
  std::vector<double> profile;  ///< behind its chord; empty when too few neighbours were seen
  /// By how much farther the superior corner stands in the canal than the inferior one, against the line from
  /// the wall above to the wall below; nothing when one of them was not seen.
  std::optional<double> superior_stands_mm;
  double spread_mm = 0;  ///< standard deviation of the neighbours about the profile, median over the height
};

enum class StandingCorner { none, inferior, superior };

/// The line that a wall is compared with, and the corner that it leaves out.
struct WallReference {
  WallChord chord;
  StandingCorner corner = StandingCorner::none;
  double unexplained_hollow_mm =
      0;                            ///< the wall lies this far in front of the chord, beyond what is expected
  double neighbours_spread_mm = 0;  ///< as in ExpectedWall
};

/// Where one corner alone stands out into the canal, also against the neighbours' walls, the chord leaves the
/// rest of the wall far in front of it. Then it is drawn along the other 60 % of the wall instead, less the
/// profile that the neighbours let expect. Otherwise the chord as it was.
WallReference wall_reference(const WallField& field, const WallChord& chord, const ExpectedWall& expected,
                             const PosteriorWallParameters& parameters);

}  // namespace osteosign
