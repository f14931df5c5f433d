#pragma once
#include <Eigen/Core>
#include <optional>
#include <string>
#include <vector>

#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/spine_view.h"
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
  /// Corners of the body. Frontal view: from the upper left one clockwise; lateral view: anterior superior,
  /// posterior superior, posterior inferior, anterior inferior.
  std::vector<Eigen::Vector2d> outline_px;
  std::vector<PedicleOnFilm> pedicles;  ///< frontal view: at the left and at the right of the image
  // Where they were measured: traced endplates; lateral view: posterior wall, its chord, and the point of the
  // wall that lies farthest behind it.
  std::vector<std::vector<Eigen::Vector2d>> endplates_px;
  std::vector<Eigen::Vector2d> posterior_wall_px, posterior_chord_px;
  Eigen::Vector2d most_posterior_px = Eigen::Vector2d::Zero();
  std::optional<Eigen::Vector2d> lucent_px;  ///< middle of the region that is less dense than expected
  RadiographVertebraMeasurements measurements;
};

/// The column of vertebrae on one film, from the upper end to the lower one.
struct SpineOnFilm {
  SpineView view = SpineView::frontal;
  std::vector<VertebraOnFilm> vertebrae;
  std::vector<Eigen::Vector2d> midline_px;
  double body_width_px = 0;  ///< median; depth on a lateral film
  /// "left" or "right" of the patient, by Patient Orientation.
  Measured<std::string> image_left_side = Unknown{"Patient Orientation (0020,0020) is absent"};
  MeasuredQuantity cobb = Unknown{"measured on frontal films alone"};  ///< of the curve to the side, degrees
  std::vector<std::string> notes;                                      ///< facts for the report, with figures
};

}  // namespace osteosign
