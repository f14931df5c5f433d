#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "features/values/vertebra_measurements.h"
#include "io/values/measured.h"

namespace osteosign {

/// Which vertebra it is, as far as that is known.
struct VertebraLevel {
  /// "C1" ... "C7", "T1" ... "T13", "L1" ... "L6"; unknown when the certainty is too low or nothing tells it.
  Measured<std::string> level = Unknown{"no label and no landmark tells the level"};
  std::string shown;     ///< what a reader sees: "L3", "L2 to L4", or "vertebra 4 from above"; never empty
  double certainty = 0;  ///< probability of the likeliest level, 0 to 1; 1 when a label or the user told it
  std::string source;    ///< "label map", "user", "sacrum", "ribs", "size trend", ...
};

/// One vertebra as it is judged and reported.
struct Vertebra {
  std::uint16_t label = 0;  ///< its number in Spine::vertebrae
  VertebraLevel level;
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();  ///< centre of the body
  bool cut_by_border = false;  ///< part of the body lies outside of the volume
  VertebraMeasurements measurements;
};

/// What is measured of the column as a whole.
struct SpineMeasurements {
  std::vector<Vertebra> vertebrae;                  ///< from cranial to caudal
  MeasuredQuantity cobb = Unknown{"not measured"};  ///< largest Cobb angle of the coronal curve, degrees
  std::string labels_from;                          ///< "built-in", or where the label map came from
  std::vector<std::string> notes;                   ///< facts for the report, with figures
};

}  // namespace osteosign
