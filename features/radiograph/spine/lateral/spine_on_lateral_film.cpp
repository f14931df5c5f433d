#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "features/profile/order_statistics.h"
#include "features/radiograph/spine/body/body_borders.h"
#include "features/radiograph/spine/body/body_pattern.h"
#include "features/radiograph/spine/lateral/bodies_on_film.h"
#include "features/radiograph/spine/lateral/compare_bodies.h"
#include "features/radiograph/spine/spine_on_film.h"

namespace osteosign {
namespace {

char rows_run_to(const Radiograph& film) {
  const std::string* const orientation = film.orientation.if_known();
  return orientation == nullptr || orientation->empty() ? ' ' : orientation->front();
}

bool is_sagittal(char direction) { return direction == 'A' || direction == 'P'; }

VertebraOnFilm vertebra_of(const BodyOnFilm& body, const BodyEdges& edges, const BodyShape& shape,
                           int number) {
  VertebraOnFilm vertebra;
  vertebra.number = number;
  vertebra.level.shown = fmt::format("vertebra {} from above", number);
  vertebra.centre_px = body.centre_px();
  const auto corners = corners_of(edges, body);
  vertebra.outline_px.assign(corners.begin(), corners.end());
  if (shape.anterior.known()) vertebra.endplates_px = {edges.superior.points_px, edges.inferior.points_px};
  if (shape.bulge.known()) {
    vertebra.posterior_wall_px = edges.posterior.points_px;
    vertebra.posterior_chord_px = shape.chord_px;
    vertebra.most_posterior_px = shape.most_posterior_px;
  }
  return vertebra;
}

/// Where the front of the bodies lies, and a remark where Patient Orientation says otherwise.
void remark_front(const std::vector<BodyOnFilm>& bodies, const Radiograph& film, SpineOnFilm& spine) {
  double across = 0;
  for (const BodyOnFilm& body : bodies)
    across +=
        body.corners_px[0].x() + body.corners_px[3].x() - body.corners_px[1].x() - body.corners_px[2].x();
  const bool front_at_left = across < 0;
  spine.notes.push_back(fmt::format("the front of the vertebrae lies at the {} of the image",
                                    front_at_left ? "left" : "right"));
  const char direction = rows_run_to(film);
  if (is_sagittal(direction) && (direction == 'A') == front_at_left)
    spine.notes.push_back(fmt::format(
        "Patient Orientation (0020,0020) is '{}', which would be the other way round; the image was followed",
        film.orientation.value()));
}

}  // namespace

bool is_lateral_view(const Radiograph& film) {
  if (!film.view.known()) return is_sagittal(rows_run_to(film));
  const std::string& view = film.view.value();
  return view == "LL" || view == "RL" || view == "LATERAL";
}

Measured<SpineOnFilm> spine_on_lateral_film(const Radiograph& film, const RadiographField& field) {
  if (!shows_spine(film)) return Unknown{"vertebrae are looked for on films of the spine alone"};
  if (!is_lateral_view(film))
    return film.view.known() ? Unknown{fmt::format("the film is no lateral view but {}", film.view.value())}
                             : film.view.unknown();
  const char direction = rows_run_to(film);
  if (direction == 'L' || direction == 'R')
    return Unknown{
        fmt::format("the view is lateral, but by Patient Orientation (0020,0020) '{}' the rows run "
                    "to a side of the patient",
                    film.orientation.value())};
  constexpr int least_side_px = 64;
  if (std::min(film.columns, film.rows) < least_side_px)
    return Unknown{"the film is too small for a column of vertebrae"};
  const auto [lowest, highest] = std::ranges::minmax_element(film.pixels);
  if (*lowest == *highest) return Unknown{"the film is empty: all of its pixels are equal"};
  std::vector<BodyOnFilm> bodies = bodies_on_film(film);
  constexpr std::size_t fewest_bodies = 2;
  if (bodies.size() < fewest_bodies) return Unknown{"fewer than two vertebral bodies were found on the film"};
  std::vector<BodyEdges> edges;
  std::vector<BodyShape> shapes;
  std::vector<BodyPattern> patterns;
  for (BodyOnFilm& body : bodies) {
    body = with_refined_corners(film, body, SpineView::lateral);
    edges.push_back(trace_body(film, field, body, SpineView::lateral));
    shapes.push_back(shape_of(film, body, edges.back(), SpineView::lateral));
    patterns.push_back(pattern_of(film, field, body, corners_of(edges.back(), body)));
  }
  const std::vector<RadiographVertebraMeasurements> measured = compared_bodies(shapes);
  const std::vector<ComparedPattern> compared = compare_patterns(patterns);
  SpineOnFilm spine;
  spine.view = SpineView::lateral;
  std::vector<double> depths;
  for (std::size_t each = 0; each < bodies.size(); ++each) {
    spine.vertebrae.push_back(
        vertebra_of(bodies[each], edges[each], shapes[each], static_cast<int>(each) + 1));
    VertebraOnFilm& vertebra = spine.vertebrae.back();
    vertebra.measurements = measured[each];
    vertebra.measurements.lucent_share = compared[each].lucent_share;
    vertebra.measurements.texture_z = compared[each].texture_z;
    vertebra.lucent_px = compared[each].lucent_px;
    spine.midline_px.push_back(bodies[each].centre_px());
    depths.push_back(bodies[each].depth_px());
  }
  spine.body_width_px = median(std::move(depths));
  spine.image_left_side = Unknown{"the film is a lateral view: its edges are front and back of the patient"};
  remark_front(bodies, film, spine);
  return spine;
}

}  // namespace osteosign
