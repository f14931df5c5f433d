#pragma once
#include <Eigen/Core>
#include <vector>

namespace osteosign::phantom {

/// A place on a film. Pixels are column, row; whole numbers are pixel centres.
struct FilmEllipse {
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
  Eigen::Vector2d semi_axes_px = Eigen::Vector2d::Constant(20);
  double angle_deg = 0;  ///< from the rows of the film to the first semi-axis, clockwise on the screen
};

/// Grey values of a film, column index fastest.
struct FilmValues {
  int columns = 0;
  int rows = 0;
  std::vector<float> values;
};

/// The film with the content of the ellipse taken out: in its place the harmonic continuation of the smoothed
/// surroundings, with fine noise of the strength that the surroundings have. The same arguments give the same
/// values. Throws UsageError when the ellipse is smaller than 3 pixels or does not lie inside of the film.
FilmValues painted_out(const FilmValues& film, const FilmEllipse& ellipse, int seed);

}  // namespace osteosign::phantom
