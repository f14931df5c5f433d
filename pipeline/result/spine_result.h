#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "classify/judged_vertebra.h"

namespace osteosign {

/// One vertebra as result.json tells it; its findings and scores stand in the assessment, by
/// `judged.subject`.
struct VertebraResult {
  JudgedVertebra judged;
  std::uint16_t label =
      0;  ///< its number in vertebrae.nii.gz (TotalSegmentator v2); 99 when it has none there
  std::string series_instance_uid;
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();  ///< of the body
  bool cut_by_border = false;
};

/// One vertebra of a film as result.json tells it.
struct FilmVertebraResult {
  JudgedFilmVertebra judged;
  int number = 1;  ///< from the upper end of the film
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
};

/// The vertebrae of one radiograph, or why none was looked for.
struct FilmSpineResult {
  std::string sop_instance_uid;
  Measured<std::vector<FilmVertebraResult>> vertebrae = Unknown{"not measured"};
};

/// The vertebrae of every CT series of the study, each series from cranial to caudal.
struct SpineResult {
  std::vector<VertebraResult> vertebrae;
  MeasuredQuantity cobb = Unknown{"not measured"};  ///< of the series in which it is largest
  std::string labels_from;
};

}  // namespace osteosign
