#include "features/radiograph/largest_filled.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace osteosign {

std::vector<std::uint8_t> largest_filled(const std::vector<std::uint8_t>& mask, int columns, int rows) {
  const cv::Mat1b given(rows, columns, const_cast<std::uint8_t*>(mask.data()));
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(given, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  std::vector<std::uint8_t> filled(mask.size(), 0);
  const auto largest =
      std::ranges::max_element(contours, {}, [](const auto& contour) { return cv::contourArea(contour); });
  cv::Mat1b drawn(rows, columns, filled.data());
  if (largest != contours.end())
    cv::drawContours(drawn, contours, static_cast<int>(largest - contours.begin()), cv::Scalar(1),
                     cv::FILLED);
  return filled;
}

}  // namespace osteosign
