#include "features/radiograph/spine/ring_templates.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr double cortex_px = 2;  // spread of the bright ring: 1 mm of cortex and the blur of the film
constexpr double around_px = 6;  // of the template beyond the ring
constexpr double inside_dark = 0.25;

/// A template with mean 0 over its support.
struct RingTemplate {
  cv::Mat1f values;
  cv::Mat1f support;
};

RingTemplate ring_template(const RingSize& size) {
  const int half_width = static_cast<int>(size.across + around_px),
            half_height = static_cast<int>(size.along + around_px);
  RingTemplate ring{cv::Mat1f(2 * half_height + 1, 2 * half_width + 1, 0.F),
                    cv::Mat1f(2 * half_height + 1, 2 * half_width + 1, 0.F)};
  for (int y = -half_height; y <= half_height; ++y)
    for (int x = -half_width; x <= half_width; ++x) {
      const double radius = std::hypot(x / size.across, y / size.along);
      const double slope =
          std::hypot(x / (size.across * size.across), y / (size.along * size.along)) / std::max(radius, 1e-6);
      const double distance = (radius - 1) / std::max(slope, 1e-3);  // first order distance from the ellipse
      if (distance >= around_px - 1) continue;
      ring.support(y + half_height, x + half_width) = 1;
      ring.values(y + half_height, x + half_width) = static_cast<float>(
          std::exp(-0.5 * distance * distance / (cortex_px * cortex_px)) - (distance < 0 ? inside_dark : 0));
    }
  const double mean = cv::sum(ring.values)[0] / cv::sum(ring.support)[0];
  ring.values -= mean * ring.support;
  return ring;
}

cv::Mat1f correlation(const cv::Mat1f& picture, const RingTemplate& ring) {
  const double count = cv::sum(ring.support)[0];
  cv::Mat1f product, sum, squares;
  const auto filter = [](const cv::Mat1f& image, cv::Mat1f& result, const cv::Mat1f& kernel) {
    cv::filter2D(image, result, CV_32F, kernel, {-1, -1}, 0, cv::BORDER_REFLECT);
  };
  filter(picture, product, ring.values);
  filter(picture, sum, ring.support);
  filter(cv::Mat1f(picture.mul(picture)), squares, ring.support);
  cv::Mat1f energy(squares - sum.mul(sum) / count);
  energy.setTo(1e-3 * count, energy < 1e-3 * count);
  cv::sqrt(energy, energy);
  return cv::Mat1f(product / energy / cv::norm(ring.values));
}

}  // namespace

RingLikeness ring_likeness(const cv::Mat1f& picture) {
  constexpr double least_along = 6, largest_along = 22;
  cv::Mat1f smooth;
  cv::GaussianBlur(picture, smooth, {}, 0.8, 0.8, cv::BORDER_REFLECT);
  RingLikeness likeness;
  for (const double across : {4.5, 6.0, 8.0, 10.5})
    for (const double aspect : {1.15, 1.5, 2.0, 2.7}) {
      const RingSize size{across, across * aspect};
      if (size.along < least_along || size.along > largest_along) continue;
      likeness.sizes.push_back(size);
      likeness.maps.push_back(correlation(smooth, ring_template(size)));
    }
  return likeness;
}

}  // namespace osteosign
