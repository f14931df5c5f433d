#pragma once
#include <string>
#include <vector>

#include "features/values/spine_on_film.h"

namespace osteosign {

/// The user's word that the vertebra at a place is of a level.
struct LevelOnFilm {
  Eigen::Vector2d at_px = Eigen::Vector2d::Zero();  ///< column, row
  std::string level;                                ///< "C1" ... "L5"
};

/// Whether a text is a level that can be counted from: "C1" to "C7", "T1" to "T12", "L1" to "L5".
bool is_countable_level(const std::string& text);

/// Gives the vertebrae of a film their levels (methods B8: a level is the user's, never guessed): the one
/// that lies at the place gets what was said of it, the others are counted from it, as far as neighbours
/// follow one another no farther than 1.6 times the median distance, since beyond a gap one may have been
/// missed, and as far as C1 and L5. Two words that contradict each other leave every level unknown. What
/// could not be used stands in the notes of the film.
void name_levels(const std::vector<LevelOnFilm>& said, SpineOnFilm& spine);

}  // namespace osteosign
