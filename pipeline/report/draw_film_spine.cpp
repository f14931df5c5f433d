#include "pipeline/report/draw_film_spine.h"

#include <cmath>
#include <numbers>

#include "pipeline/report/annotate.h"

namespace osteosign {
namespace {

/// A picture of a film, drawn on in pixels of the film.
struct DrawnFilm {
  double scale;
  cv::Mat3b& picture;

  void line(const std::vector<Eigen::Vector2d>& pixels, const Ink& ink) const {
    std::vector<Eigen::Vector2d> points;
    for (const Eigen::Vector2d& pixel : pixels) points.emplace_back(scale * pixel);
    if (points.size() > 1) draw_path(picture, points, ink);
  }
};

constexpr int points_of_ring = 32;

/// A circle as large as the lucent region.
void draw_lucency(const VertebraOnFilm& vertebra, const DrawnFilm& film) {
  const Quantity* const share = vertebra.measurements.lucent_share.if_known();
  if (share == nullptr || !vertebra.lucent_px || vertebra.outline_px.size() != 4) return;
  const Eigen::Vector2d one = vertebra.outline_px[2] - vertebra.outline_px[0],
                        other = vertebra.outline_px[3] - vertebra.outline_px[1];
  const double body_px2 = std::abs(one.x() * other.y() - one.y() * other.x()) / 2;
  const double radius_px = std::sqrt(share->value * body_px2 / std::numbers::pi);
  std::vector<Eigen::Vector2d> ring;
  for (int i = 0; i <= points_of_ring; ++i) {
    const double angle = 2 * std::numbers::pi * i / points_of_ring;
    ring.emplace_back(*vertebra.lucent_px + radius_px * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
  }
  film.line(ring, lesion_ink);
}

void draw_pedicle(const PedicleOnFilm& pedicle, const DrawnFilm& film) {
  const Eigen::Vector2d across(pedicle.along_column.y(), -pedicle.along_column.x());
  std::vector<Eigen::Vector2d> ring;
  for (int i = 0; i <= points_of_ring; ++i) {
    const double angle = 2 * std::numbers::pi * i / points_of_ring;
    ring.emplace_back(pedicle.centre_px + pedicle.semi_axes_px.x() * std::cos(angle) * across +
                      pedicle.semi_axes_px.y() * std::sin(angle) * pedicle.along_column);
  }
  film.line(ring, pedicle_ink);
}

}  // namespace

void draw_film_spine(const SpineOnFilm& spine, double scale, cv::Mat3b& picture) {
  const DrawnFilm film{scale, picture};
  film.line(spine.midline_px, bone_ink);
  for (const VertebraOnFilm& vertebra : spine.vertebrae) {
    std::vector<Eigen::Vector2d> outline = vertebra.outline_px;
    if (!outline.empty()) outline.push_back(outline.front());
    film.line(outline, endplate_ink);
    for (const PedicleOnFilm& pedicle : vertebra.pedicles) draw_pedicle(pedicle, film);
    for (const std::vector<Eigen::Vector2d>& endplate : vertebra.endplates_px)
      film.line(endplate, height_ink);
    draw_lucency(vertebra, film);
    film.line(vertebra.posterior_wall_px, box_ink);
    film.line(vertebra.posterior_chord_px, pedicle_ink);
    if (!vertebra.posterior_wall_px.empty())
      draw_dot(picture, scale * vertebra.most_posterior_px, malignant_ink);
    if (outline.empty()) continue;
    const Eigen::Vector2d at = spine.view == SpineView::lateral ? vertebra.centre_px : outline[1];
    draw_label(picture, std::to_string(vertebra.number), scale * at + Eigen::Vector2d(6, 12), endplate_ink);
  }
}

}  // namespace osteosign
