#include "features/radiograph/femur/search_network.h"

#include <opencv2/imgproc.hpp>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/femur/learned_weights.h"

namespace osteosign {
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
  const cv::Mat1f plain = asked(network, {grey, on_film});
  const cv::Mat1f turned = mirrored(asked(network, {mirrored(grey), mirrored(on_film)}));
  const cv::Mat1f mean(0.5F * (plain + turned).mul(share_of_film));
  return {{mean.begin(), mean.end()}};
}

}  // namespace osteosign
