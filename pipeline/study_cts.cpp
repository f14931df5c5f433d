#include "pipeline/study_cts.h"

#include <spdlog/spdlog.h>

#include "io/dicom/read_ct.h"
#include "io/values/errors.h"
#include "pipeline/analyze_ct.h"
#include "pipeline/ct_prompts.h"

namespace osteosign {
namespace {

std::vector<SeriesEntry> chosen_series(StudyAnalysis& study, SeriesPolicy policy) {
  std::vector<SeriesEntry> chosen;
  if (policy == SeriesPolicy::all) {
    for (const SeriesEntry& series : study.study.series)
      if (series.kind == SeriesKind::ct) chosen.push_back(series);
    return chosen;
  }
  const SeriesChoice choice = choose_ct_series(study.study);
  for (const SeriesEntry* series : choice.chosen) chosen.push_back(*series);
  for (const std::string& passed : choice.passed_over) study.warnings.push_back("not analyzed: " + passed);
  return chosen;
}

void add_ct(StudyAnalysis& study, const SeriesEntry& series, const AnalysisRequest& request,
            const Parameters& parameters) {
  ReadCt read = study.times.timed("read_ct", [&] { return read_ct(series, request.gaps); });
  const CtPrompts prompts = ct_prompts(request, read.ct, parameters);
  CtAnalysis analysis = analyze_ct(read.ct, prompts, chosen_segmenter(request, parameters), parameters);
  study.times.add(analysis.times);
  study.complete = study.complete && read.refused.empty();
  study.refused.insert(study.refused.end(), read.refused.begin(), read.refused.end());
  study.warnings.insert(study.warnings.end(), read.ct.geometry.notes.begin(), read.ct.geometry.notes.end());
  study.warnings.insert(study.warnings.end(), prompts.notes.begin(), prompts.notes.end());
  study.warnings.insert(study.warnings.end(), analysis.notes.begin(), analysis.notes.end());
  study.cts.push_back({series, std::move(read.ct), std::move(analysis)});
}

}  // namespace

StudyAnalysis with_cts(StudyAnalysis study, const AnalysisRequest& request, const Parameters& parameters) {
  for (const SeriesEntry& series : chosen_series(study, request.series)) {
    try {
      add_ct(study, series, request, parameters);
    } catch (const Failure& failure) {
      if (!failure.blames_input()) throw;
      refuse_series(study, series, failure.what());
    }
  }
  return study;
}

void refuse_series(StudyAnalysis& study, const SeriesEntry& series, const std::string& reason) {
  spdlog::warn("series {} is not used: {}", series.series_instance_uid, reason);
  study.complete = false;
  for (const InstanceEntry& instance : series.instances) study.refused.push_back({instance.file, reason});
}

}  // namespace osteosign
