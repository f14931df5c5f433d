#pragma once
#include <vector>

#include "io/values/structured_report.h"
#include "pipeline/objects/segments.h"
#include "pipeline/objects/study_sources.h"
#include "pipeline/result/study_result.h"

namespace osteosign {

/// A segmentation that was written, for the report to refer to.
struct WrittenSegments {
  CtSegments segments;
  ObjectHeader header;
  bool exists = false;  ///< false when there was nothing to segment, or none was asked for
};

/// The study as a structured report: a group for each lesion and each vertebra, then what is said of the
/// study as a whole. `written` has one entry for each CT.
StructuredReport study_report_tree(const StudyAnalysis& study, const StudyResult& result,
                                   const StudySources& sources, const Tracking& tracking,
                                   const std::vector<WrittenSegments>& written);

}  // namespace osteosign
