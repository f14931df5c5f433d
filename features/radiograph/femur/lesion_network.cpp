#include "features/radiograph/femur/lesion_network.h"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
namespace {

// As in scripts/learn_film_lesions: the window, its cells in those of the film, and the bump round the click.
constexpr int window_side = 96;
constexpr double window_cell = 1.5, bump_sd = 9.0;
constexpr std::array window_sizes{0.8, 1.0, 1.2};

/// Where a window lies: window cell to film cell.
cv::Matx23d film_from_window(const Eigen::Vector2d& click, double cell) {
  constexpr double middle = 0.5 * (window_side - 1);
  return {cell, 0, click.x() - middle * cell, 0, cell, click.y() - middle * cell};
}

cv::Mat1f bump() {
  constexpr double middle = 0.5 * (window_side - 1);
  cv::Mat1f near(window_side, window_side);
  for (int r = 0; r < window_side; ++r)
    for (int c = 0; c < window_side; ++c) {
      const double distance = std::hypot(c - middle, r - middle) / bump_sd;
      near(r, c) = static_cast<float>(std::exp(-0.5 * distance * distance));
    }
  return near;
}

}  // namespace

LesionProbability look_for_lesion(const SquareFilm& film, const Eigen::Vector2d& click_cell) {
  constexpr int side = SquareFilm::side;
  const cv::Size window(window_side, window_side);
  const cv::Mat1f grey(side, side, const_cast<float*>(film.grey.data()));
  cv::Mat1f on_film(cv::Mat1f::zeros(side, side));
  on_film(cv::Rect(film.first_column, film.first_row, film.columns, film.rows)) = 1;
  const cv::Mat1f near = bump();
  cv::dnn::Net network = learned_network(learned_lesion_weights());
  cv::Mat1f sum(cv::Mat1f::zeros(side, side));
  for (const double size : window_sizes) {
    const cv::Matx23d place = film_from_window(click_cell, size * window_cell);
    cv::Mat1f seen, there;
    cv::warpAffine(grey, seen, place, window, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
    cv::warpAffine(on_film, there, place, window, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP);
    // the film in the window, where there is film, and the bump; the answer is on half of the window's grid
    const cv::Mat1f plain = asked(network, {seen, there, near});
    const cv::Mat1f turned = mirrored(asked(network, {mirrored(seen), mirrored(there), near}));
    const cv::Mat1f mean(0.5F * (plain + turned));
    // cell 0 of the answer covers cells 0 and 1 of the window
    const cv::Matx23d of_answer{2 * place(0, 0),
                                0,
                                place(0, 2) + 0.5 * place(0, 0),
                                0,
                                2 * place(1, 1),
                                place(1, 2) + 0.5 * place(1, 1)};
    cv::Mat1f back;
    cv::warpAffine(mean, back, of_answer, grey.size(), cv::INTER_LINEAR);
    sum += back;
  }
  const cv::Mat1f probability(sum.mul(on_film) / static_cast<double>(window_sizes.size()));
  return {{probability.begin(), probability.end()}};
}

}  // namespace osteosign
