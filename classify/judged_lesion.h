#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "features/values/lesion.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "io/values/image_place.h"

namespace osteosign {

/// What a lesion is apart from its numbers, as far as verdicts need it.
struct LesionIdentity {
  std::string id;  ///< the subject of its findings
  Measured<DensityClass> density = Unknown{"density was not classed"};
  std::optional<ImagePlace> place{};  ///< where a viewer finds it: shown with its evidence
};

/// One lesion as the criteria see it.
struct JudgedLesion {
  LesionIdentity identity;
  std::variant<CtLesionMeasurements, RadiographLesionMeasurements> measurements;
};

/// Everything of one study that is judged.
struct StudyMeasurements {
  std::vector<JudgedLesion> lesions;
  /// What was searched for lesions ("every bone of the CT series"); unknown when no search was made.
  Measured<std::string> searched =
      Unknown{"only the given lesions were measured; no search for others was made"};
};

}  // namespace osteosign
