#pragma once
#include <Eigen/Core>
#include <string>
#include <vector>

#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/vertebra.h"

namespace osteosign {

/// A pedicle as it is drawn: the ellipse that fits its ring best.
struct PedicleOnFilm {
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
  Eigen::Vector2d semi_axes_px = Eigen::Vector2d::Zero();   ///< across and along the column
  Eigen::Vector2d along_column = Eigen::Vector2d::UnitY();  ///< unit vector, to the lower end
};

/// One vertebra on a film. Pixels are column, row.
struct VertebraOnFilm {
  int number = 1;                                       ///< 1 is the uppermost that is seen
  VertebraLevel level;                                  ///< known only when the user gave it
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();  ///< of the body
  std::vector<Eigen::Vector2d> outline_px;  ///< corners of the body, from the upper left one clockwise
  std::vector<PedicleOnFilm> pedicles;      ///< frontal view: at the left and at the right of the image
  RadiographVertebraMeasurements measurements;
};

/// The column of vertebrae on one film, from the upper end to the lower one.
struct SpineOnFilm {
  std::vector<VertebraOnFilm> vertebrae;
  std::vector<Eigen::Vector2d> midline_px;
  double body_width_px = 0;  ///< median; depth on a lateral film
  /// "left" or "right" of the patient, by Patient Orientation.
  Measured<std::string> image_left_side = Unknown{"Patient Orientation (0020,0020) is absent"};
  std::vector<std::string> notes;  ///< facts for the report, with figures
};

}  // namespace osteosign
