#pragma once
#include "features/segment/segmenter.h"
#include "pipeline/ct_analysis.h"
#include "pipeline/parameters.h"

namespace osteosign {

/// From a CT series to measured lesions. Every stage is one call; what flows between them is named. Judging
/// waits for the whole study (analyze_study.h), since a lesion may be seen in several series.
CtAnalysis analyze_ct(const CtVolume& ct, const CtPrompts& prompts, const Segmenter& segment_bones,
                      const Parameters& parameters);

}  // namespace osteosign
