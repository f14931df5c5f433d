#include "sample_data/phantom/spine/film_of_spine.h"

#include <algorithm>
#include <cmath>

namespace osteosign::phantom {

std::vector<VertebraOnFilm> vertebrae_on_film(const SpineCt& scanned, const FilmOfCt& film) {
  std::vector<VertebraOnFilm> found;
  for (const VertebraModel& vertebra : scanned.scene->column().vertebrae()) {
    const Eigen::Isometry3d patient_from_local =
        scanned.patient_from_phantom * vertebra.placed.phantom_from_local;
    const auto pixel_of = [&](double x, double y, double z) {
      return film.pixel_of(patient_from_local * Eigen::Vector3d(x, y, z));
    };
    const VertebralBody& body = vertebra.body;
    const auto superior = [&](double x, double y) { return pixel_of(x, y, body.superior_mm(x, y)); };
    const auto inferior = [&](double x, double y) { return pixel_of(x, y, body.inferior_mm(x, y)); };
    const double side_mm = body.size().width_mm / 2, front_mm = body.front_mm(), back_mm = body.chord_mm(0);
    const Eigen::Vector3d isthmus = vertebra.arch.left_pedicle().isthmus_mm;
    found.push_back(
        {vertebra.placed.number, level_name(vertebra.placed.level),
         film.magnification_of(patient_from_local.translation()), pixel_of(0, 0, 0),
         pixel_of(isthmus.x(), isthmus.y(), isthmus.z()), pixel_of(-isthmus.x(), isthmus.y(), isthmus.z()),
         superior(side_mm, 0), superior(-side_mm, 0), inferior(side_mm, 0), inferior(-side_mm, 0),
         superior(0, front_mm), superior(0, back_mm), inferior(0, front_mm), inferior(0, back_mm)});
  }
  return found;
}

CtScan scan_of_trunk(const SpinePhantom& phantom, CtScan scan, double half_width_mm) {
  constexpr double border_mm = 4;
  const double to_front_mm = 2 * phantom.around.half_depth_mm - phantom.around.behind_mm;
  const double deepest_mm = std::max(to_front_mm, phantom.around.behind_mm) + border_mm;
  const double widest_mm = std::min(half_width_mm, phantom.around.half_width_mm + border_mm);
  scan.columns = static_cast<int>(std::ceil(2 * widest_mm / scan.column_mm));
  scan.rows = static_cast<int>(std::ceil(2 * deepest_mm / scan.row_mm));
  return scan;
}

}  // namespace osteosign::phantom
