#pragma once
#include <vector>

#include "io/images/radiograph.h"
#include "pipeline/analysis_request.h"
#include "pipeline/film_analysis.h"

namespace osteosign {

/// Which of the user's boxes, points and levels belong to which film, in the order of `films`. A prompt
/// without a file belongs to the only film of the study; one with a file to the film whose path ends in it.
/// Throws UsageError naming the prompt and the films when that is not exactly one film.
std::vector<FilmPrompts> prompts_by_film(const AnalysisRequest& request,
                                         const std::vector<Radiograph>& films);

}  // namespace osteosign
