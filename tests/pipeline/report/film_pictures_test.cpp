#include "pipeline/report/film_pictures.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int columns = 200, rows = 300;

Radiograph gray_film() {
  Radiograph film;
  film.columns = columns;
  film.rows = rows;
  film.spacing = Unknown{"no pixel spacing in this radiograph"};
  for (int i = 0; i < columns * rows; ++i) film.pixels.push_back(static_cast<float>(i % 100));
  return film;
}

ReportPicture picture_with(const std::vector<Eigen::Vector2d>& line_px) {
  const std::vector<SkinLine> skin;
  return film_lesion_picture(gray_film(), {"1", {80, 80, 110, 110}, nullptr, nullptr, &skin, &line_px});
}

int coloured_pixels(const cv::Mat3b& image) {
  int coloured = 0;
  for (const cv::Vec3b& pixel : image) coloured += pixel[0] != pixel[1] || pixel[1] != pixel[2] ? 1 : 0;
  return coloured;
}

TEST(FilmLesionPicture, ShowsTheFractureLineThatWasMeasured) {
  const ReportPicture without = picture_with({}), with = picture_with({{20, 250}, {90, 245}, {180, 255}});
  EXPECT_THAT(without.caption, Not(HasSubstr("fracture line")));
  EXPECT_THAT(with.caption, HasSubstr("; fracture line in violet"));
  EXPECT_GT(coloured_pixels(with.pixels), coloured_pixels(without.pixels));
  // Far below the lesion: the part of the film that is shown reaches down to it.
  EXPECT_GT(static_cast<double>(with.pixels.rows) / with.pixels.cols, 1.05);
}

}  // namespace
}  // namespace osteosign
