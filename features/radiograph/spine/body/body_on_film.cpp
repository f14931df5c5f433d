#include "features/radiograph/spine/body/body_on_film.h"

#include <algorithm>

namespace osteosign {

Eigen::Vector2d BodyOnFilm::centre_px() const {
  return (corners_px[0] + corners_px[1] + corners_px[2] + corners_px[3]) / 4;
}

double BodyOnFilm::depth_px() const {
  return (corners_px[1] + corners_px[2] - corners_px[0] - corners_px[3]).norm() / 2;
}

double BodyOnFilm::height_px() const {
  return (corners_px[2] + corners_px[3] - corners_px[0] - corners_px[1]).norm() / 2;
}

bool is_cut(const Radiograph& film, const BodyOnFilm& body) {
  const double margin = 0.08 * body.depth_px();
  return std::ranges::any_of(body.corners_px, [&](const Eigen::Vector2d& corner) {
    return corner.x() < margin || corner.y() < margin || corner.x() > film.columns - 1 - margin ||
           corner.y() > film.rows - 1 - margin;
  });
}

}  // namespace osteosign
