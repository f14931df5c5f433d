#include "features/radiograph/spine/column_along_pedicles.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

constexpr double middle = 300, apart_px = 80;
constexpr int levels = 6;

Radiograph even_film() {
  Radiograph film;
  film.columns = film.rows = 600;
  film.pixels.assign(600UL * 600UL, 1.F);
  return film;
}

/// A strip of that width down the middle of the film.
StraightenedColumn strip(double width_px) {
  ColumnMidline line;
  line.width_px = width_px;
  for (int row = 0; row < 600; ++row) line.points_px.emplace_back(middle, row);
  return straighten_column(even_film(), line);
}

/// Pedicles as far apart as `apart_px` on the film, every 80 rows of it from row 100 on, `lean` columns
/// farther to the right for each row.
std::vector<ExpectedPedicles> levels_on(const StraightenedColumn& column, double width_px, double lean = 0) {
  const double scale = StraightenedColumn::body_px / width_px;
  const double first_row = column.midline_px.front().y();
  std::vector<ExpectedPedicles> all(levels);
  for (int level = 0; level < levels; ++level) {
    ExpectedPedicles& one = all[static_cast<std::size_t>(level)];
    const double centre = StraightenedColumn::body_px + lean * 80 * level * scale;
    one.left_column = centre - 0.5 * apart_px * scale;
    one.right_column = centre + 0.5 * apart_px * scale;
    one.row = (100 + 80 * level - first_row) * scale;
  }
  return all;
}

TEST(ColumnAlongPedicles, AStripThatIsTooWideGetsTheWidthThatItsPediclesLetExpect) {
  constexpr double strip_px = 165;
  const StraightenedColumn wide = strip(strip_px);
  const auto along = column_along_pedicles(even_film(), wide, levels_on(wide, strip_px));
  ASSERT_TRUE(along.has_value());
  EXPECT_NEAR(along->width_px, 1.37 * apart_px, 1);
  for (const Eigen::Vector2d& point : along->column.midline_px) EXPECT_NEAR(point.x(), middle, 1);
}

TEST(ColumnAlongPedicles, RunsMidwayBetweenPediclesThatLeaveTheStrip) {
  constexpr double strip_px = 1.37 * apart_px, lean = 0.1;
  const StraightenedColumn straight = strip(strip_px);
  const auto along = column_along_pedicles(even_film(), straight, levels_on(straight, strip_px, lean));
  ASSERT_TRUE(along.has_value());
  for (const Eigen::Vector2d& point : along->column.midline_px)
    EXPECT_NEAR(point.x(), middle + lean * (point.y() - 100), 3) << point.y();
}

TEST(ColumnAlongPedicles, TwoLevelsAreTooFew) {
  constexpr double strip_px = 165;
  const StraightenedColumn wide = strip(strip_px);
  std::vector<ExpectedPedicles> two = levels_on(wide, strip_px);
  two.resize(2);
  EXPECT_FALSE(column_along_pedicles(even_film(), wide, two).has_value());
}

}  // namespace
}  // namespace osteosign
