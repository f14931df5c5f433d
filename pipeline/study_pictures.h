#pragma once
#include <vector>

#include "pipeline/report/picture.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// Every picture of the report, in its order: each CT with its lesions, each film with its lesions, spines.
std::vector<ReportPicture> study_pictures(const StudyAnalysis& study);

}  // namespace osteosign
