#include "pipeline/pseudonymize_study.h"

#include <fmt/format.h>

#include "io/dicom/read_study_attributes.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

void put_pseudonyms(SeriesEntry& series, const Pseudonyms& pseudonyms) {
  series.series_instance_uid = pseudonyms.uid(series.series_instance_uid);
  series.frame_of_reference_uid = pseudonyms.uid(series.frame_of_reference_uid);
  series.description.clear();
  for (InstanceEntry& instance : series.instances)
    instance.sop_instance_uid = pseudonyms.uid(instance.sop_instance_uid);
}

void put_pseudonyms(CtVolume& ct, const Pseudonyms& pseudonyms) {
  CtAcquisition& acquisition = ct.acquisition;
  for (std::string* uid : {&acquisition.study_instance_uid, &acquisition.series_instance_uid,
                           &acquisition.frame_of_reference_uid})
    *uid = pseudonyms.uid(*uid);
  acquisition.series_description.clear();
  for (SliceSource& slice : ct.slices) slice.sop_instance_uid = pseudonyms.uid(slice.sop_instance_uid);
}

void put_pseudonyms(Radiograph& film, const Pseudonyms& pseudonyms) {
  for (std::string* uid : {&film.study_instance_uid, &film.series_instance_uid, &film.sop_instance_uid})
    *uid = pseudonyms.uid(*uid);
}

/// Every series tells who the patient is, not only those that were analyzed.
void know_study(const StudyEntry& study, Pseudonyms& pseudonyms) {
  for (const SeriesEntry& series : study.series) {
    pseudonyms.hide_words(series.description, "(series description)");
    if (!series.instances.empty())
      pseudonyms.know_patient(read_study_attributes(series.instances.front().file).study);
  }
}

void refuse_burned_in_text(StudyAnalysis& study) {
  for (const AnalyzedCt& ct : study.cts)
    if (read_study_attributes(ct.series.instances.front().file).study.burned_in_annotation == "YES")
      throw InputError(
          "Burned In Annotation (0028,0301) of a CT is YES: identity in its pixels cannot be taken out, so "
          "that "
          "no pseudonymized result is written",
          FailureKind::not_usable);
  for (const AnalyzedFilm& film : study.films) {
    const std::string said = read_study_attributes(film.film.file).study.burned_in_annotation;
    if (said == "YES")
      throw InputError(
          "Burned In Annotation (0028,0301) of a radiograph is YES: identity in its pixels cannot "
          "be taken out, so that no pseudonymized result is written",
          FailureKind::not_usable);
    if (said != "NO")
      study.warnings.push_back(
          "Burned In Annotation (0028,0301) of a radiograph is not told: look for names in its pictures");
  }
}

}  // namespace

StudyAnalysis pseudonymized(StudyAnalysis study, Pseudonyms pseudonyms) {
  refuse_burned_in_text(study);
  know_study(study.study, pseudonyms);
  // Last: dates move by the patient of the first analyzed image.
  const SeriesEntry& first = study.cts.empty() ? study.films.front().series : study.cts.front().series;
  pseudonyms.know_patient(read_study_attributes(first.instances.front().file).study);
  study.study.study_instance_uid = pseudonyms.uid(study.study.study_instance_uid);
  study.study.date = pseudonyms.date(study.study.date);
  for (SeriesEntry& series : study.study.series) put_pseudonyms(series, pseudonyms);
  for (AnalyzedCt& ct : study.cts) {
    put_pseudonyms(ct.series, pseudonyms);
    put_pseudonyms(ct.ct, pseudonyms);
  }
  for (AnalyzedFilm& film : study.films) {
    put_pseudonyms(film.series, pseudonyms);
    put_pseudonyms(film.film, pseudonyms);
  }
  for (std::string& warning : study.warnings) warning = pseudonyms.text(warning);
  for (RefusedFile& refused : study.refused)
    refused = {pseudonyms.text(refused.file.string()), pseudonyms.text(refused.reason)};
  study.pseudonyms = std::move(pseudonyms);
  return study;
}

}  // namespace osteosign
