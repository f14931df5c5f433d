#include "features/radiograph/spine/spine_on_film.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/radiograph/spine/column_along_pedicles.h"
#include "features/radiograph/spine/frontal/endplates_at_pedicles.h"
#include "features/radiograph/spine/frontal/frontal_bodies.h"
#include "features/radiograph/spine/pedicle_asymmetry.h"
#include "features/radiograph/spine/pedicle_network.h"
#include "features/radiograph/spine/pedicle_rings.h"
#include "features/radiograph/spine/straightened_column.h"

namespace osteosign {
namespace {

/// "left" or "right" of the patient at the left edge: the rows run from there to the side that is told.
Measured<std::string> image_left_side(const Radiograph& film) {
  if (!film.orientation.known()) return film.orientation.unknown();
  const char rows_run_to = film.orientation.value().front();
  if (rows_run_to == 'L') return std::string("right");
  if (rows_run_to == 'R') return std::string("left");
  return Unknown{
      fmt::format("Patient Orientation (0020,0020) is '{}': the rows run neither to the left nor to the "
                  "right of the patient",
                  film.orientation.value())};
}

/// Whether the film shows the whole ring: none of it lies in the border of the exposed field.
bool lies_in_field(const StraightenedColumn& column, const PedicleRing& ring, const RadiographField& field) {
  if (ring.row - ring.size.along < 0 || ring.row + ring.size.along > column.picture.rows - 1) return false;
  for (const double across : {-1.0, 0.0, 1.0})
    for (const double along : {-1.0, 0.0, 1.0}) {
      const Eigen::Vector2d pixel =
          column.on_film(ring.column + across * ring.size.across, ring.row + along * ring.size.along);
      if (!field.usable_at(static_cast<int>(std::lround(pixel.x())),
                           static_cast<int>(std::lround(pixel.y()))))
        return false;
    }
  return true;
}

MeasuredQuantity pedicle_seen(const StraightenedColumn& column, const ExpectedPedicles& level,
                              const PedicleRing& ring, double lost, const RadiographField& field) {
  if (level.likeness < ExpectedPedicles::least_likeness)
    return Unknown{"the level is hardly seen: its place is what the levels beside it let expect"};
  if (!lies_in_field(column, ring, field))
    return Unknown{"the place of the pedicle lies in the border of the film, under a letter or under metal"};
  return Quantity{1 - lost, Unit::fraction};
}

/// How far the middle of the two pedicles lies beside that of the column, as part of their distance, against
/// the median of all levels.
std::vector<double> turns(const std::vector<ExpectedPedicles>& levels) {
  std::vector<double> offsets;
  for (const ExpectedPedicles& level : levels)
    offsets.push_back(((level.left_column + level.right_column) / 2 - StraightenedColumn::body_px) /
                      (level.right_column - level.left_column));
  std::vector<double> sorted = offsets;
  std::sort(sorted.begin(), sorted.end());
  for (double& offset : offsets) offset -= sorted[sorted.size() / 2];
  return offsets;
}

PedicleOnFilm drawn(const StraightenedColumn& column, const PedicleRing& ring) {
  PedicleOnFilm pedicle;
  pedicle.centre_px = column.on_film(ring.column, ring.row);
  const Eigen::Vector2d across = column.on_film(ring.column + 1, ring.row) - pedicle.centre_px;
  pedicle.semi_axes_px = across.norm() * Eigen::Vector2d(ring.size.across, ring.size.along);
  pedicle.along_column = Eigen::Vector2d(-across.y(), across.x()).normalized();
  return pedicle;
}

/// A box round the body: between the endplates, as wide as the pedicles let expect.
std::vector<Eigen::Vector2d> box_of_body(const StraightenedColumn& column, const PedicleRings& rings,
                                         const LevelPlates& plates) {
  const double left = rings.front().column - 1.3 * rings.front().size.across,
               right = rings.back().column + 1.3 * rings.back().size.across;
  return {column.on_film(left, plates.superior.at(left)), column.on_film(right, plates.superior.at(right)),
          column.on_film(right, plates.inferior.at(right)), column.on_film(left, plates.inferior.at(left))};
}

VertebraOnFilm vertebra_of(const StraightenedColumn& column, const ExpectedPedicles& level,
                           const PedicleRings& rings, const LevelPlates& plates,
                           const RadiographField& field) {
  VertebraOnFilm vertebra;
  vertebra.outline_px = box_of_body(column, rings, plates);
  vertebra.centre_px = Eigen::Vector2d::Zero();
  for (const Eigen::Vector2d& corner : vertebra.outline_px) vertebra.centre_px += corner / 4;
  vertebra.pedicles = {drawn(column, rings.front()), drawn(column, rings.back())};
  vertebra.measurements.image_left_pedicle_seen =
      pedicle_seen(column, level, rings.front(), level.lost.front(), field);
  vertebra.measurements.image_right_pedicle_seen =
      pedicle_seen(column, level, rings.back(), level.lost.back(), field);
  return vertebra;
}

std::vector<VertebraOnFilm> vertebrae_of(const StraightenedColumn& column,
                                         const std::vector<ExpectedPedicles>& levels,
                                         const RadiographField& field,
                                         const FilmSpineParameters& parameters) {
  const std::vector<PedicleRings> rings = find_pedicle_rings(ring_likeness(column.picture), levels);
  const std::vector<LevelPlates> plates = endplates_at_pedicles(column.picture, rings);
  const std::vector<double> turned = turns(levels);
  std::vector<VertebraOnFilm> vertebrae;
  for (std::size_t each = 0; each < levels.size(); ++each) {
    VertebraOnFilm vertebra = vertebra_of(column, levels[each], rings[each], plates[each], field);
    vertebra.number = static_cast<int>(each) + 1;
    vertebra.level.shown = fmt::format("vertebra {} from above", vertebra.number);
    if (std::abs(turned[each]) > parameters.largest_rotation)
      vertebra.measurements.pedicle_asymmetry = Unknown{
          fmt::format("the vertebra is turned against the others: the middle of its pedicles lies {:.0f} "
                      "% of their distance beside the column",
                      100 * std::abs(turned[each]))};
    vertebrae.push_back(std::move(vertebra));
  }
  return vertebrae;
}

}  // namespace

bool shows_spine(const Radiograph& film) {
  const std::string* const part = film.body_part.if_known();
  return part != nullptr && part->find("SPINE") != std::string::npos;
}

Measured<SpineOnFilm> spine_on_frontal_film(const Radiograph& film, const RadiographField& field,
                                            const FilmSpineParameters& parameters) {
  if (!shows_spine(film)) return Unknown{"vertebrae are looked for on films of the spine alone"};
  if (!film.view.known()) return film.view.unknown();
  if (film.view.value() != "AP" && film.view.value() != "PA")
    return Unknown{fmt::format("pedicles are looked for on frontal films (AP or PA) alone; this one is {}",
                               film.view.value())};
  const Measured<ColumnMidline> midline = find_column_midline(film, parameters);
  if (!midline.known()) return midline.unknown();
  constexpr std::size_t fewest_levels = 3;
  StraightenedColumn column = straighten_column(film, midline.value());
  double width_px = midline.value().width_px;
  if (column.picture.rows < 2 * StraightenedColumn::body_px)
    return Unknown{"the part of the column that stands out is shorter than two vertebrae"};
  std::vector<ExpectedPedicles> levels = find_vertebra_chain(look_for_pedicles(column.picture));
  if (auto along = column_along_pedicles(film, column, levels)) {
    column = std::move(along->column);
    width_px = along->width_px;
    levels = find_vertebra_chain(look_for_pedicles(column.picture));
  }
  if (levels.size() < fewest_levels)
    return Unknown{"fewer than three vertebrae with pedicles were found on the film"};
  SpineOnFilm spine;
  spine.vertebrae = vertebrae_of(column, levels, field, parameters);
  compare_pedicles(spine.vertebrae);
  measure_frontal_bodies(film, field, spine);
  spine.midline_px = column.midline_px;
  spine.body_width_px = width_px;
  spine.image_left_side = image_left_side(film);
  return spine;
}

}  // namespace osteosign
