#include "features/radiograph/spine/lateral/lateral_network.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/spine/lateral/lateral_weights.h"

namespace osteosign {
namespace {

constexpr float way_cells = 16;  // for one unit of the answer

/// The film less the mean of a square round each cell, in spreads there, as scripts/learn_lateral_spine.
cv::Mat1f contrast_of(const cv::Mat1f& film) {
  constexpr int surroundings = 33;
  const auto mean_round = [](const cv::Mat1f& values) {
    cv::Mat1f mean;
    cv::blur(values, mean, {surroundings, surroundings}, {-1, -1}, cv::BORDER_CONSTANT);
    return mean;
  };
  const cv::Mat1f rest(film - mean_round(film));
  cv::Mat1f spread;
  cv::sqrt(mean_round(cv::Mat1f(rest.mul(rest))) + 3e-4, spread);
  return cv::Mat1f(0.5 * rest / spread);
}

std::vector<cv::Mat1f> answers_on(cv::dnn::Net& network, const cv::Mat1f& film) {
  return answers_of(network, {film, contrast_of(film)});
}

}  // namespace

LateralAnswer look_for_bodies(const SquareFilm& film) {
  static_assert(SquareFilm::side == 2 * LateralAnswer::side);
  const cv::Mat1f input(SquareFilm::side, SquareFilm::side, const_cast<float*>(film.grey.data()));
  cv::dnn::Net network = learned_network(learned_lateral_weights());
  const std::vector<cv::Mat1f> straight = answers_on(network, input),
                               turned = answers_on(network, mirrored(input));
  const auto mean_of = [&](std::size_t channel) {
    return cv::Mat1f(0.5 * (probability(straight[channel]) + mirrored(probability(turned[channel]))));
  };
  LateralAnswer answer{mean_of(0), mean_of(1), {}, {}};
  for (std::size_t corner = 0; corner < body_corners; ++corner) {
    answer.corner[corner] = mean_of(2 + corner);
    const std::size_t across = 6 + 2 * corner, along = across + 1;
    const std::vector<cv::Mat1f> ways{
        cv::Mat1f(0.5 * way_cells * (straight[across] - mirrored(turned[across]))),
        cv::Mat1f(0.5 * way_cells * (straight[along] + mirrored(turned[along])))};
    cv::Mat merged;
    cv::merge(ways, merged);
    answer.way[corner] = merged;
  }
  return answer;
}

Eigen::Vector2d film_pixel_of(const Eigen::Vector2d& cell, const SquareFilm& film) {
  const Eigen::Vector2d half(0.5, 0.5), first(film.first_column, film.first_row);
  const Eigen::Vector2d on_square = 2 * (cell + half) - half;
  return (on_square + half - first).cwiseQuotient(film.scale) - half;
}

}  // namespace osteosign
