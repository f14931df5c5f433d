#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "io/values/dicom_object.h"
#include "io/values/image_place.h"
#include "io/values/structured_report.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// A CT series as objects refer to it.
struct CtSource {
  SourceSeries images;                 ///< one for each slice
  std::string frame_of_reference_uid;  ///< derived when the images have none
  std::string position_reference;
};

/// What the objects of a study are made from besides its measurements.
struct StudySources {
  StudyAttributes attributes;
  Equipment equipment;
  std::string content_date, content_time;
  std::string digest;                ///< of everything that result.json says, times apart
  std::vector<CtSource> cts;         ///< of each CT that was analyzed
  std::vector<SourceSeries> films;   ///< of each film, with its one image
  std::vector<std::string> remarks;  ///< what had to be derived since the images do not have it
};

/// Reads patient and study from the first image that was analyzed. A study or frame of reference without a
/// UID gets one that is derived from the files; images without one are not referred to. Content Date and Time
/// are those of the study, so that the same study gives the same bytes; 19000101 when the images have no
/// date. Throws InputError.
StudySources study_sources(const StudyAnalysis& study, const nlohmann::ordered_json& result);

enum class ObjectKind { report, segmentation, capture, document };

/// The header of one object. Series are numbered from 9100 (SR), 9200 (SEG), 9300 (SC) and 9400 (PDF);
/// `series` counts the objects of one kind that have a series of their own, `instance` those within it.
ObjectHeader object_header(const StudySources& sources, ObjectKind kind, int series = 1, int instance = 1);

/// A place as a report shows it, or nothing when its image cannot be referred to.
std::optional<ReportedPlace> reported_place(const std::optional<ImagePlace>& place,
                                            const StudySources& sources,
                                            const std::string& frame_of_reference);

}  // namespace osteosign
