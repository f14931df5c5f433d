#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/dicom/write_segmentation.h"
#include "pipeline/analysis_request.h"
#include "pipeline/objects/study_sources.h"

namespace osteosign {

/// Names under which the same thing is found again in later runs of the same study.
struct Tracking {
  std::vector<std::string> lesions;              ///< UID of each of StudyAnalysis::lesions
  std::map<std::string, std::string> vertebrae;  ///< by their subject
};

/// UIDs derived from the study, the place and what was pointed at.
Tracking tracking_of(const StudyAnalysis& study, const StudySources& sources);

/// The segmentation of one CT series, and which segment is what.
struct CtSegments {
  WrittenSegmentation segmentation;
  std::map<std::string, int> of_lesion;    ///< segment number by lesion id
  std::map<std::string, int> of_vertebra;  ///< by subject
};

/// Outlined lesions, then vertebrae and bones where they are asked for; no segments when there is none.
CtSegments ct_segments(const StudyAnalysis& study, std::size_t ct, const std::set<SegmentKind>& kinds,
                       const StudySources& sources, const Tracking& tracking);

}  // namespace osteosign
