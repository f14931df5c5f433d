#include "features/radiograph/spine/column_along_pedicles.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

// Width of a body over the distance of its pedicles: 1.32 to 1.37 from T11 to L3 of the phantom (P4);
// patients were not measured.
constexpr double width_of_distance = 1.37;

/// The two pedicles of a level on the film.
struct PediclesPx {
  Eigen::Vector2d left, right;

  Eigen::Vector2d middle() const { return (left + right) / 2; }
};

/// Columns of a smooth line through the points, one for each row of the film from one row to another;
/// straight on beyond the outermost points.
ColumnMidline smooth_line(const std::vector<PediclesPx>& levels, double first_row, double last_row) {
  const auto count = static_cast<Eigen::Index>(levels.size());
  Eigen::VectorXd column(count), row(count);
  for (Eigen::Index each = 0; each < count; ++each) {
    column[each] = levels[static_cast<std::size_t>(each)].middle().x();
    row[each] = levels[static_cast<std::size_t>(each)].middle().y();
  }
  const int degree = count >= 6 ? 3 : count >= 4 ? 2 : 1;
  const double centre = row.mean(), scale = std::max(1.0, (row.array() - centre).abs().maxCoeff());
  Eigen::MatrixXd powers(count, degree + 1);
  for (int term = 0; term <= degree; ++term) powers.col(term) = ((row.array() - centre) / scale).pow(term);
  const Eigen::VectorXd fit = powers.colPivHouseholderQr().solve(column);
  ColumnMidline line;
  for (double at = std::ceil(first_row); at <= last_row; ++at) {
    const double inside = std::clamp(at, row.minCoeff(), row.maxCoeff());
    double value = 0, slope = 0;
    for (int term = 0; term <= degree; ++term) {
      value += fit[term] * std::pow((inside - centre) / scale, term);
      if (term > 0) slope += term * fit[term] * std::pow((inside - centre) / scale, term - 1) / scale;
    }
    line.points_px.emplace_back(value + (at - inside) * slope, at);
  }
  return line;
}

}  // namespace

std::optional<ColumnAlongPedicles> column_along_pedicles(const Radiograph& film,
                                                         const StraightenedColumn& column,
                                                         const std::vector<ExpectedPedicles>& levels) {
  constexpr std::size_t fewest_levels = 3;
  if (levels.size() < fewest_levels) return std::nullopt;
  std::vector<PediclesPx> pedicles;
  std::vector<double> widths;
  for (const ExpectedPedicles& level : levels) {
    pedicles.push_back(
        {column.on_film(level.left_column, level.row), column.on_film(level.right_column, level.row)});
    widths.push_back(width_of_distance * (level.right_column - level.left_column) /
                     StraightenedColumn::body_px);
  }
  const double part = median(widths);
  ColumnAlongPedicles along;
  const double strip_px = StraightenedColumn::body_px * column.to_right_px.front().norm();
  along.width_px = part * strip_px;
  const double first_row = std::max(0.0, pedicles.front().middle().y() - along.width_px),
               last_row = std::min(film.rows - 1.0, pedicles.back().middle().y() + along.width_px);
  ColumnMidline line = smooth_line(pedicles, first_row, last_row);
  line.width_px = along.width_px;
  along.column = straighten_column(film, line);
  return along;
}

}  // namespace osteosign
