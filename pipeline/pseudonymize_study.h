#pragma once
#include "pipeline/pseudonyms.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// The study with pseudonyms for all UIDs, dates and free texts, and with what its outputs are to say instead
/// of the rest. Age and sex stay for the judgement and are written nowhere. Throws InputError when a film
/// says that text is burned into its pixels: that cannot be taken out.
StudyAnalysis pseudonymized(StudyAnalysis study, Pseudonyms pseudonyms);

}  // namespace osteosign
