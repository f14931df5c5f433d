#include "features/radiograph/femur/search_network.h"

#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
namespace {

/// Film and where there is film; then what the network makes of it, on half of the grid.
cv::Mat1f asked(cv::dnn::Net& network, const cv::Mat1f& grey, const cv::Mat1f& on_film) {
  // blobFromImage takes no pictures of two channels
  cv::Mat input({1, 2, grey.rows, grey.cols}, CV_32F);
  grey.copyTo(cv::Mat1f(grey.rows, grey.cols, input.ptr<float>(0, 0)));
  on_film.copyTo(cv::Mat1f(grey.rows, grey.cols, input.ptr<float>(0, 1)));
  network.setInput(input);
  const cv::Mat odds = network.forward();
  const cv::Mat1f log_odds(odds.size[2], odds.size[3], const_cast<float*>(odds.ptr<float>()));
  cv::Mat1f grown;
  cv::exp(-log_odds, grown);
  return cv::Mat1f(1 / (1 + grown));
}

}  // namespace

LesionMap look_everywhere_for_lesions(const SquareFilm& film) {
  // As in scripts/learn_film_search: the network sees the square in these cells and answers on half of them.
  const cv::Size seen(2 * LesionMap::side, 2 * LesionMap::side), answered(LesionMap::side, LesionMap::side);
  const cv::Mat1f cells(SquareFilm::side, SquareFilm::side, const_cast<float*>(film.grey.data()));
  cv::Mat1f there(cv::Mat1f::zeros(cells.size()));
  there(cv::Rect(film.first_column, film.first_row, film.columns, film.rows)) = 1;
  cv::Mat1f grey, on_film, share_of_film;
  cv::resize(cells, grey, seen, 0, 0, cv::INTER_LINEAR);
  cv::resize(there, on_film, seen, 0, 0, cv::INTER_LINEAR);
  cv::threshold(on_film, on_film, 0.5, 1, cv::THRESH_BINARY);
  cv::resize(there, share_of_film, answered, 0, 0, cv::INTER_AREA);
  cv::dnn::Net network = learned_network(learned_search_weights());
  const cv::Mat1f plain = asked(network, grey, on_film);
  const cv::Mat1f turned = mirrored(asked(network, mirrored(grey), mirrored(on_film)));
  const cv::Mat1f mean(0.5F * (plain + turned).mul(share_of_film));
  return {{mean.begin(), mean.end()}};
}

}  // namespace osteosign
