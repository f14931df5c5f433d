#include "sample_data/phantom/film_of_ct.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "io/values/errors.h"
#include "sample_data/phantom/dicom_identity.h"
#include "sample_data/phantom/film_detector.h"
#include "sample_data/phantom/film_rays.h"

namespace osteosign::phantom {

namespace {

constexpr int widest_film = 8192;

/// Attenuation per mm of every voxel.
class AttenuationVolume {
 public:
  explicit AttenuationVolume(const CtVolume& ct) : grid_(ct.grid) {
    per_mm_.reserve(ct.hounsfield.size());
    for (const std::int16_t hu : ct.hounsfield) per_mm_.push_back(static_cast<float>(attenuation_per_mm(hu)));
  }

  /// Integral along a ray of the patient, in steps of at most `step_mm` between its entry and its exit.
  double along(const Eigen::Vector3d& source_mm, const Eigen::Vector3d& direction, double step_mm) const {
    const Eigen::Vector3d from = grid_.voxel_from_patient(source_mm);
    const Eigen::Vector3d per_step =
        (grid_.direction.transpose() * direction).cwiseQuotient(grid_.spacing_mm);
    double enter_mm = 0, leave_mm = 1e9;
    for (int axis = 0; axis < 3; ++axis) {
      const double last = grid_.size[static_cast<std::size_t>(axis)] - 1;
      if (std::abs(per_step[axis]) < 1e-12) {
        if (from[axis] < 0 || from[axis] > last) return 0;
        continue;
      }
      const double a = -from[axis] / per_step[axis], b = (last - from[axis]) / per_step[axis];
      enter_mm = std::max(enter_mm, std::min(a, b));
      leave_mm = std::min(leave_mm, std::max(a, b));
    }
    if (leave_mm <= enter_mm) return 0;
    const int steps = static_cast<int>(std::ceil((leave_mm - enter_mm) / step_mm));
    const double even_mm = (leave_mm - enter_mm) / steps;
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += at(from + (enter_mm + (i + 0.5) * even_mm) * per_step);
    return sum * even_mm;
  }

 private:
  /// Trilinear, at a place inside of the outermost voxel centres.
  float at(const Eigen::Vector3d& voxel) const {
    const auto lower = [&](int axis) {
      const int last = std::max(0, grid_.size[static_cast<std::size_t>(axis)] - 2);
      return std::clamp(static_cast<int>(voxel[axis]), 0, last);
    };
    const int x = lower(0), y = lower(1), z = lower(2);
    const auto fx = static_cast<float>(voxel.x() - x), fy = static_cast<float>(voxel.y() - y),
               fz = static_cast<float>(voxel.z() - z);
    const auto row = static_cast<std::size_t>(grid_.size[0]);
    const std::size_t slice = row * static_cast<std::size_t>(grid_.size[1]);
    const float* const corner = per_mm_.data() + grid_.index(x, y, z);
    const auto mix = [](float a, float b, float t) { return a + t * (b - a); };
    const auto plane = [&](const float* p) {
      return mix(mix(p[0], p[1], fx), mix(p[row], p[row + 1], fx), fy);
    };
    return mix(plane(corner), plane(corner + slice), fz);
  }

  ImageGrid grid_;
  std::vector<float> per_mm_;
};

Eigen::Vector3d centre_of(const ImageGrid& grid) {
  return grid.patient_from_voxel(Eigen::Vector3d(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1) / 2);
}

/// Columns and rows that hold the shadow of all corners of the CT, where none are given.
void fit_film(FilmExposure& exposure, const ImageGrid& grid) {
  FilmExposure origin = exposure;
  origin.columns = origin.rows = 1;  // pixels are counted from the middle
  const FilmGeometry geometry(origin);
  Eigen::Vector2d reach_px = Eigen::Vector2d::Zero();
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d voxel((corner & 1) * (grid.size[0] - 1), (corner >> 1 & 1) * (grid.size[1] - 1),
                                (corner >> 2 & 1) * (grid.size[2] - 1));
    reach_px =
        reach_px.cwiseMax(geometry.pixel_of(grid.patient_from_voxel(voxel) - centre_of(grid)).cwiseAbs());
  }
  const auto held = [](double reach) {
    return std::min(widest_film, 2 * static_cast<int>(std::ceil(reach)) + 1);
  };
  if (exposure.columns == 0) exposure.columns = held(reach_px.x());
  if (exposure.rows == 0) exposure.rows = held(reach_px.y());
}

std::vector<float> attenuation_image(const CtVolume& ct, const FilmOfCt& made) {
  const AttenuationVolume volume(ct);
  const FilmGeometry geometry(made.exposure);
  const Eigen::Vector3d source_mm = geometry.source_mm() + made.centre_in_patient_mm;
  const auto columns = static_cast<std::size_t>(made.exposure.columns);
  std::vector<float> image(columns * static_cast<std::size_t>(made.exposure.rows));
  tbb::parallel_for(0, made.exposure.rows, [&](int row) {
    for (int column = 0; column < made.exposure.columns; ++column)
      image[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)] = static_cast<float>(
          volume.along(source_mm, geometry.direction_through({column, row}), made.exposure.ray_step_mm));
  });
  return image;
}

Radiograph empty_film(const CtVolume& ct, FilmView view, const FilmExposure& exposure) {
  const std::string figures = ct.acquisition.series_instance_uid + figures_of(exposure);
  Radiograph film = unexposed_film(exposure);
  film.view = std::string(view == FilmView::ap ? "AP" : "LL");
  film.laterality = std::string("U");
  film.orientation = std::string(view == FilmView::ap ? "L\\F" : "A\\F");
  if (!ct.acquisition.body_part.empty()) film.body_part = ct.acquisition.body_part;
  film.study_instance_uid = uid_from("study of a film:" + figures);
  film.series_instance_uid = uid_from("series of a film:" + figures);
  film.sop_instance_uid = uid_from("film:" + figures);
  return film;
}

}  // namespace

FilmView film_view_named(const std::string& name) {
  if (name == "ap") return FilmView::ap;
  if (name == "lateral") return FilmView::lateral;
  throw UsageError(fmt::format("view is '{}', but must be ap or lateral", name));
}

FilmExposure trunk_exposure() {
  FilmExposure exposure;
  exposure.columns = exposure.rows = 0;
  exposure.pixel_mm = 0.25;
  exposure.tilt_deg = 0;
  exposure.quanta_per_pixel = 300000;
  exposure.ray_step_mm = 0.7;
  return exposure;
}

FilmOfCt film_of_ct(const CtVolume& ct, FilmView view, const FilmExposure& exposure) {
  if (ct.grid.voxel_count() == 0 || *std::ranges::min_element(ct.grid.size) < 2)
    throw UsageError("a CT of less than two voxels in a direction casts no film");
  FilmOfCt made;
  made.exposure = exposure;
  if (view == FilmView::lateral) made.exposure.turn_deg += 90;
  made.centre_in_patient_mm = centre_of(ct.grid);
  fit_film(made.exposure, ct.grid);
  made.film = empty_film(ct, view, made.exposure);
  const std::vector<std::uint16_t> values =
      detect(attenuation_image(ct, made), made.exposure, stored_per_trunk_attenuation);
  made.film.pixels.assign(values.begin(), values.end());
  return made;
}

}  // namespace osteosign::phantom
