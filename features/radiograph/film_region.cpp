#include "features/radiograph/film_region.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {

FilmRegion cut_region(const Radiograph& film, const RadiographField& field, const PixelBox& box,
                      int longest_side) {
  FilmRegion region;
  region.box = {std::max(0, box.first_column), std::max(0, box.first_row),
                std::min(film.columns - 1, box.last_column), std::min(film.rows - 1, box.last_row)};
  if (region.box.columns() < 1 || region.box.rows() < 1)
    throw InternalError("a region outside the film was cut");
  const cv::Rect cutout(region.box.first_column, region.box.first_row, region.box.columns(),
                        region.box.rows());
  const double longest = std::max(cutout.width, cutout.height);
  region.step = std::max(1.0, longest / longest_side);
  region.columns = std::max(1, static_cast<int>(std::lround(cutout.width / region.step)));
  region.rows = std::max(1, static_cast<int>(std::lround(cutout.height / region.step)));
  region.grey.resize(static_cast<std::size_t>(region.columns) * region.rows);
  region.usable.resize(region.grey.size());
  const cv::Mat grey(film.rows, film.columns, CV_32F, const_cast<float*>(film.pixels.data()));
  const cv::Mat usable(film.rows, film.columns, CV_8U, const_cast<std::uint8_t*>(field.usable.data()));
  cv::Mat small_grey(region.rows, region.columns, CV_32F, region.grey.data());
  cv::Mat small_usable(region.rows, region.columns, CV_8U, region.usable.data());
  cv::resize(grey(cutout), small_grey, small_grey.size(), 0, 0, cv::INTER_AREA);
  cv::resize(usable(cutout), small_usable, small_usable.size(), 0, 0, cv::INTER_NEAREST);
  return region;
}

std::vector<float> smoothed(const std::vector<float>& values, int columns, int rows, double sigma) {
  std::vector<float> result(values.size());
  const cv::Mat from(rows, columns, CV_32F, const_cast<float*>(values.data()));
  cv::Mat to(rows, columns, CV_32F, result.data());
  cv::GaussianBlur(from, to, cv::Size(), sigma, sigma, cv::BORDER_REPLICATE);
  return result;
}

PixelBox loosened(const PixelBox& box, double fraction) {
  const int columns = static_cast<int>(std::lround(fraction * box.columns()));
  const int rows = static_cast<int>(std::lround(fraction * box.rows()));
  return {box.first_column - columns, box.first_row - rows, box.last_column + columns, box.last_row + rows};
}

}  // namespace osteosign
