#pragma once
#include <vector>

#include "pipeline/result/lesion_result.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// The lesions of a study as they are judged and reported, numbered from 1: those of the CT series, then
/// those of the films. Each carries the place where a viewer finds it.
std::vector<LesionResult> lesion_results(const std::vector<AnalyzedCt>& cts,
                                         const std::vector<AnalyzedFilm>& films);

}  // namespace osteosign
