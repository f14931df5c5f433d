#include "pipeline/objects/study_report_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/files/derived_uid.h"
#include "io/files/sha256.h"
#include "pipeline/objects/report_groups.h"
#include "pipeline/objects/reported_numbers.h"
#include "pipeline/parameter_texts.h"
#include "pipeline/result/finding_json.h"

namespace osteosign {
namespace {

constexpr const char* segmentation_class = "1.2.840.10008.5.1.4.1.1.66.4";

std::optional<SegmentReference> segment_of(const WrittenSegments& written,
                                           const std::map<std::string, int>& of, const std::string& subject) {
  const auto found = of.find(subject);
  if (!written.exists || found == of.end()) return std::nullopt;
  return SegmentReference{written.header.identity.sop_instance_uid, found->second,
                          written.segments.segmentation.source.series_instance_uid};
}

void add_ct_lesions(const StudyAnalysis& study, const StudySources& sources, const Tracking& tracking,
                    const std::vector<WrittenSegments>& written, StructuredReport& report) {
  std::size_t number = 0;
  for (std::size_t ct = 0; ct < study.cts.size(); ++ct)
    for (std::size_t each = 0; each < study.cts[ct].analysis.lesions.size(); ++each, ++number) {
      const LesionResult& lesion = study.lesions.at(number);
      report.groups.push_back(
          lesion_group(lesion, nullptr, study.assessment.findings, sources,
                       {tracking.lesions.at(number),
                        segment_of(written[ct], written[ct].segments.of_lesion, lesion.identity.id),
                        sources.cts[ct].frame_of_reference_uid}));
    }
  for (const AnalyzedFilm& film : study.films)
    for (const FilmLesion& lesion : film.analysis.lesions) {
      report.groups.push_back(lesion_group(study.lesions.at(number), lesion.outline.if_known(),
                                           study.assessment.findings, sources,
                                           {tracking.lesions.at(number)}));
      ++number;
    }
}

void add_vertebrae(const StudyAnalysis& study, const StudySources& sources, const Tracking& tracking,
                   const std::vector<WrittenSegments>& written, StructuredReport& report) {
  if (!study.spine.known()) return;
  std::size_t next = 0;
  for (std::size_t ct = 0; ct < study.cts.size(); ++ct)
    for (std::size_t each = 0; each < study.cts[ct].analysis.spine_measurements.vertebrae.size(); ++each) {
      const VertebraResult& vertebra = study.spine.value().vertebrae.at(next++);
      const std::string& subject = vertebra.judged.subject;
      report.groups.push_back(vertebra_group(
          vertebra, study.assessment, sources,
          {tracking.vertebrae.at(subject), segment_of(written[ct], written[ct].segments.of_vertebra, subject),
           sources.cts[ct].frame_of_reference_uid}));
    }
}

void add_study(const StudyAnalysis& study, const StudySources& sources, StructuredReport& report) {
  const Assessment& assessment = study.assessment;
  const std::string first_frame =
      sources.cts.empty() ? std::string{} : sources.cts.front().frame_of_reference_uid;
  if (const SpineResult* const spine = study.spine.if_known()) {
    report.study_numbers.push_back(reported_number("cobb", spine->cobb, Unit::degree));
    for (ReportedNumber& number : reported_genant(assessment.scores.genant))
      report.study_numbers.push_back(std::move(number));
    for (ReportedNumber& number : reported_sins(assessment.scores.sins))
      report.study_numbers.push_back(std::move(number));
  }
  report.study_evaluations.push_back(
      {code_of("conclusion"), code_of("conclusion:" + std::string(word(assessment.conclusion)))});
  for (const Finding& finding : assessment.findings)
    if (finding.subject == "study")
      report.study_evaluations.push_back(reported_finding(finding, sources, first_frame));
  if (!study.spine.known()) report.study_texts.push_back({code_of("spine"), study.spine.reason()});
  for (const std::string& step : assessment.next_steps)
    report.study_texts.push_back({code_of("recommendation"), step});
  report.study_texts.push_back(
      {code_of("comment"), "For research use only. Not a medical device; makes no diagnosis."});
}

void add_sources(const StudySources& sources, const std::vector<WrittenSegments>& written,
                 StructuredReport& report) {
  std::set<std::string> modalities;
  for (const CtSource& ct : sources.cts) report.images.push_back(ct.images);
  for (const SourceSeries& film : sources.films) report.images.push_back(film);
  for (const SourceSeries& series : report.images) modalities.insert(series.modality);
  for (const std::string& modality : modalities)
    report.procedures.push_back(code_of("procedure:" + modality));
  for (const WrittenSegments& each : written)
    if (each.exists)
      report.segmentations.push_back({sources.attributes.study_instance_uid,
                                      each.header.identity.series_instance_uid,
                                      "SEG",
                                      {{segmentation_class, each.header.identity.sop_instance_uid}}});
}

}  // namespace

StructuredReport study_report_tree(const StudyAnalysis& study, const StudyResult& result,
                                   const StudySources& sources, const Tracking& tracking,
                                   const std::vector<WrittenSegments>& written) {
  const SoftwareIdentity& software = result.software;
  StructuredReport report{
      .language = code_of("language:en"),
      .procedures = {},
      .device_uid = derived_uid({"device", software.name, software.version, software.commit}),
      .algorithm_name = software.name,
      .algorithm_version =
          fmt::format("{} ({}), rules {}", software.version, software.commit, software.rules_version),
      .algorithm_parameters = {"SHA-256 of the parameters in force: " +
                               sha256_of_text(parameters_in_force(result.parameters).dump())},
      .images = {},
      .segmentations = {},
      .groups = {},
      .schemes = coding_schemes()};
  add_sources(sources, written, report);
  add_ct_lesions(study, sources, tracking, written, report);
  add_vertebrae(study, sources, tracking, written, report);
  add_study(study, sources, report);
  return report;
}

}  // namespace osteosign
