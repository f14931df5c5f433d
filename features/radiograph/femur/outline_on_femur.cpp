#include "features/radiograph/femur/outline_on_femur.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/largest_filled.h"

namespace osteosign {
namespace {

/// The probability from which on cells belong to the set of highest expected Dice; above 1 when there is
/// none.
float best_limit(const LesionProbability& seen) {
  constexpr float negligible = 0.02F;
  std::vector<float> likely;
  for (const float each : seen.of_cell)
    if (each > negligible) likely.push_back(each);
  std::ranges::sort(likely, std::greater{});
  double all = 0, sum = 0, best = 0;
  for (const float each : likely) all += each;
  float limit = 2;
  for (std::size_t count = 1; count <= likely.size(); ++count) {
    sum += likely[count - 1];
    const double expected = 2 * sum / (static_cast<double>(count) + all);
    if (expected <= best) continue;
    best = expected;
    const float next = count < likely.size() ? likely[count] : 0;
    limit = 0.5F * (likely[count - 1] + next);  // between cells, so that rounding moves none across
  }
  return limit;
}

cv::Mat1f on_pixels(const LesionProbability& seen, const SquareFilm& film, const cv::Size& size) {
  constexpr int side = LesionProbability::side;
  const cv::Mat1f cells(side, side, const_cast<float*>(seen.of_cell.data()));
  const Eigen::Vector2d first = film.cell_of({0, 0});
  const cv::Matx23d cell_of_pixel(film.scale.x(), 0, first.x(), 0, film.scale.y(), first.y());
  cv::Mat1f pixels;
  cv::warpAffine(cells, pixels, cell_of_pixel, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return pixels;
}

/// The region of a mask that holds a pixel or is nearest to it, and how far away it is.
struct NearestRegion {
  cv::Mat1b mask;
  double distance = INFINITY;
};

NearestRegion nearest_region(const cv::Mat1b& mask, const Eigen::Vector2d& pixel) {
  cv::Mat1i label;
  cv::connectedComponents(mask, label, 8, CV_32S);
  NearestRegion nearest;
  int number = 0;
  for (int r = 0; r < mask.rows; ++r)
    for (int c = 0; c < mask.cols; ++c) {
      if (mask(r, c) == 0) continue;
      const double distance = std::hypot(c - pixel.x(), r - pixel.y());
      if (distance >= nearest.distance) continue;
      nearest.distance = distance;
      number = label(r, c);
    }
  if (number > 0) nearest.mask = cv::Mat1b(label == number);
  return nearest;
}

}  // namespace

Measured<RadiographLesionOutline> outline_of_probability(const LesionProbability& seen,
                                                         const SquareFilm& film, const RadiographField& field,
                                                         const Eigen::Vector2d& click_px) {
  const cv::Mat1f probability = on_pixels(seen, film, cv::Size(field.columns, field.rows));
  const NearestRegion region = nearest_region(cv::Mat1b(probability >= best_limit(seen)), click_px);
  if (region.mask.empty()) return Unknown{"the network sees no lesion round the pixel"};
  if (region.distance > std::sqrt(cv::countNonZero(region.mask) / std::numbers::pi))
    return Unknown{"what the network takes for the lesion lies away from the pixel"};
  RadiographLesionOutline outline;
  outline.columns = field.columns;
  outline.rows = field.rows;
  outline.inside = largest_filled({region.mask.begin(), region.mask.end()}, field.columns, field.rows);
  for (std::size_t pixel = 0; pixel < outline.inside.size(); ++pixel)
    if (field.usable[pixel] == 0) outline.inside[pixel] = 0;
  if (std::ranges::count(outline.inside, 1) == 0)
    return Unknown{"what the network takes for the lesion is not usable film"};
  outline.origin = LesionOrigin::seed;
  return outline;
}

Measured<RadiographLesionOutline> outline_on_femur(const SquareFilm& film, const RadiographField& field,
                                                   const Eigen::Vector2d& click_px) {
  if (!field.usable_at(static_cast<int>(std::lround(click_px.x())),
                       static_cast<int>(std::lround(click_px.y()))))
    return Unknown{"the pixel that was pointed at is not usable film"};
  return outline_of_probability(look_for_lesion(film, film.cell_of(click_px)), film, field, click_px);
}

}  // namespace osteosign
