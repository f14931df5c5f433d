#include "classify/score_study.h"

#include <algorithm>
#include <tuple>

#include "classify/sins_of_vertebra.h"

namespace osteosign {
namespace {

template <class Range>
bool is_worse(const Range& one, const Range& other) {
  return std::tie(one.lowest, one.highest) > std::tie(other.lowest, other.highest);
}

/// Of equal scores the most cranial one is told.
Score<Sins> highest_sins(const std::vector<VertebraScores>& vertebrae) {
  if (vertebrae.empty()) return Unknown{"no vertebra was measured"};
  const Sins* highest = nullptr;
  for (const VertebraScores& vertebra : vertebrae) {
    const auto* const scored = std::get_if<Sins>(&vertebra.sins);
    if (scored != nullptr && (highest == nullptr || is_worse(*scored, *highest))) highest = scored;
  }
  if (highest == nullptr)
    return NotApplicable{
        "no vertebra has a malignant sign among those that could be assessed: SINS scores tumours"};
  return *highest;
}

Measured<std::string> category_of(const Genant& graded) {
  if (graded.lowest == graded.highest) return std::string(genant_word(graded.lowest));
  return Unknown{"between " + std::string(genant_word(graded.lowest)) + " and " +
                 std::string(genant_word(graded.highest)) + ", by the uncertainty of the heights"};
}

/// Of CT and lateral films together.
Score<GenantScore> highest_genant(const Scores& scores) {
  if (scores.vertebrae.empty() && scores.film_vertebrae.empty()) return Unknown{"no vertebra was measured"};
  const std::string* subject = nullptr;
  const Genant* highest = nullptr;
  const auto hold_against = [&](const auto& vertebra) {
    const Genant* const graded = vertebra.genant.if_known();
    if (graded == nullptr || (highest != nullptr && !is_worse(*graded, *highest))) return;
    highest = graded;
    subject = &vertebra.subject;
  };
  std::ranges::for_each(scores.vertebrae, hold_against);
  std::ranges::for_each(scores.film_vertebrae, hold_against);
  if (highest == nullptr) return Unknown{"of no vertebra a loss of height is known"};
  return GenantScore{*subject, highest->lowest, highest->highest, category_of(*highest)};
}

bool is_worse(const LesionScore& one, const LesionScore& other) {
  return std::tie(one.lowest_rank, one.highest_rank) > std::tie(other.lowest_rank, other.highest_rank);
}

/// The worst that is scored; else why the first is not.
Score<LesionScore> worst(const std::vector<LesionScores>& lesions,
                         Score<LesionScore> LesionScores::*const system) {
  if (lesions.empty()) return Unknown{"no lesion was measured"};
  const LesionScore* found = nullptr;
  for (const LesionScores& lesion : lesions) {
    const auto* const scored = std::get_if<LesionScore>(&(lesion.*system));
    if (scored != nullptr && (found == nullptr || is_worse(*scored, *found))) found = scored;
  }
  return found == nullptr ? lesions.front().*system : Score<LesionScore>(*found);
}

}  // namespace

Scores scores(const StudyMeasurements& study, const std::vector<Finding>& findings,
              const ClinicalContext& context, const CriteriaParameters& criteria) {
  Scores all;
  for (const JudgedVertebra& vertebra : study.vertebrae)
    all.vertebrae.push_back({vertebra.subject, genant(vertebra.measurements),
                             sins_of(vertebra, study, findings, context, criteria)});
  for (const JudgedFilmVertebra& vertebra : study.film_vertebrae)
    if (vertebra.view == SpineView::lateral)
      all.film_vertebrae.push_back({vertebra.subject, genant(vertebra.measurements)});
  for (const JudgedLesion& lesion : study.lesions)
    all.lesions.push_back(lesion_scores(lesion, context, criteria));
  for (const auto system : {&LesionScores::lodwick, &LesionScores::lodwick_madewell, &LesionScores::bone_rads,
                            &LesionScores::mirels, &LesionScores::enneking_t})
    all.study.*system = worst(all.lesions, system);
  all.sins = highest_sins(all.vertebrae);
  all.genant = highest_genant(all);
  return all;
}

}  // namespace osteosign
