#include "pipeline/analyze_study.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "classify/assess.h"
#include "io/values/errors.h"
#include "pipeline/followed_study.h"
#include "pipeline/lesion_results.h"
#include "pipeline/pseudonymize_study.h"
#include "pipeline/study_cts.h"
#include "pipeline/study_films.h"
#include "pipeline/vertebra_results.h"

namespace osteosign {
namespace {

/// The first reasons and how many more there are, for the message of a refusal.
std::string first_of(const std::vector<std::string>& reasons) {
  constexpr std::size_t most_told = 3;
  const auto told_end = reasons.begin() + static_cast<std::ptrdiff_t>(std::min(reasons.size(), most_told));
  const std::string told = fmt::format("{}", fmt::join(reasons.begin(), told_end, "; "));
  return reasons.size() <= most_told ? told
                                     : fmt::format("{}; and {} more", told, reasons.size() - most_told);
}

/// "FILE: reason"; some reasons begin with their file already. The files of a series share one reason.
std::vector<std::string> reasons_of(const std::vector<RefusedFile>& refused) {
  std::vector<std::string> reasons;
  for (std::size_t first = 0, end = 0; first < refused.size(); first = end) {
    const RefusedFile& file = refused[first];
    for (end = first + 1; end < refused.size() && refused[end].reason == file.reason;) ++end;
    const bool names_file = file.reason.find(file.file.string()) != std::string::npos;
    if (names_file)
      reasons.push_back(file.reason);
    else if (end - first == 1)
      reasons.push_back(file.file.string() + ": " + file.reason);
    else
      reasons.push_back(fmt::format("{} and {} more: {}", file.file.string(), end - first - 1, file.reason));
  }
  return reasons;
}

/// Why no series of the study was analyzed.
std::vector<std::string> reasons_of(const StudyEntry& study) {
  std::vector<std::string> reasons = choose_ct_series(study).passed_over;
  for (const SeriesEntry& series : study.series) {
    if (series.kind == SeriesKind::other && series.modality != "CT") reasons.push_back(series.note);
    if (series.kind == SeriesKind::segmentation || series.kind == SeriesKind::structure_set ||
        series.kind == SeriesKind::report)
      reasons.push_back(fmt::format("{} without the images that it is about", series.modality));
  }
  return reasons;
}

StudyEntry the_only_study(const Listing& listing) {
  if (listing.studies.empty())
    throw InputError(
        fmt::format("no image that osteosign reads among the {} files given{}{}", listing.refused.size(),
                    listing.refused.empty() ? "" : ": ", first_of(reasons_of(listing.refused))),
        FailureKind::no_images);
  if (listing.studies.size() == 1) return listing.studies.front();
  std::string uids;
  for (const StudyEntry& study : listing.studies)
    uids +=
        "\n  " + (study.study_instance_uid.empty() ? "(no Study Instance UID)" : study.study_instance_uid);
  throw InputError(
      fmt::format("the inputs hold {} studies; analyze takes one:{}", listing.studies.size(), uids),
      FailureKind::not_usable);
}

StudyAnalysis found_study(const AnalysisRequest& request) {
  StudyAnalysis study;
  const Listing listing = study.times.timed("find_series", [&] { return find_series(request.inputs); });
  study.refused = listing.refused;
  study.study = the_only_study(listing);
  return study;
}

void refuse_when_nothing_is_left(const StudyAnalysis& study) {
  if (!study.cts.empty() || !study.films.empty()) return;
  std::vector<std::string> reasons = reasons_of(study.study);
  for (std::string& reason : reasons_of(study.refused)) reasons.push_back(std::move(reason));
  const bool has_images = std::ranges::any_of(study.study.series, [](const SeriesEntry& series) {
    return series.kind == SeriesKind::ct || series.kind == SeriesKind::radiograph;
  });
  if (!has_images)
    throw InputError("the study holds no CT and no radiograph: " + first_of(reasons), FailureKind::no_images);
  throw InputError("no image of this study can be used: " + first_of(reasons), FailureKind::not_usable);
}

/// A point or a box in a CT means nothing to a study without one: the user hears of it.
void warn_of_prompts_without_image(StudyAnalysis& study, const AnalysisRequest& request) {
  const std::size_t prompts = request.seeds_in_patient_mm.size() + request.boxes_in_patient_mm.size();
  if (!study.cts.empty() || prompts == 0) return;
  study.complete = false;
  study.warnings.push_back(
      fmt::format("{} seeds or boxes in patient millimetres were given, but no CT was read", prompts));
}

/// The lesion stays in the result; the user hears that it could not be outlined, and why.
void warn_of_lesions_without_outline(StudyAnalysis& study) {
  std::size_t number = 0;
  const auto check = [&](const auto& lesions) {
    for (const auto& lesion : lesions) {
      ++number;
      if (lesion.outline.known()) continue;
      study.complete = false;
      study.warnings.push_back(
          fmt::format("lesion {} was not outlined: {}", number, lesion.outline.reason()));
    }
  };
  for (const AnalyzedCt& ct : study.cts) check(ct.analysis.lesions);
  for (const AnalyzedFilm& film : study.films) check(film.analysis.lesions);
}

/// Age and sex stand in the header when the context file does not give them.
ClinicalContext completed(ClinicalContext context, const PatientFacts& patient) {
  if (!context.age_years.known()) context.age_years = patient.age_years;
  if (!context.sex.known() && patient.sex.known())
    context.sex = patient.sex.value() == "F"   ? Sex::female
                  : patient.sex.value() == "M" ? Sex::male
                                               : Sex::other;
  return context;
}

/// Why what was found does not stand for all there is: on real scans the search finds a small part of what is
/// painted in (tests/evaluation, `inserted`), and on films no more than half of the tumours (EVALUATION 10).
Unknown why_lesions_may_be_left(const StudyAnalysis& study) {
  std::string searched;
  std::optional<Unknown> not_searched;
  const auto take = [&](const Measured<std::string>& what) {
    if (what.known())
      searched += (searched.empty() ? "" : "; ") + what.value();
    else if (!not_searched)
      not_searched = what.unknown();
  };
  for (const AnalyzedCt& ct : study.cts) take(ct.analysis.searched);
  for (const AnalyzedFilm& film : study.films) take(film.analysis.searched);
  if (not_searched && searched.empty()) return *not_searched;
  if (not_searched)
    return {fmt::format("a part of the study was not searched for lesions ({}); searched was: {}",
                        not_searched->reason, searched)};
  return {"the search finds only some lesions, so that none or one was found says little; it looked at: " +
          searched};
}

/// A candidate below the limit of the search may be no lesion: it is shown, and decides nothing.
void mark_uncertain_candidates(std::vector<LesionResult>& lesions, double sure_confidence) {
  for (LesionResult& lesion : lesions)
    if (const double* const confidence = lesion.confidence.if_known();
        confidence != nullptr && *confidence < sure_confidence)
      lesion.only_to_be_looked_at = fmt::format(
          "a candidate of low confidence ({:.2f}, below {:.2f}), to be looked at: it decides nothing",
          *confidence, sure_confidence);
}

/// Gives each lesion what became of it since the earlier study.
StudyAnalysis compared(StudyAnalysis study, const FollowedStudy& earlier,
                       const FollowUpParameters& parameters, const SameLesions& same) {
  StudyComparison comparison = compare_studies(earlier, followed(study), parameters, same);
  study.warnings.emplace_back(patient_not_checked);
  for (LesionResult& lesion : study.lesions) lesion.growth = comparison.lesions.at(lesion.identity.id);
  study.prior = std::move(comparison);
  return study;
}

StudyMeasurements what_is_judged(const StudyAnalysis& study) {
  StudyMeasurements measurements;
  measurements.searched = why_lesions_may_be_left(study);
  for (const LesionResult& lesion : study.lesions) measurements.lesions.push_back(judged(lesion));
  if (const auto* const spine = study.spine.if_known())
    for (const VertebraResult& vertebra : spine->vertebrae) measurements.vertebrae.push_back(vertebra.judged);
  for (const FilmSpineResult& film : study.film_spines)
    if (const auto* const vertebrae = film.vertebrae.if_known())
      for (const FilmVertebraResult& vertebra : *vertebrae)
        measurements.film_vertebrae.push_back(vertebra.judged);
  return measurements;
}

}  // namespace

StudyAnalysis analyze_study(const AnalysisRequest& request, const Parameters& parameters,
                            const ClinicalContext& context, const std::optional<FollowedStudy>& earlier) {
  StudyAnalysis study = found_study(request);
  study = with_cts(std::move(study), request, parameters);
  study = with_films(std::move(study), request, parameters);
  refuse_when_nothing_is_left(study);
  warn_of_prompts_without_image(study, request);
  warn_of_lesions_without_outline(study);
  if (request.pseudonym_key)
    study = pseudonymized(std::move(study), pseudonyms_for(*request.pseudonym_key, paths_of(request)));
  study.lesions = lesion_results(study.cts, study.films);
  mark_uncertain_candidates(study.lesions, parameters.candidates.sure_confidence);
  study.spine = spine_result(study.cts);
  study.film_spines = film_spine_results(study.films);
  if (earlier) study = compared(std::move(study), *earlier, parameters.follow_up, request.same_lesions);
  study.assessment = study.times.timed("judgement", [&] {
    return assess(what_is_judged(study), completed(context, study.study.patient), parameters.criteria);
  });
  return study;
}

}  // namespace osteosign
