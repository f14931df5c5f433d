#pragma once
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "classify/descriptor.h"
#include "io/values/measured.h"

namespace osteosign {

/// Points, or the name of a grade.
using ScoreValue = std::variant<int, std::string>;

/// What one component of a score can be by what is known.
struct ScorePart {
  std::string name;
  ScoreValue lowest, highest;
  std::string because;
};

/// The score of one lesion: certain, or between two values.
struct LesionScore {
  std::string subject;  ///< id of the lesion
  ScoreValue lowest, highest;
  int lowest_rank = 0, highest_rank = 0;  ///< for comparing lesions: points, or place of the grade
  Measured<std::string> category = Unknown{"not scored"};  ///< unknown while the range spans several
  std::string issuer, edition;
  std::vector<ScorePart> parts;
  std::vector<std::string> would_decide;  ///< parts that are not certain, while the category is not
};

/// Names the parts that leave the score open; nothing when its category is decided.
void tell_what_would_decide(LesionScore& score);

/// The points that a descriptor can come to.
template <class T, class Points>
ScorePart points_part(const char* name, const Descriptor<T>& descriptor, Points&& points) {
  int lowest = points(descriptor.possible.front()), highest = lowest;
  for (const T& choice : descriptor.possible) {
    lowest = std::min(lowest, points(choice));
    highest = std::max(highest, points(choice));
  }
  return {name, lowest, highest, descriptor.because};
}

/// Sum of the parts, and its category where both ends agree on it.
template <class Category>
void sum_points(LesionScore& score, Category&& category) {
  for (const ScorePart& part : score.parts) {
    score.lowest_rank += std::get<int>(part.lowest);
    score.highest_rank += std::get<int>(part.highest);
  }
  score.lowest = score.lowest_rank;
  score.highest = score.highest_rank;
  const std::string at_lowest = category(score.lowest_rank), at_highest = category(score.highest_rank);
  if (at_lowest == at_highest)
    score.category = at_lowest;
  else
    score.category =
        Unknown{"from " + std::to_string(score.lowest_rank) + " (" + at_lowest + ") to " +
                std::to_string(score.highest_rank) + " (" + at_highest + ") points, by what is not known"};
  tell_what_would_decide(score);
}

}  // namespace osteosign
