#include "features/radiograph/spine/pedicle_network.h"

#include <opencv2/imgproc.hpp>
#include <vector>

#include "features/radiograph/femur/learned_network.h"
#include "features/radiograph/spine/straightened_column.h"

extern "C" {
extern const unsigned char osteosign_pedicle_network[];
extern const unsigned char osteosign_pedicle_network_end[];
}

namespace osteosign {
namespace {

constexpr int strip_columns = 112, multiple = 16;    // of the strip that the network is shown
constexpr int step_px = PedicleAnswer::cell_px / 2;  // of the column for a cell of that strip
constexpr int body = StraightenedColumn::body_px / step_px;
constexpr float way_cells = 16;  // for one unit of the answer
/// The first one, pedicles, is there to learn by alone.
enum Channel { level = 1, left_way, right_way = left_way + 2, left_lost = right_way + 2, right_lost };

/// The picture at half of its size, in local spreads, as scripts/learn_frontal_spine: the middle of the
/// column lies between the two columns in the middle.
cv::Mat1f strip_of(const cv::Mat1f& picture) {
  const int rows = (picture.rows + step_px - 1) / step_px;
  cv::Mat1f columns_at(rows, strip_columns), rows_at(rows, strip_columns), smooth, strip, spread;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < strip_columns; ++column) {
      columns_at(row, column) =
          static_cast<float>(StraightenedColumn::body_px + step_px * (column - (strip_columns - 1) / 2.0));
      rows_at(row, column) = static_cast<float>(step_px * row + (step_px - 1) / 2.0);
    }
  cv::GaussianBlur(picture, smooth, {}, 0.35 * step_px, 0.35 * step_px, cv::BORDER_REFLECT);
  cv::remap(smooth, strip, columns_at, rows_at, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::GaussianBlur(strip.mul(strip), spread, {}, 0.6 * body, 0.6 * body, cv::BORDER_REFLECT);
  cv::sqrt(spread, spread);
  strip /= spread + 1e-6;
  const int missing = (multiple - rows % multiple) % multiple;
  cv::copyMakeBorder(strip, strip, 0, missing, 0, 0, cv::BORDER_REPLICATE);
  return strip;
}

}  // namespace

double PedicleAnswer::column_of(double cell) {
  return StraightenedColumn::body_px + cell_px * (cell - (strip_columns / 2 - 1) / 2.0);
}

double PedicleAnswer::row_of(double cell) { return cell_px * cell + (cell_px - 1) / 2.0; }

PedicleAnswer look_for_pedicles(const cv::Mat1f& picture) {
  cv::dnn::Net network = learned_network({osteosign_pedicle_network, osteosign_pedicle_network_end});
  const cv::Mat1f strip = strip_of(picture);
  const std::vector<cv::Mat1f> straight = answers_of(network, {strip}),
                               turned = answers_of(network, {mirrored(strip)});
  const auto mean_of = [&](std::size_t channel, std::size_t in_mirror) {
    return cv::Mat1f(0.5 * (probability(straight[channel]) + mirrored(probability(turned[in_mirror]))));
  };
  const auto way_of = [&](std::size_t channel, std::size_t in_mirror) {
    const std::vector<cv::Mat1f> parts{
        cv::Mat1f(0.5 * way_cells * (straight[channel] - mirrored(turned[in_mirror]))),
        cv::Mat1f(0.5 * way_cells * (straight[channel + 1] + mirrored(turned[in_mirror + 1])))};
    cv::Mat2f way;
    cv::merge(parts, way);
    return way;
  };
  return {mean_of(level, level),
          {way_of(left_way, right_way), way_of(right_way, left_way)},
          {mean_of(left_lost, right_lost), mean_of(right_lost, left_lost)}};
}

}  // namespace osteosign
