#pragma once
#include <optional>
#include <vector>

#include "classify/assessment.h"
#include "features/follow_up/compare_studies.h"
#include "io/dicom/find_series.h"
#include "io/images/ct_volume.h"
#include "io/images/radiograph.h"
#include "pipeline/ct_analysis.h"
#include "pipeline/film_analysis.h"
#include "pipeline/pseudonyms.h"
#include "pipeline/result/lesion_result.h"
#include "pipeline/result/spine_result.h"

namespace osteosign {

struct AnalyzedCt {
  SeriesEntry series;
  CtVolume ct;
  CtAnalysis analysis;
};

struct AnalyzedFilm {
  SeriesEntry series;
  Radiograph film;
  FilmAnalysis analysis;
};

/// Everything that one study came to.
struct StudyAnalysis {
  StudyEntry study;
  std::vector<AnalyzedCt> cts;
  std::vector<AnalyzedFilm> films;
  std::vector<RefusedFile> refused;
  std::vector<std::string> warnings;
  bool complete = true;  ///< every chosen image was read and every prompt outlined
  Measured<SpineResult> spine = Unknown{"no CT series was analyzed"};
  std::vector<FilmSpineResult> film_spines;  ///< one for each of `films`
  std::vector<LesionResult> lesions;         ///< numbered from 1 in the order of `cts`, then `films`
  Measured<StudyComparison> prior = Unknown{"no prior study was given"};
  Assessment assessment;
  StageTimes times;
  std::optional<Pseudonyms> pseudonyms;  ///< what outputs say instead of identity, when that was asked for
};

}  // namespace osteosign
