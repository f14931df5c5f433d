#include "features/radiograph/periosteum/periosteum_band.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"
#include "features/radiograph/bone/lesion_pixels.h"

namespace osteosign {
namespace {

constexpr double greatest_inward_mm = 4;
constexpr double least_usable_part = 1.0 / 3;

bool usable_along(const RadiographField& field, const Eigen::Vector2d& edge, const Eigen::Vector2d& outward,
                  double outward_px) {
  for (double out = -1; out <= outward_px; ++out) {
    const Eigen::Vector2d pixel = edge + out * outward;
    if (!field.usable_at(static_cast<int>(std::lround(pixel.x())), static_cast<int>(std::lround(pixel.y()))))
      return false;
  }
  return true;
}

double median_thickness_px(const CortexSide& side) {
  std::vector<double> thickness;
  for (const CortexPoint& point : side.points)
    if (point.traced) thickness.push_back(point.thickness_px);
  return thickness.empty() ? 0 : median(std::move(thickness));
}

/// Places of the samples, as cv::remap takes them.
cv::Mat2f sample_places(const PeriosteumBand& band, int columns) {
  cv::Mat2f places(static_cast<int>(band.edge_px.size()), columns);
  for (int row = 0; row < places.rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const Eigen::Vector2d pixel = band.pixel(row, band.height_mm(column));
      places(row, column) = {static_cast<float>(pixel.x()), static_cast<float>(pixel.y())};
    }
  return places;
}

}  // namespace

int PeriosteumBand::column_at(double height) const {
  return std::clamp(static_cast<int>(std::lround((height + inward_mm) / outward_mm())), 0, grey.cols - 1);
}

double pixels_per_mm(const Radiograph& film, const TracedBone& bone,
                     const FilmPeriosteumParameters& parameters) {
  if (const PixelSpacing* const spacing = film.spacing.if_known())
    return 2 / (spacing->column_mm + spacing->row_mm);
  return bone.width_px / parameters.bone_width_mm;
}

Measured<PeriosteumBand> periosteum_band(const Radiograph& film, const RadiographField& field,
                                         const CortexSide& side, double bone_width_px, double mm_px,
                                         const RadiographLesionOutline& lesion,
                                         const FilmPeriosteumParameters& parameters) {
  PeriosteumBand band;
  band.mm_px = mm_px;
  band.has_spacing = film.spacing.known();
  band.cortex_mm = median_thickness_px(side) / mm_px;
  band.inward_mm = std::min(greatest_inward_mm, std::max(band.cortex_mm, 2 / mm_px));
  const double outward_px = parameters.height_mm * mm_px;
  int beside = 0, seen = 0;
  for (const CortexPoint& point : side.points) {
    const Eigen::Vector2d edge = point.outer_px - point.beyond_ghost_px * point.outward;
    const bool usable = point.seen && usable_along(field, edge, point.outward, outward_px / 2);
    const bool has_lesion = lies_across(lesion, edge, point.outward, bone_width_px, outward_px);
    band.edge_px.push_back(edge);
    band.outward.push_back(point.outward);
    band.usable.push_back(usable ? 1 : 0);
    band.lesion.push_back(has_lesion ? 1 : 0);
    beside += has_lesion ? 1 : 0;
    seen += usable && has_lesion ? 1 : 0;
  }
  if (beside == 0) return Unknown{"the cortex beside the lesion was not traced"};
  if (seen < least_usable_part * beside) return Unknown{"too little of the film beside the bone can be used"};
  const int columns =
      static_cast<int>(std::ceil((band.inward_mm + parameters.height_mm) / band.outward_mm()));
  const cv::Mat1f image(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  cv::remap(image, band.grey, sample_places(band, columns), cv::noArray(), cv::INTER_LINEAR,
            cv::BORDER_REPLICATE);
  return band;
}

}  // namespace osteosign
