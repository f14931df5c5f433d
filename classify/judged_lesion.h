#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "classify/judged_site.h"
#include "classify/judged_vertebra.h"
#include "features/values/lesion.h"
#include "features/values/lesion_growth.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "io/values/image_place.h"

namespace osteosign {

/// What tells one lesion from another in findings.
struct LesionIdentity {
  std::string id;                     ///< the subject of its findings
  std::optional<ImagePlace> place{};  ///< where a viewer finds it: shown with its evidence
  /// Where single measurements were made, by their names; else `place` is shown.
  std::map<std::string, ImagePlace, std::less<>> places{};

  std::optional<ImagePlace> place_of(std::string_view measurement) const {
    const auto found = places.find(measurement);
    return found == places.end() ? place : found->second;
  }
};

/// One lesion as the criteria see it.
struct JudgedLesion {
  LesionIdentity identity;
  std::variant<CtLesionMeasurements, RadiographLesionMeasurements> measurements;
  Measured<std::string> level = Unknown{"the vertebra that holds the lesion is not known"};
  /// Of a candidate that a search found with little confidence: why it is only to be looked at. Empty for
  /// lesions that somebody marked and for clear candidates.
  std::string only_to_be_looked_at = {};
  JudgedSite site{};
  /// Series or film that it was measured on. One lesion may be seen on several: those of one image are never
  /// the same lesion, those of two images may be.
  std::string image = {};
  bool found_by_search = false;  ///< nobody marked it
  Measured<LesionGrowth> growth = Unknown{"growth needs a prior study, and none was compared"};
};

/// Everything of one study that is judged.
struct StudyMeasurements {
  std::vector<JudgedLesion> lesions;
  std::vector<JudgedVertebra> vertebrae{};
  std::vector<JudgedFilmVertebra> film_vertebrae{};  ///< of every radiograph
  /// What was searched for lesions ("every bone of the CT series"); unknown when no search was made.
  Measured<std::string> searched =
      Unknown{"only the given lesions were measured; no search for others was made"};
};

/// Lesions of the study that are only to be looked at.
inline std::size_t uncertain_candidates(const StudyMeasurements& study) {
  return static_cast<std::size_t>(std::ranges::count_if(
      study.lesions, [](const JudgedLesion& lesion) { return !lesion.only_to_be_looked_at.empty(); }));
}

}  // namespace osteosign
