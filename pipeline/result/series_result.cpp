#include "pipeline/result/series_result.h"

namespace osteosign {
namespace {

Measured<std::vector<double>> spacing_of(const Radiograph& film) {
  if (const auto* spacing = film.spacing.if_known())
    return std::vector<double>{spacing->column_mm, spacing->row_mm};
  return film.spacing.unknown();
}

}  // namespace

SeriesResult series_result(const CtVolume& ct, const ImageQuality& quality) {
  const ImageGrid& grid = ct.grid;
  return {.series_instance_uid = ct.acquisition.series_instance_uid,
          .modality = "CT",
          .view = Unknown{"a CT series is not one view"},
          .slices = grid.size[2],
          .size = {grid.size.begin(), grid.size.end()},
          .spacing_mm = std::vector<double>{grid.spacing_mm.x(), grid.spacing_mm.y(), grid.spacing_mm.z()},
          .origin_mm = grid.origin_mm,
          .direction = grid.direction,
          .spacing_source = "Pixel Spacing (0028,0030) and Image Position (0020,0032)",
          .geometry = ct.geometry,
          .noise_hu = quality.noise_hu,
          .psf_in_plane_sigma_mm = quality.point_spread.in_plane_sigma_mm,
          .psf_axial_sigma_mm = quality.point_spread.axial_sigma_mm};
}

SeriesResult series_result(const Radiograph& film) {
  const Unknown no_position{"a radiograph has no position in the patient"};
  const Unknown no_hounsfield{"a radiograph has no Hounsfield units"};
  const Unknown no_spread{"the blur of a radiograph is not measured by this version"};
  return {.series_instance_uid = film.series_instance_uid,
          .modality = film.modality,
          .view = film.view,
          .slices = 1,
          .size = {film.columns, film.rows},
          .spacing_mm = spacing_of(film),
          .origin_mm = no_position,
          .direction = no_position,
          .spacing_source = film.spacing_source,
          .geometry = Unknown{"a radiograph is a single image"},
          .noise_hu = no_hounsfield,
          .psf_in_plane_sigma_mm = no_spread,
          .psf_axial_sigma_mm = no_spread};
}

}  // namespace osteosign
