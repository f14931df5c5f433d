#include "tests/evaluation/epidural_case.h"

#include "classify/criteria_parameters.h"
#include "classify/held_against.h"
#include "tests/evaluation/spine_case.h"

namespace osteosign::evaluation {

std::vector<phantom::EpiduralCase> epidural_cases(const Selection& selection) {
  constexpr int spines_of_kind = 10;
  constexpr int thick_slices_every = 5;
  std::vector<phantom::EpiduralCase> cases;
  int number = 0;
  for (int spine = 0; spine < spines_of_kind; ++spine)
    for (const phantom::EpiduralKind kind : phantom::epidural_kinds()) {
      const auto seed = static_cast<std::uint64_t>(selection.first_seed + number);
      const bool is_thick = spine % thick_slices_every == thick_slices_every - 1;
      if (number++ % selection.stride != 0) continue;
      if (!selection.kind.empty() && phantom::name_of(kind) != selection.kind) continue;
      cases.push_back({seed, kind, is_thick ? phantom::SliceWidth::thick : phantom::SliceWidth::thin});
    }
  return cases;
}

EpiduralAnswer answer_of(const MeasuredQuantity& thickness) {
  if (!thickness.known()) return EpiduralAnswer::not_assessable;
  switch (held_against(thickness.value(), CriteriaParameters{}.soft_tissue_epidural_limit_mm)) {
    case Standing::above:
      return EpiduralAnswer::seen;
    case Standing::too_close:
    case Standing::at:
      return EpiduralAnswer::uncertain;
    case Standing::below:
      break;
  }
  return EpiduralAnswer::none;
}

EpiduralSpine evaluate(const phantom::EpiduralCase& which) {
  constexpr double half = 0.5;
  const phantom::RandomSpine random = phantom::random_epidural_spine(which);
  const EvaluatedSpine spine = evaluate(random.phantom, random.scan);
  EpiduralSpine result{which, random.phantom.signs.at(random.vertebra).canal_mass_push > half, {}};
  for (const EvaluatedVertebra& vertebra : spine.vertebrae) {
    EpiduralVertebra row{
        .level = vertebra.truth.level,
        .is_target = vertebra.truth.number == random.vertebra && which.kind != phantom::EpiduralKind::none,
        .true_mm = vertebra.truth.canal_mass_mm};
    if (vertebra.measured != nullptr) {
      row.thickness = vertebra.measured->measurements.epidural_tissue_thickness;
      row.assessed_fraction = vertebra.measured->measurements.epidural_assessed_fraction;
      row.answer = answer_of(row.thickness);
    }
    result.vertebrae.push_back(std::move(row));
  }
  return result;
}

}  // namespace osteosign::evaluation
