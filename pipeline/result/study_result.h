#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classify/assessment.h"
#include "features/follow_up/compare_studies.h"
#include "io/dicom/find_series.h"
#include "io/values/errors.h"
#include "pipeline/parameters.h"
#include "pipeline/result/lesion_result.h"
#include "pipeline/result/series_result.h"
#include "pipeline/result/spine_result.h"

namespace osteosign {

enum class StudyStatus {
  analyzed,           ///< every image chosen for analysis was analyzed
  partly_assessable,  ///< some were not usable; `warnings` and `refused_files` say which
  refused             ///< nothing could be analyzed; `refusal` says why
};

/// Why a study was not analyzed; `kind` is the exit code of the program.
struct Refusal {
  std::string reason;
  FailureKind kind = FailureKind::not_usable;
};

/// Which program gave the result.
struct SoftwareIdentity {
  std::string name = "osteosign";
  std::string version;
  std::string commit;
  std::string rules_version;  ///< changes when the same measurements may get another verdict
};

/// One file that was read.
struct InputInstance {
  std::string sop_instance_uid;
  std::string sha256;
};

struct StudyIdentity {
  std::string study_instance_uid;
  std::string date;                   ///< YYYYMMDD or empty
  std::vector<std::string> modality;  ///< of the series that were analyzed
};

/// Everything that result.json says of one study.
struct StudyResult {
  StudyStatus status = StudyStatus::analyzed;
  std::optional<Refusal> refusal;  ///< exactly when the status is `refused`
  SoftwareIdentity software;
  Parameters parameters;
  std::vector<InputInstance> inputs;
  std::vector<std::pair<std::string, double>> timing_ms;  ///< stages in the order they ran
  StudyIdentity study;
  std::vector<SeriesResult> series;
  std::vector<RefusedFile> refused_files;
  Measured<SpineResult> spine = Unknown{"no CT series was analyzed"};
  std::vector<FilmSpineResult> film_spines;  ///< one for each radiograph
  std::vector<LesionResult> lesions;
  Measured<StudyComparison> prior = Unknown{"no prior study was given"};
  Assessment assessment;
  std::vector<std::string> warnings;
};

}  // namespace osteosign
