#pragma once
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/spine/body/body_borders.h"
#include "features/radiograph/spine/body/body_shape.h"
#include "tests/features/radiograph/spine/grainy_film.h"

namespace osteosign {

/// One body on an otherwise empty film, 100 pixels deep with its front at the left at column 150; edges by
/// depth (0 front, 1 back) and height (0 top, 1 bottom).
struct DrawnBody {
  double anterior_px = 70, middle_px = 66, posterior_px = 74;  ///< heights at the front, half way and back
  double bulge_px = -3;                                        ///< of the posterior wall, an arch
  double corner_px = 0;  ///< of its upper corner, pushed back at an angle
  double round_px = 0;   ///< radius of the edges between the posterior wall and the endplates
  double contrast = 300;
};

inline double height_at(const DrawnBody& body, double depth) {
  const double straight = body.anterior_px + (body.posterior_px - body.anterior_px) * depth;
  const double sag = body.middle_px - (body.anterior_px + body.posterior_px) / 2;
  return straight + sag * (1 - std::pow(2 * depth - 1, 2));
}

inline Radiograph drawn(const DrawnBody& body) {
  constexpr int columns = 400, rows = 300, over = 4;
  cv::Mat1f picture(over * rows, over * columns, 1000.F);
  for (int row = 0; row < over * rows; ++row)
    for (int column = 0; column < over * columns; ++column) {
      const double x = (column + 0.5) / over - 0.5 - 150, y = (row + 0.5) / over - 0.5 - 150;
      const double height = height_at(body, std::clamp(x / 100, 0.0, 1.0));
      const double part = 2 * y / height;
      const double wall =
          100 + body.bulge_px * (1 - part * part) + body.corner_px * std::max(0.0, (-part - 0.3) / 0.7);
      const double into_edge_x = x - (wall - body.round_px),
                   into_edge_y = std::abs(y) - (height / 2 - body.round_px);
      const bool rounded_off =
          into_edge_x > 0 && into_edge_y > 0 && std::hypot(into_edge_x, into_edge_y) > body.round_px;
      if (x >= 0 && x <= wall && std::abs(part) <= 1 && !rounded_off)
        picture(row, column) += static_cast<float>(body.contrast);
    }
  cv::resize(picture, picture, {columns, rows}, 0, 0, cv::INTER_AREA);
  return grainy_film(picture, 30, 3);
}

/// As the network might see it: corners some pixels off.
inline BodyOnFilm seen_body(const DrawnBody& body) {
  BodyOnFilm seen;
  seen.corners_px = {{{153, 150 - body.anterior_px / 2 + 2},
                      {248, 150 - body.posterior_px / 2 - 3},
                      {252, 150 + body.posterior_px / 2 + 2},
                      {148, 150 + body.anterior_px / 2 - 2}}};
  seen.probability = 0.9;
  return seen;
}

inline BodyShape measured(const DrawnBody& body) {
  const Radiograph film = drawn(body);
  const BodyOnFilm seen = with_refined_corners(film, seen_body(body), SpineView::lateral);
  return shape_of(film, seen, trace_body(film, whole_field(film), seen, SpineView::lateral),
                  SpineView::lateral);
}

}  // namespace osteosign
