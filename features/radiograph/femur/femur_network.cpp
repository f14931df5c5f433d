#include "features/radiograph/femur/femur_network.h"

#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
namespace {

/// Softmax of what the network says of each class.
std::vector<cv::Mat1f> probabilities(cv::dnn::Net& network, const cv::Mat1f& input) {
  std::vector<cv::Mat1f> parts = answers_of(network, {input});
  cv::Mat1f sum(cv::Mat1f::zeros(FemurProbabilities::side, FemurProbabilities::side));
  for (cv::Mat1f& part : parts) {
    cv::exp(part, part);
    sum += part;
  }
  for (cv::Mat1f& part : parts) part /= sum;
  return parts;
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
