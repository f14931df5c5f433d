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

/// Pedicles as far apart as `apart_px` on the film, every 80 rows of it from row 100 on.
std::vector<PedicleRings> rings_on(const StraightenedColumn& column, double width_px) {
  const double scale = StraightenedColumn::body_px / width_px;
  const double first_row = column.midline_px.front().y();
  std::vector<PedicleRings> rings(levels);
  for (int level = 0; level < levels; ++level)
    for (const int side : {0, 1}) {
      PedicleRing& ring = rings[static_cast<std::size_t>(level)][static_cast<std::size_t>(side)];
      ring.column = StraightenedColumn::body_px + (side == 0 ? -0.5 : 0.5) * apart_px * scale;
      ring.row = (100 + 80 * level - first_row) * scale;
    }
  return rings;
}

TEST(ColumnAlongPedicles, AStripThatIsTooWideGetsTheWidthThatItsPediclesLetExpect) {
  constexpr double strip_px = 165;
  const StraightenedColumn wide = strip(strip_px);
  const auto along = column_along_pedicles(even_film(), wide, rings_on(wide, strip_px));
  ASSERT_TRUE(along.has_value());
  EXPECT_NEAR(along->width_px, 1.37 * apart_px, 1);
  ASSERT_EQ(along->levels.size(), static_cast<std::size_t>(levels));
  for (int level = 0; level < levels; ++level) {
    const ExpectedPedicles& found = along->levels[static_cast<std::size_t>(level)];
    const Eigen::Vector2d left = along->column.on_film(found.left_column, found.row),
                          right = along->column.on_film(found.right_column, found.row);
    EXPECT_NEAR(left.x(), middle - apart_px / 2, 1.5) << level;
    EXPECT_NEAR(right.x(), middle + apart_px / 2, 1.5) << level;
    EXPECT_NEAR(left.y(), 100 + 80 * level, 2) << level;
  }
}

TEST(ColumnAlongPedicles, AStripAsWideAsTheBodiesStaysAsItIs) {
  constexpr double strip_px = 1.37 * apart_px;
  const StraightenedColumn column = strip(strip_px);
  EXPECT_FALSE(column_along_pedicles(even_film(), column, rings_on(column, strip_px)).has_value());
}

TEST(ColumnAlongPedicles, TwoLevelsAreTooFew) {
  constexpr double strip_px = 165;
  const StraightenedColumn wide = strip(strip_px);
  std::vector<PedicleRings> rings = rings_on(wide, strip_px);
  rings.resize(2);
  EXPECT_FALSE(column_along_pedicles(even_film(), wide, rings).has_value());
}

}  // namespace
}  // namespace osteosign
