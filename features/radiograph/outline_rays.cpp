#include "features/radiograph/outline_rays.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

/// Moves a point along the gradient until the smoothed outline is one half there.
OutlineRay on_half_level(const cv::Mat& smooth, const cv::Point& pixel) {
  const int c = std::clamp(pixel.x, 1, smooth.cols - 2), r = std::clamp(pixel.y, 1, smooth.rows - 2);
  const Eigen::Vector2d slope(0.5 * (smooth.at<float>(r, c + 1) - smooth.at<float>(r, c - 1)),
                              0.5 * (smooth.at<float>(r + 1, c) - smooth.at<float>(r - 1, c)));
  const double steepness = slope.norm();
  if (steepness <= 0) return {{c, r}, {1, 0}};
  const Eigen::Vector2d outward = -slope / steepness;
  constexpr double farthest = 2;
  const double way = std::clamp((smooth.at<float>(r, c) - 0.5) / steepness, -farthest, farthest);
  return {Eigen::Vector2d(c, r) + way * outward, outward};
}

}  // namespace

std::vector<OutlineRay> rays_along_outline(const RadiographLesionOutline& outline, double smoothing_px) {
  const cv::Mat mask(outline.rows, outline.columns, CV_8U, const_cast<std::uint8_t*>(outline.inside.data()));
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask.clone(), contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  const auto largest = std::max_element(contours.begin(), contours.end(),
                                        [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (largest == contours.end() || outline.columns < 3 || outline.rows < 3) return {};
  const int guard = static_cast<int>(std::ceil(4 * smoothing_px)) + 2;
  cv::Rect around = cv::boundingRect(*largest);
  around = cv::Rect(around.x - guard, around.y - guard, around.width + 2 * guard, around.height + 2 * guard) &
           cv::Rect(0, 0, outline.columns, outline.rows);
  cv::Mat smooth;
  cv::Mat(mask(around) != 0).convertTo(smooth, CV_32F, 1.0 / 255);
  cv::GaussianBlur(smooth, smooth, cv::Size(), smoothing_px, smoothing_px, cv::BORDER_CONSTANT);
  std::vector<OutlineRay> rays;
  for (const cv::Point& p : *largest) {
    rays.push_back(on_half_level(smooth, p - around.tl()));
    rays.back().pixel += Eigen::Vector2d(around.x, around.y);
  }
  return rays;
}

}  // namespace osteosign
