#include "features/radiograph/femur/lesion_search.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

// As in scripts/learn_film_search/candidates.py; the confidence is what its `measure` prints.
constexpr double smoothing_cells = 1, share_of_height = 0.4, least_height = 0.02;
constexpr int cells_apart = 3, most_regions = 6;
constexpr double odds_at_one = -7.415, odds_per_log_height = -0.566, odds_per_log_sum = 1.142;

/// Cells of the map that hang together.
struct Region {
  cv::Mat1b cells;
  double height = 0;  ///< of the smoothed map
  double sum = 0;     ///< of its probabilities: cells that it is expected to have
};

/// The region that holds a cell, holes filled. `cells` must hold it.
cv::Mat1b filled_region(const cv::Mat1b& cells, const cv::Point& place) {
  cv::Mat1i label;
  cv::connectedComponents(cells, label, 4, CV_32S);
  const cv::Mat1b region(label == label(place));
  // what cannot be reached from the rim is inside
  cv::Mat1b outside;
  cv::copyMakeBorder(region, outside, 1, 1, 1, 1, cv::BORDER_CONSTANT, 0);
  cv::floodFill(outside, cv::Point(0, 0), 1);
  return cv::Mat1b(outside(cv::Rect(1, 1, region.cols, region.rows)) != 1);
}

std::vector<Region> regions_of(const LesionMap& seen) {
  const cv::Mat1f map(LesionMap::side, LesionMap::side, const_cast<float*>(seen.of_cell.data()));
  cv::Mat1f smooth;
  const cv::Size four_sd(9, 9);
  cv::GaussianBlur(map, smooth, four_sd, smoothing_cells, smoothing_cells, cv::BORDER_REFLECT);
  cv::Mat1f left = smooth.clone();
  std::vector<Region> regions;
  const cv::Mat cross = cv::getStructuringElement(cv::MORPH_CROSS, cv::Size(3, 3));
  while (static_cast<int>(regions.size()) < most_regions) {
    double height = 0;
    cv::Point highest;
    cv::minMaxLoc(left, nullptr, &height, nullptr, &highest);
    if (height < least_height) break;
    const cv::Mat1b high((smooth >= share_of_height * height) & (left > 0));
    Region region{filled_region(high, highest), height};
    region.sum = cv::mean(map, region.cells)[0] * cv::countNonZero(region.cells);
    cv::Mat1b taken;
    cv::dilate(region.cells, taken, cross, cv::Point(-1, -1), cells_apart);
    left.setTo(0, taken);
    regions.push_back(std::move(region));
  }
  return regions;
}

double confidence_of(const Region& region) {
  const double odds =
      odds_at_one + odds_per_log_height * std::log(region.height) + odds_per_log_sum * std::log(region.sum);
  return 1 / (1 + std::exp(-odds));
}

/// Map cell = scale * pixel + first, for columns and rows; whole numbers lie in the middle of both.
cv::Matx23d cell_of_pixel(const SquareFilm& film) {
  constexpr double finer = LesionMap::cells_per_square_cell;
  const Eigen::Vector2d first =
      finer * (film.cell_of({0, 0}) + Eigen::Vector2d(0.5, 0.5)) - Eigen::Vector2d(0.5, 0.5);
  const Eigen::Vector2d scale = finer * film.scale;
  return {scale.x(), 0, first.x(), 0, scale.y(), first.y()};
}

/// The femur on the cells of the map.
FemurOnFilm on_cells(const FemurOnFilm& femur, const SquareFilm& film) {
  const cv::Mat1b pixels(femur.rows, femur.columns, const_cast<std::uint8_t*>(femur.parts.data()));
  cv::Mat1b cells;
  cv::warpAffine(pixels, cells, cell_of_pixel(film), cv::Size(LesionMap::side, LesionMap::side),
                 cv::INTER_NEAREST);
  return {LesionMap::side, LesionMap::side, {cells.begin(), cells.end()}};
}

/// Distance of each cell from the femur, over half the width of the bone.
cv::Mat1f distance_to_half_width(const FemurOnFilm& femur) {
  const cv::Mat1b parts(femur.rows, femur.columns, const_cast<std::uint8_t*>(femur.parts.data()));
  cv::Mat1f distance;
  cv::distanceTransform(parts == 0, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  return cv::Mat1f(distance / half_width_px(femur));
}

RadiographLesionOutline on_film(const Region& region, const SquareFilm& film, const RadiographField& field) {
  cv::Mat1f cells, pixels;
  region.cells.convertTo(cells, CV_32F, 1.0 / 255);
  cv::warpAffine(cells, pixels, cell_of_pixel(film), cv::Size(field.columns, field.rows),
                 cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
  RadiographLesionOutline outline;
  outline.columns = field.columns;
  outline.rows = field.rows;
  outline.origin = LesionOrigin::candidate;
  outline.inside.resize(field.usable.size());
  std::ranges::transform(pixels, field.usable, outline.inside.begin(), [](float share, std::uint8_t usable) {
    return static_cast<std::uint8_t>(share >= 0.5F && usable != 0 ? 1 : 0);
  });
  return outline;
}

}  // namespace

std::vector<FilmCandidate> film_candidates(const LesionMap& seen, const SquareFilm& film,
                                           const FemurOnFilm& femur, const RadiographField& field,
                                           const FilmSearchParameters& parameters) {
  const FemurOnFilm bone = on_cells(femur, film);
  if (std::ranges::count(bone.parts, 0) == std::ssize(bone.parts)) return {};
  const cv::Mat1f distance = distance_to_half_width(bone);
  std::vector<FilmCandidate> candidates;
  for (const Region& region : regions_of(seen)) {
    const double confidence = confidence_of(region);
    double nearest = 0;
    cv::minMaxLoc(distance, &nearest, nullptr, nullptr, nullptr, region.cells);
    if (confidence < parameters.least_confidence || nearest > parameters.beside_bone_to_half_width) continue;
    FilmCandidate candidate{on_film(region, film, field), confidence};
    if (std::ranges::count(candidate.place.inside, 1) > 0) candidates.push_back(std::move(candidate));
  }
  std::ranges::stable_sort(candidates, std::greater{}, &FilmCandidate::confidence);
  if (std::ssize(candidates) > parameters.most_candidates)
    candidates.resize(static_cast<std::size_t>(parameters.most_candidates));
  return candidates;
}

}  // namespace osteosign
