#include "classify/graded_scores.h"

#include <array>

namespace osteosign {
namespace {

/// Names of the choices of a descriptor that is part of a score by grades.
std::string_view word(Destruction choice) {
  constexpr std::array<std::string_view, 3> words{"geographic", "moth-eaten", "permeated"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(LodwickEdge choice) {
  constexpr std::array<std::string_view, 4> words{"regular", "ragged", "moth-eaten up to 1 cm",
                                                  "moth-eaten over 1 cm"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(MarginDefinition choice) {
  return choice == MarginDefinition::well_defined ? "well defined" : "ill defined";
}
std::string_view word(CorticalPenetration choice) {
  constexpr std::array<std::string_view, 3> words{"none", "partial", "total"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(Observed choice) { return choice == Observed::present ? "present" : "absent"; }
std::string_view word(ExpandedShell choice) {
  constexpr std::array<std::string_view, 3> words{"none", "up to 1 cm", "over 1 cm"};
  return words.at(static_cast<std::size_t>(choice));
}

template <class T>
ScorePart part_of(const char* name, const Descriptor<T>& descriptor) {
  return {name, std::string(word(descriptor.possible.front())), std::string(word(descriptor.possible.back())),
          descriptor.because};
}

template <class Grade>
void set_grades(LesionScore& score, const std::set<Grade>& possible) {
  const Grade lowest = *possible.begin(), highest = *possible.rbegin();
  score.lowest = std::string(word(lowest));
  score.highest = std::string(word(highest));
  score.lowest_rank = static_cast<int>(lowest);
  score.highest_rank = static_cast<int>(highest);
  if (lowest == highest)
    score.category = std::string(word(lowest));
  else
    score.category = Unknown{"between " + std::string(word(lowest)) + " and " + std::string(word(highest)) +
                             ", by what is not known"};
  tell_what_would_decide(score);
}

}  // namespace

LesionScore lodwick_score(const std::string& lesion_id, const LesionDescriptors& lesion) {
  std::set<LodwickGrade> possible;
  for (const Destruction destruction : lesion.destruction.possible)
    for (const LodwickEdge edge : lesion.edge.possible)
      for (const CorticalPenetration penetration : lesion.penetration.possible)
        for (const Observed rim : lesion.rim.possible)
          for (const ExpandedShell shell : lesion.shell.possible)
            possible.insert(lodwick_grade(destruction, edge, penetration, rim, shell));
  LesionScore score;
  score.subject = lesion_id;
  score.issuer = "Lodwick et al., Radiology 1980;134:577";
  score.edition = "1980";
  score.parts = {part_of("destruction", lesion.destruction), part_of("edge", lesion.edge),
                 part_of("cortical_penetration", lesion.penetration), part_of("sclerotic_rim", lesion.rim),
                 part_of("expanded_shell", lesion.shell)};
  set_grades(score, possible);
  return score;
}

std::set<LodwickMadewellGrade> lodwick_madewell_grades(const LesionDescriptors& lesion) {
  std::set<LodwickMadewellGrade> possible;
  for (const Destruction destruction : lesion.destruction.possible)
    for (const MarginDefinition margin : lesion.margin.possible)
      for (const Observed rim : lesion.rim.possible)
        possible.insert(lodwick_madewell_grade(destruction, margin, rim));
  return possible;
}

LesionScore lodwick_madewell_score(const std::string& lesion_id, const LesionDescriptors& lesion) {
  LesionScore score;
  score.subject = lesion_id;
  score.issuer = "Lodwick-Madewell, modified by Caracciolo et al.";
  score.edition = "2016; a changing margin (IIIA) is not graded without an earlier study";
  score.parts = {part_of("destruction", lesion.destruction), part_of("margin", lesion.margin),
                 part_of("sclerotic_rim", lesion.rim)};
  set_grades(score, lodwick_madewell_grades(lesion));
  return score;
}

LesionScore enneking_t_score(const std::string& lesion_id, const LesionDescriptors& lesion) {
  const bool outside = !lesion.soft_tissue_mass.can_be(Observed::absent);
  const bool inside = !lesion.soft_tissue_mass.can_be(Observed::present) &&
                      !lesion.penetration.can_be(CorticalPenetration::total);
  LesionScore score;
  score.subject = lesion_id;
  score.issuer = "Enneking, Musculoskeletal Tumor Society";
  score.edition = "1980; T alone: G needs histology and M needs staging";
  score.parts = {part_of("soft_tissue_mass", lesion.soft_tissue_mass),
                 part_of("cortical_penetration", lesion.penetration)};
  score.lowest_rank = outside ? 2 : 1;
  score.highest_rank = inside ? 1 : 2;
  score.lowest = "T" + std::to_string(score.lowest_rank);
  score.highest = "T" + std::to_string(score.highest_rank);
  if (outside)
    score.category = std::string("T2, extracompartmental");
  else if (inside)
    score.category = std::string("T1, intracompartmental");
  else
    score.category = Unknown{"between T1 and T2, by what is not known"};
  tell_what_would_decide(score);
  return score;
}

}  // namespace osteosign
