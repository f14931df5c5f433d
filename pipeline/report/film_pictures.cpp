#include "pipeline/report/film_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/report/annotate.h"

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

/// A part of the film scaled so that its longer side has `size_px`, with the borders of the outlines.
cv::Mat3b drawn_film(const Radiograph& film, const std::vector<OutlinedOnFilm>& lesions, const cv::Rect& part,
                     int size_px) {
  const cv::Mat1f values(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const double scale = static_cast<double>(size_px) / std::max(part.width, part.height);
  cv::Mat1f scaled;
  cv::resize(values(part), scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  const GreyRange range = display_range(film);
  cv::Mat3b picture = windowed(scaled, range.centre, range.width);
  for (const OutlinedOnFilm& lesion : lesions) {
    const cv::Mat1b mask(film.rows, film.columns, const_cast<unsigned char*>(lesion.outline->inside.data()));
    cv::Mat1b region;
    cv::resize(mask(part) * 255, region, picture.size(), 0, 0, cv::INTER_LINEAR);
    draw_region_borders(picture, region, lesion_ink);
  }
  if (const auto* spacing = film.spacing.if_known()) draw_scale_bar(picture, spacing->column_mm / scale);
  return picture;
}

/// The bounding box of a mask with a margin of 60 % on each side, inside the film.
cv::Rect surroundings(const Radiograph& film, const RadiographLesionOutline& outline) {
  const cv::Mat1b mask(film.rows, film.columns, const_cast<unsigned char*>(outline.inside.data()));
  const cv::Rect box = cv::boundingRect(mask);
  const int margin = std::max(20, static_cast<int>(0.6 * std::max(box.width, box.height)));
  return cv::Rect(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin) &
         cv::Rect(0, 0, film.columns, film.rows);
}

}  // namespace

ReportPicture film_overview(const Radiograph& film, const std::vector<OutlinedOnFilm>& lesions,
                            const std::string& film_name) {
  return {"study", film_name + ".png",
          fmt::format("Whole film {}, {}", film_name,
                      lesions.empty() ? "no lesion outlined" : "outlined lesions in yellow"),
          drawn_film(film, lesions, cv::Rect(0, 0, film.columns, film.rows), overview_px)};
}

ReportPicture film_lesion_picture(const Radiograph& film, const OutlinedOnFilm& lesion) {
  return {lesion.lesion_id, fmt::format("lesion_{}.png", lesion.lesion_id),
          fmt::format("Lesion {}, enlarged, measured outline in yellow", lesion.lesion_id),
          drawn_film(film, {lesion}, surroundings(film, *lesion.outline), lesion_view_px)};
}

}  // namespace osteosign
