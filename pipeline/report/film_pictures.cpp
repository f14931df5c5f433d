#include "pipeline/report/film_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/lesion_outline.h"
#include "pipeline/report/annotate.h"
#include "pipeline/report/draw_film_spine.h"

namespace osteosign {
namespace {

constexpr int overview_px = 900, lesion_view_px = 560;

struct GreyRange {
  double centre, width;
};

/// The window of the header, or the 1st to 99th percentile of the film when it has none.
GreyRange display_range(const Radiograph& film) {
  if (const auto* window = film.display_window.if_known(); window != nullptr && window->y() > 0)
    return {window->x(), window->y()};
  std::vector<float> sample;
  for (std::size_t pixel = 0; pixel < film.pixels.size(); pixel += 1 + film.pixels.size() / 200000)
    sample.push_back(film.pixels[pixel]);
  std::sort(sample.begin(), sample.end());
  const double low = sample[sample.size() / 100], high = sample[sample.size() - 1 - sample.size() / 100];
  return {0.5 * (low + high), std::max(high - low, 1e-6)};
}

/// The border of the outline, or the mark where there is none, on the picture of a part of the film.
void draw_lesion(const Radiograph& film, const MarkedOnFilm& lesion, const cv::Rect& part,
                 cv::Mat3b& picture) {
  if (lesion.outline == nullptr) {
    const double scale = static_cast<double>(picture.cols) / part.width;
    const auto on_picture = [scale](int film_px, int first) {
      return static_cast<int>(std::lround((film_px - first) * scale));
    };
    const cv::Point first(on_picture(lesion.marked.first_column, part.x),
                          on_picture(lesion.marked.first_row, part.y));
    const cv::Point last(on_picture(lesion.marked.last_column + 1, part.x),
                         on_picture(lesion.marked.last_row + 1, part.y));
    draw_box(picture, cv::Rect(first, last), box_ink);
    return;
  }
  const cv::Mat1b mask(film.rows, film.columns, const_cast<unsigned char*>(lesion.outline->inside.data()));
  cv::Mat1b region;
  cv::resize(mask(part) * 255, region, picture.size(), 0, 0, cv::INTER_LINEAR);
  draw_region_borders(picture, region, lesion_ink);
}

/// The borders of the femur's parts.
void draw_femur(const FemurOnFilm& femur, cv::Mat3b& picture) {
  const cv::Mat1b parts(femur.rows, femur.columns, const_cast<unsigned char*>(femur.parts.data()));
  for (int part = 1; part < static_cast<int>(FemurProbabilities::classes); ++part) {
    cv::Mat1b region;
    cv::resize(parts == part, region, picture.size(), 0, 0, cv::INTER_LINEAR);
    draw_region_borders(picture, region, bone_ink);
  }
}

/// Both faces of the cortex where its outer edge was seen, and where it is expected where that is lost; what
/// cannot be judged is not drawn.
void draw_cortex(const CortexSide& side, const cv::Rect& part, double scale, cv::Mat3b& picture) {
  struct Line {
    Ink ink;
    std::vector<Eigen::Vector2d> points;
  };
  Line outer{bone_ink, {}}, inner{bone_ink, {}}, lost{malignant_ink, {}};
  const auto end = [&](Line& line) {
    if (line.points.size() > 1) draw_path(picture, line.points, line.ink);
    line.points.clear();
  };
  const auto go_on = [&](Line& line, const Eigen::Vector2d& pixel, bool drawn) {
    if (!drawn) return end(line);
    line.points.push_back(scale * (pixel - Eigen::Vector2d(part.x, part.y)));
  };
  for (const CortexPoint& point : side.points) {
    go_on(outer, point.outer_px, point.seen && point.traced);
    go_on(inner, point.outer_px - point.thickness_px * point.outward, point.seen && point.traced);
    go_on(lost, point.outer_px, point.seen && !point.traced);
  }
  for (Line* const line : {&outer, &inner, &lost}) end(*line);
}

/// Where the skin was seen, and beside the lesion where it was expected.
void draw_skin(const SkinLine& line, double scale, cv::Mat3b& picture) {
  const auto drawn = [&](const std::vector<Eigen::Vector2d>& pixels, const Ink& ink) {
    std::vector<Eigen::Vector2d> points;
    for (const Eigen::Vector2d& pixel : pixels) points.push_back(scale * pixel);
    if (points.size() > 1) draw_path(picture, points, ink);
  };
  for (const std::vector<Eigen::Vector2d>& length : line.seen_px) drawn(length, pedicle_ink);
  drawn(line.expected_px, endplate_ink);
}

/// Two short lines beside it, so that the line itself stays in view; whether there is one.
bool draw_fracture_line(const std::vector<Eigen::Vector2d>& line_px, const cv::Rect& part,
                        cv::Mat3b& picture) {
  if (line_px.size() < 2) return false;
  const double scale = static_cast<double>(picture.cols) / part.width;
  const Eigen::Vector2d along = (line_px.back() - line_px.front()).normalized();
  constexpr double beside_px = 6;  // of the picture
  for (const double side : {-beside_px, beside_px}) {
    std::vector<Eigen::Vector2d> points;
    for (const Eigen::Vector2d& pixel : line_px)
      points.push_back(scale * (pixel - Eigen::Vector2d(part.x, part.y)) +
                       side * Eigen::Vector2d(-along.y(), along.x()));
    draw_path(picture, points, pedicle_ink);
  }
  return true;
}

std::string overview_caption(const std::string& film_name, bool with_lesions, bool with_femur,
                             const Measured<SpineOnFilm>& spine) {
  const char* const seen = with_lesions ? "outlined lesions in yellow" : "no lesion marked";
  if (with_femur) return fmt::format("Whole film {}, {}, femur and its parts in blue", film_name, seen);
  if (spine.known() && spine.value().view == SpineView::lateral)
    return fmt::format(
        "Whole film {}, {}, column in blue, vertebrae in green, traced endplates in yellow, posterior wall "
        "in "
        "orange, its chord in violet",
        film_name, seen);
  if (spine.known())
    return fmt::format("Whole film {}, {}, column in blue, vertebrae in green, pedicles in violet", film_name,
                       seen);
  return fmt::format("Whole film {}, {}", film_name, seen);
}

/// A part of the film scaled so that its longer side has `size_px`, with the borders of the outlines.
cv::Mat3b drawn_film(const Radiograph& film, const std::vector<MarkedOnFilm>& lesions, const cv::Rect& part,
                     int size_px) {
  const cv::Mat1f values(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const double scale = static_cast<double>(size_px) / std::max(part.width, part.height);
  cv::Mat1f scaled;
  cv::resize(values(part), scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  const GreyRange range = display_range(film);
  cv::Mat3b picture = windowed(scaled, range.centre, range.width);
  for (const MarkedOnFilm& lesion : lesions) draw_lesion(film, lesion, part, picture);
  if (const auto* spacing = film.spacing.if_known()) draw_scale_bar(picture, spacing->column_mm / scale);
  return picture;
}

/// The box of a lesion with a margin of 60 % on each side, and a fracture line, inside the film.
cv::Rect surroundings(const Radiograph& film, const MarkedOnFilm& lesion) {
  const PixelBox box = lesion.outline != nullptr ? bounding_box(*lesion.outline) : lesion.marked;
  const int margin = std::max(20, static_cast<int>(0.6 * std::max(box.columns(), box.rows())));
  const cv::Rect film_area(0, 0, film.columns, film.rows);
  cv::Rect around(box.first_column - margin, box.first_row - margin, box.columns() + 2 * margin,
                  box.rows() + 2 * margin);
  constexpr int beside_line = 10;
  for (const Eigen::Vector2d& pixel : *lesion.fracture_line_px)
    around |= cv::Rect(static_cast<int>(pixel.x()) - beside_line, static_cast<int>(pixel.y()) - beside_line,
                       2 * beside_line, 2 * beside_line);
  around &= film_area;
  return around.empty() ? film_area : around;
}

}  // namespace

ReportPicture film_overview(const Radiograph& film, const Measured<FemurOnFilm>& femur,
                            const Measured<SpineOnFilm>& spine, const std::vector<MarkedOnFilm>& lesions,
                            const std::string& film_name) {
  const cv::Rect whole(0, 0, film.columns, film.rows);
  cv::Mat3b picture = drawn_film(film, {}, whole, overview_px);
  if (femur.known()) draw_femur(femur.value(), picture);
  if (spine.known())
    draw_film_spine(spine.value(), static_cast<double>(picture.cols) / film.columns, picture);
  bool with_skin = false;
  for (const MarkedOnFilm& lesion : lesions) {
    draw_lesion(film, lesion, whole, picture);
    for (const SkinLine& line : *lesion.skin) {
      draw_skin(line, static_cast<double>(picture.cols) / film.columns, picture);
      with_skin = true;
    }
  }
  std::string caption = overview_caption(film_name, !lesions.empty(), femur.known(), spine);
  if (with_skin)
    caption = fmt::format("{}; skin in violet, where it is expected beside a lesion in green", caption);
  return {"study", film_name + ".png", caption, picture};
}

ReportPicture film_lesion_picture(const Radiograph& film, const MarkedOnFilm& lesion) {
  const cv::Rect part = surroundings(film, lesion);
  cv::Mat3b picture = drawn_film(film, {lesion}, part, lesion_view_px);
  if (lesion.bone != nullptr)
    for (const CortexSide* const side : {&lesion.bone->left, &lesion.bone->right})
      draw_cortex(*side, part, static_cast<double>(picture.cols) / part.width, picture);
  const bool with_line = draw_fracture_line(*lesion.fracture_line_px, part, picture);
  const char* const seen =
      lesion.outline == nullptr ? "not outlined, marked place in orange"
      : lesion.bone == nullptr
          ? "measured outline in yellow"
          : "measured outline in yellow, traced cortex in blue, where its edge is lost in orange";
  const std::string caption = fmt::format("Lesion {}, enlarged, {}", lesion.lesion_id, seen);
  return {lesion.lesion_id, fmt::format("lesion_{}.png", lesion.lesion_id),
          with_line ? fmt::format("{}; fracture line in violet", caption) : caption, picture};
}

}  // namespace osteosign
