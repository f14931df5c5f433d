#include "io/dicom/find_series.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <optional>

#include "io/dicom/group_instances.h"
#include "io/dicom/instance_header.h"
#include "io/dicom/list_files.h"
#include "io/dicom/separate_reconstructions.h"
#include "io/dicom/series_summary.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// The header of a file, or why it is refused.
struct HeaderOrReason {
  std::optional<InstanceHeader> header;
  std::string reason;
};

HeaderOrReason read_or_refuse(const std::filesystem::path& file) {
  try {
    return {read_instance_header(file), {}};
  } catch (const Failure& failure) {
    return {std::nullopt, failure.what()};
  }
}

/// Patient data of the first instance that tells them.
PatientFacts facts_of(const std::vector<InstanceHeader>& headers) {
  PatientFacts facts = headers.front().patient;
  for (const InstanceHeader& header : headers) {
    if (!facts.age_years.known()) facts.age_years = header.patient.age_years;
    if (!facts.sex.known()) facts.sex = header.patient.sex;
  }
  return facts;
}

StudyEntry study_of(std::vector<InstanceHeader> headers) {
  StudyEntry study{.study_instance_uid = headers.front().study_instance_uid,
                   .date = headers.front().study_date,
                   .patient = facts_of(headers),
                   .series = {}};
  for (std::vector<InstanceHeader>& series : group_by_series(std::move(headers)))
    for (const Reconstruction& reconstruction : separate_reconstructions(std::move(series)))
      study.series.push_back(series_summary(reconstruction));
  return study;
}

}  // namespace

Listing find_series(const std::vector<std::filesystem::path>& inputs) {
  FoundFiles found = list_files(inputs);
  std::vector<HeaderOrReason> read(found.files.size());
  tbb::parallel_for(std::size_t{0}, read.size(),
                    [&](std::size_t i) { read[i] = read_or_refuse(found.files[i]); });

  Listing listing{.studies = {}, .refused = std::move(found.refused)};
  std::vector<InstanceHeader> headers;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].header) headers.push_back(std::move(*read[i].header));
    if (!read[i].header) listing.refused.push_back({found.files[i], read[i].reason});
  }
  sort_by_content(headers);
  for (RefusedFile& copy : take_out_copies(headers)) listing.refused.push_back(std::move(copy));
  for (std::vector<InstanceHeader>& study : group_by_study(std::move(headers)))
    listing.studies.push_back(study_of(std::move(study)));
  std::sort(listing.refused.begin(), listing.refused.end(),
            [](const RefusedFile& a, const RefusedFile& b) { return a.file < b.file; });
  return listing;
}

}  // namespace osteosign
