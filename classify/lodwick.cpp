#include "classify/lodwick.h"

#include <array>

namespace osteosign {
namespace {

LodwickGrade grade_of_geographic(LodwickEdge edge, CorticalPenetration penetration, Observed rim,
                                 ExpandedShell shell) {
  if (edge == LodwickEdge::moth_eaten_over_1_cm) return LodwickGrade::ii;
  if (penetration == CorticalPenetration::total || edge == LodwickEdge::moth_eaten_up_to_1_cm)
    return LodwickGrade::ic;
  const bool slowest =
      rim == Observed::present && shell != ExpandedShell::over_1_cm && edge == LodwickEdge::regular;
  return slowest ? LodwickGrade::ia : LodwickGrade::ib;
}

}  // namespace

LodwickGrade lodwick_grade(Destruction destruction, LodwickEdge edge, CorticalPenetration penetration,
                           Observed rim, ExpandedShell shell) {
  if (destruction == Destruction::permeated) return LodwickGrade::iii;
  if (destruction == Destruction::moth_eaten) return LodwickGrade::ii;
  return grade_of_geographic(edge, penetration, rim, shell);
}

std::string_view word(LodwickGrade grade) {
  constexpr std::array<std::string_view, 5> words{"IA", "IB", "IC", "II", "III"};
  return words.at(static_cast<std::size_t>(grade));
}

LodwickMadewellGrade lodwick_madewell_grade(Destruction destruction, MarginDefinition margin, Observed rim) {
  if (destruction != Destruction::geographic) return LodwickMadewellGrade::iiib;
  if (margin == MarginDefinition::ill_defined) return LodwickMadewellGrade::ii;
  return rim == Observed::present ? LodwickMadewellGrade::ia : LodwickMadewellGrade::ib;
}

std::string_view word(LodwickMadewellGrade grade) {
  constexpr std::array<std::string_view, 4> words{"IA", "IB", "II", "IIIB"};
  return words.at(static_cast<std::size_t>(grade));
}

}  // namespace osteosign
