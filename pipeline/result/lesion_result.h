#pragma once
#include <Eigen/Core>
#include <array>
#include <string>
#include <variant>

#include "classify/judged_lesion.h"

namespace osteosign {

/// Where a lesion lies on CT, in patient millimetres.
struct LesionInPatient {
  Eigen::Vector3d centre_mm;
  Eigen::Vector3d box_lowest_mm;
  Eigen::Vector3d box_highest_mm;
};

/// Where a lesion lies on a film, in pixels, column first.
struct LesionOnFilm {
  std::string sop_instance_uid;
  Eigen::Vector2d centre_pixel;
  std::array<double, 4> box_pixels;  ///< first column, first row, last column, last row
};

/// One lesion as result.json tells it; its findings stand in the assessment, by `identity.id`.
struct LesionResult {
  LesionIdentity identity;
  std::string series_instance_uid;
  LesionOrigin origin = LesionOrigin::mask;
  Measured<double> confidence = Unknown{"the lesion was marked, not found by a search"};
  LesionLocation location{Unknown{"the bone is not named by this version"},
                          Unknown{"the level is not told by this version"},
                          Unknown{"the part of the bone is not told by this version"},
                          Unknown{"the side is not told by this version"},
                          Unknown{"the position in the bone is not told by this version"}};
  /// Of a candidate of low confidence: why it decides nothing. Empty for all others.
  std::string only_to_be_looked_at = {};
  std::variant<LesionInPatient, LesionOnFilm> place;
  Measured<FollowedGrowth> growth = Unknown{"growth needs a prior study, and none was compared"};
  std::variant<CtLesionMeasurements, RadiographLesionMeasurements> measurements;
};

/// The series of a CT, the film of a radiograph.
inline std::string image_of(const LesionResult& lesion) {
  const auto* const on_film = std::get_if<LesionOnFilm>(&lesion.place);
  return on_film == nullptr ? lesion.series_instance_uid : on_film->sop_instance_uid;
}

/// The lesion as the criteria see it.
inline JudgedLesion judged(const LesionResult& lesion) {
  return {.identity = lesion.identity,
          .measurements = lesion.measurements,
          .level = lesion.location.level,
          .only_to_be_looked_at = lesion.only_to_be_looked_at,
          .site = {lesion.location.bone, lesion.location.part, lesion.location.position},
          .image = image_of(lesion),
          .found_by_search = lesion.origin == LesionOrigin::candidate,
          .growth = lesion.growth.known() ? Measured<LesionGrowth>(lesion.growth.value().growth)
                                          : Measured<LesionGrowth>(lesion.growth.unknown())};
}

}  // namespace osteosign
