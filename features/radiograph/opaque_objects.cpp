#include "features/radiograph/opaque_objects.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

struct Component {
  int area = 0;
  int border = 0;
  int sharp_border = 0;
};

/// For each component how much of its border is a sharp step down.
std::vector<Component> examine(const cv::Mat& labels, const cv::Mat& grey, int count, double least_step) {
  cv::Mat lowest, core;
  cv::erode(grey, lowest, cv::Mat::ones(5, 5, CV_8U));
  cv::Mat any = labels > 0;
  cv::erode(any, core, cv::Mat::ones(3, 3, CV_8U));
  std::vector<Component> components(static_cast<std::size_t>(count));
  for (int r = 0; r < labels.rows; ++r)
    for (int c = 0; c < labels.cols; ++c) {
      const int label = labels.at<int>(r, c);
      if (label == 0) continue;
      Component& component = components[static_cast<std::size_t>(label)];
      ++component.area;
      if (core.at<std::uint8_t>(r, c) != 0) continue;
      ++component.border;
      if (grey.at<float>(r, c) - lowest.at<float>(r, c) > least_step) ++component.sharp_border;
    }
  return components;
}

std::vector<std::uint8_t> with_guard(const cv::Mat& mask, int guard) {
  const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * guard + 1, 2 * guard + 1));
  std::vector<std::uint8_t> grown(static_cast<std::size_t>(mask.rows) * mask.cols);
  cv::Mat target(mask.rows, mask.cols, CV_8U, grown.data());
  cv::dilate(mask, target, disc);
  return grown;
}

}  // namespace

OpaqueObjects find_opaque_objects(const ReducedFilm& film, const OpaqueObjectParameters& parameters) {
  const cv::Mat grey(film.rows, film.columns, CV_32F, const_cast<float*>(film.grey.data()));
  cv::Mat labels;
  const int count = cv::connectedComponents(grey >= parameters.least_grey, labels, 8, CV_32S);
  const std::vector<Component> components = examine(labels, grey, count, parameters.least_step);
  const double film_area = static_cast<double>(film.rows) * film.columns;
  constexpr double sharp_share = 0.9;
  cv::Mat markers = cv::Mat::zeros(film.rows, film.columns, CV_8U), metal = markers.clone();
  for (int r = 0; r < film.rows; ++r)
    for (int c = 0; c < film.columns; ++c) {
      const Component& object = components[static_cast<std::size_t>(labels.at<int>(r, c))];
      if (object.area < std::max(4.0, parameters.least_area_fraction * film_area)) continue;
      if (object.sharp_border < sharp_share * object.border) continue;
      const bool small = object.area <= parameters.largest_marker_fraction * film_area;
      (small ? markers : metal).at<std::uint8_t>(r, c) = 1;
    }
  const int guard =
      std::max(1, static_cast<int>(parameters.guard_fraction * std::max(film.rows, film.columns)));
  return {with_guard(markers, guard), with_guard(metal, guard)};
}

}  // namespace osteosign
