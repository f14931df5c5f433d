#include "pipeline/study_report.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "classify/rules_version.h"
#include "io/files/sha256.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

SoftwareIdentity this_software() {
  return {std::string(software_name), std::string(software_version), std::string(software_commit),
          std::string(rules_version)};
}

/// The files that were analyzed, in an order that depends on their content alone.
std::vector<InputInstance> hashed_inputs(const StudyAnalysis& study) {
  std::vector<const InstanceEntry*> instances;
  for (const AnalyzedCt& ct : study.cts)
    for (const InstanceEntry& instance : ct.series.instances) instances.push_back(&instance);
  for (const AnalyzedFilm& film : study.films)
    for (const InstanceEntry& instance : film.series.instances)
      if (instance.file.string() == film.film.file) instances.push_back(&instance);
  std::vector<InputInstance> inputs(instances.size());
  tbb::parallel_for(std::size_t{0}, inputs.size(), [&](std::size_t each) {
    const std::string sum = sha256_of_file(instances[each]->file);
    inputs[each] = {instances[each]->sop_instance_uid, study.pseudonyms ? study.pseudonyms->sum(sum) : sum};
  });
  std::ranges::sort(
      inputs, {}, [](const InputInstance& input) { return std::tie(input.sop_instance_uid, input.sha256); });
  return inputs;
}

std::vector<std::string> analyzed_modalities(const StudyAnalysis& study) {
  std::set<std::string> modalities;
  for (const AnalyzedCt& ct : study.cts) modalities.insert(ct.series.modality);
  for (const AnalyzedFilm& film : study.films) modalities.insert(film.series.modality);
  return {modalities.begin(), modalities.end()};
}

}  // namespace

StudyResult study_result(const StudyAnalysis& study, const Parameters& parameters) {
  StudyResult result;
  result.status = study.complete ? StudyStatus::analyzed : StudyStatus::partly_assessable;
  result.software = this_software();
  result.parameters = parameters;
  result.inputs = hashed_inputs(study);
  result.timing_ms = study.times.milliseconds();
  result.study = {study.study.study_instance_uid, study.study.date, analyzed_modalities(study)};
  for (const AnalyzedCt& ct : study.cts) result.series.push_back(series_result(ct.ct, ct.analysis.quality));
  for (const AnalyzedFilm& film : study.films) result.series.push_back(series_result(film.film));
  result.refused_files = study.refused;
  result.spine = study.spine;
  result.film_spines = study.film_spines;
  result.lesions = study.lesions;
  result.prior = study.prior;
  result.assessment = study.assessment;
  result.warnings = study.warnings;
  return result;
}

StudyResult refused_result(const Failure& failure, const Parameters& parameters) {
  StudyResult result;
  result.status = StudyStatus::refused;
  result.refusal = Refusal{failure.what(), failure.kind()};
  result.software = this_software();
  result.parameters = parameters;
  return result;
}

}  // namespace osteosign
