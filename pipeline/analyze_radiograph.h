#pragma once
#include "io/images/radiograph.h"
#include "pipeline/film_analysis.h"
#include "pipeline/parameters.h"

namespace osteosign {

/// From one radiograph to measured lesions: the same shape as analyze_ct.
FilmAnalysis analyze_radiograph(const Radiograph& film, const FilmPrompts& prompts,
                                const Parameters& parameters);

}  // namespace osteosign
