#pragma once
#include "pipeline/result/spine_result.h"
#include "pipeline/study_analysis.h"

namespace osteosign {

/// The vertebrae of a study as they are judged and reported, each with the places where a viewer finds what
/// was measured. Subjects are unique: a vertebra whose name is taken, by another series or by another
/// uncertain level, gets its number from above and the number of its series. Unknown with the reason when no
/// series shows a vertebra.
Measured<SpineResult> spine_result(const std::vector<AnalyzedCt>& cts);

/// The same of each radiograph, numbered like the films of the report: "radiograph 1, vertebra 3 from above".
std::vector<FilmSpineResult> film_spine_results(const std::vector<AnalyzedFilm>& films);

}  // namespace osteosign
