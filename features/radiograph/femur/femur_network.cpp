#include "features/radiograph/femur/femur_network.h"

#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
namespace {

cv::Mat1f channel(const cv::Mat& scores, int number) {
  return cv::Mat1f(scores.size[2], scores.size[3], const_cast<float*>(scores.ptr<float>(0, number)));
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

FemurProbabilities look_for_femur(const SquareFilm& film) {
  static_assert(SquareFilm::side == 2 * FemurProbabilities::side);
  const cv::Mat1f input(SquareFilm::side, SquareFilm::side, const_cast<float*>(film.grey.data()));
  cv::dnn::Net network = learned_network(learned_femur_weights());
  const std::vector<cv::Mat1f> seen = probabilities(network, input),
                               turned = probabilities(network, mirrored(input));
  FemurProbabilities result;
  for (std::size_t part = 0; part < result.part.size(); ++part) {
    const cv::Mat1f mean(0.5F * (seen[part] + mirrored(turned[part])));
    result.part[part] = values_of(mean);
  }
  result.film_columns = film.film_columns;
  result.film_rows = film.film_rows;
  result.scale = 0.5 * film.scale;
  result.first = 0.5 * Eigen::Vector2d(film.first_column, film.first_row);
  return result;
}

}  // namespace osteosign
