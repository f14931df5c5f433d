#include "features/radiograph/spine/frontal/frontal_bodies.h"

#include <algorithm>

#include "features/radiograph/spine/body/body_borders.h"
#include "features/radiograph/spine/body/body_pattern.h"
#include "features/radiograph/spine/body/compare_shapes.h"
#include "features/radiograph/spine/frontal/frontal_curve.h"

namespace osteosign {
namespace {

constexpr double usual_width_mm = 45;  // of a lumbar body

BodyOnFilm expected_body(const VertebraOnFilm& vertebra) {
  BodyOnFilm body;
  for (std::size_t corner = 0; corner < body_corners; ++corner)
    body.corners_px[corner] = vertebra.outline_px[corner];
  return body;
}

/// On cast films of seeds 700 to 739 known heights are 13 % off (SD), as endplates lie across facets,
/// processes and the rims of the neighbours; the roughness of the traced line knows nothing of that.
constexpr double height_floor = 0.13;

MeasuredQuantity with_floor(const MeasuredQuantity& height) {
  if (!height.known()) return height;
  Quantity wider = height.value();
  wider.sd = std::max(wider.sd.value_or(0), height_floor * wider.value);
  return wider;
}

void put_own(const BodyShape& shape, RadiographVertebraMeasurements& measured) {
  measured.image_left_height = in_mm(shape.anterior);
  measured.middle_height = in_mm(shape.middle);
  measured.image_right_height = in_mm(shape.posterior);
  measured.body_width = in_mm(shape.depth);
  measured.image_left_height_to_width = part_of(shape.anterior, shape.depth, Unit::one);
  measured.image_right_height_to_width = part_of(shape.posterior, shape.depth, Unit::one);
  measured.coronal_wedge = shape.wedge;
}

}  // namespace

void measure_frontal_bodies(const Radiograph& film, const RadiographField& field, SpineOnFilm& spine) {
  std::vector<BodyShape> shapes;
  std::vector<BodyPattern> patterns;
  for (VertebraOnFilm& vertebra : spine.vertebrae) {
    const BodyOnFilm body = with_refined_corners(film, expected_body(vertebra), SpineView::frontal);
    const BodyEdges edges = trace_body(film, field, body, SpineView::frontal);
    shapes.push_back(shape_of(film, body, edges, SpineView::frontal));
    for (MeasuredQuantity* const height :
         {&shapes.back().anterior, &shapes.back().middle, &shapes.back().posterior})
      *height = with_floor(*height);
    const std::array<Eigen::Vector2d, body_corners> corners_px = corners_of(edges, body);
    patterns.push_back(pattern_of(film, field, body, corners_px));
    vertebra.outline_px.assign(corners_px.begin(), corners_px.end());
    vertebra.centre_px = body.centre_px();
    if (shapes.back().anterior.known())
      vertebra.endplates_px = {edges.superior.points_px, edges.inferior.points_px};
  }
  const std::vector<HeightLosses> losses = losses_on_film(shapes, usual_width_mm);
  const std::vector<MeasuredQuantity> faintest = faintest_edges(shapes);
  const std::vector<ComparedPattern> compared = compare_patterns(patterns);
  const FrontalCurve curve = measure_frontal_curve(shapes);
  for (std::size_t each = 0; each < spine.vertebrae.size(); ++each) {
    RadiographVertebraMeasurements& measured = spine.vertebrae[each].measurements;
    put_own(shapes[each], measured);
    measured.image_left_height_loss = losses[each].anterior;
    measured.middle_height_loss = losses[each].middle;
    measured.image_right_height_loss = losses[each].posterior;
    measured.height_loss = losses[each].largest;
    measured.coronal_wedge_residual = curve.wedge_residuals[each];
    measured.faintest_edge_contrast = faintest[each];
    measured.lucent_share = compared[each].lucent_share;
    measured.texture_z = compared[each].texture_z;
    spine.vertebrae[each].lucent_px = compared[each].lucent_px;
  }
  spine.cobb = curve.cobb;
}

}  // namespace osteosign
