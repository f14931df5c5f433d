#include "features/radiograph/femur/femur_network.h"

#include <algorithm>
#include <cmath>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
namespace {

constexpr int input_side = 2 * FemurProbabilities::side;

/// Where the film lies on the square input: longest side to the full side, centred.
struct Placement {
  cv::Rect area;
  Eigen::Vector2d scale;  ///< input cells per film pixel

  explicit Placement(const Radiograph& film) {
    const double longest = std::max(film.columns, film.rows);
    const int width = std::max(1, static_cast<int>(std::lround(film.columns * input_side / longest)));
    const int height = std::max(1, static_cast<int>(std::lround(film.rows * input_side / longest)));
    area = {(input_side - width) / 2, (input_side - height) / 2, width, height};
    scale = {1.0 * width / film.columns, 1.0 * height / film.rows};
  }
};

/// Every so many-th pixel, so that at most half a million are looked at.
std::vector<float> sorted_sample(const std::vector<float>& pixels) {
  constexpr std::size_t enough = 500'000;
  const std::size_t step = 1 + pixels.size() / enough;
  std::vector<float> sample;
  for (std::size_t pixel = 0; pixel < pixels.size(); pixel += step) sample.push_back(pixels[pixel]);
  std::ranges::sort(sample);
  return sample;
}

float percentile(const std::vector<float>& sorted, double fraction) {
  return sorted[static_cast<std::size_t>(fraction * static_cast<double>(sorted.size() - 1))];
}

/// 1st to 99.5th percentile of the film to 0 .. 1, the rest of the square 0.
cv::Mat1f grey_input(const Radiograph& film, const Placement& placement) {
  const std::vector<float> sorted = sorted_sample(film.pixels);
  const float low = percentile(sorted, 0.01), high = percentile(sorted, 0.995);
  const cv::Mat1f pixels(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  cv::Mat1f clipped((pixels - low) / std::max(high - low, 1e-6F));
  clipped = cv::min(cv::max(clipped, 0.0F), 1.0F);
  cv::Mat1f input(cv::Mat1f::zeros(input_side, input_side));
  cv::Mat1f place = input(placement.area);
  cv::resize(clipped, place, place.size(), 0, 0, placement.scale.x() < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return input;
}

cv::Mat1f mirrored(const cv::Mat1f& picture) {
  cv::Mat1f turned;
  cv::flip(picture, turned, 1);
  return turned;
}

cv::Mat1f channel(const cv::Mat& scores, int number) {
  return cv::Mat1f(scores.size[2], scores.size[3], const_cast<float*>(scores.ptr<float>(0, number)));
}

cv::dnn::Net learned_network() {
  const std::span<const unsigned char> weights = learned_femur_weights();
  cv::dnn::Net network =
      cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(weights.data()), weights.size());
  network.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
  network.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
  return network;
}

/// Softmax of what the network says of each class.
std::vector<cv::Mat1f> probabilities(cv::dnn::Net& network, const cv::Mat1f& input) {
  network.setInput(cv::dnn::blobFromImage(input));
  const cv::Mat scores = network.forward();
  std::vector<cv::Mat1f> result;
  cv::Mat1f sum(cv::Mat1f::zeros(FemurProbabilities::side, FemurProbabilities::side));
  for (int part = 0; part < static_cast<int>(FemurProbabilities::classes); ++part) {
    cv::Mat1f grown;
    cv::exp(channel(scores, part), grown);
    sum += grown;
    result.push_back(grown);
  }
  for (cv::Mat1f& part : result) part /= sum;
  return result;
}

std::vector<float> values_of(const cv::Mat1f& picture) { return {picture.begin(), picture.end()}; }

}  // namespace

FemurProbabilities look_for_femur(const Radiograph& film) {
  const Placement placement(film);
  const cv::Mat1f input = grey_input(film, placement);
  cv::dnn::Net network = learned_network();
  const std::vector<cv::Mat1f> seen = probabilities(network, input),
                               turned = probabilities(network, mirrored(input));
  FemurProbabilities result;
  for (std::size_t part = 0; part < result.part.size(); ++part) {
    const cv::Mat1f mean(0.5F * (seen[part] + mirrored(turned[part])));
    result.part[part] = values_of(mean);
  }
  result.film_columns = film.columns;
  result.film_rows = film.rows;
  result.scale = 0.5 * placement.scale;
  result.first = 0.5 * Eigen::Vector2d(placement.area.x, placement.area.y);
  return result;
}

}  // namespace osteosign
