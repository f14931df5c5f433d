#include "features/radiograph/spine/lateral/compare_bodies.h"

#include "features/radiograph/spine/body/compare_shapes.h"

namespace osteosign {
namespace {

constexpr double usual_depth_mm = 34;  // of a lumbar body
constexpr std::size_t fewest_others = 2;

void say_no_pedicles(RadiographVertebraMeasurements& measured) {
  const Unknown why{"pedicles are measured on frontal films alone"};
  for (MeasuredQuantity* const one :
       {&measured.image_left_pedicle_seen, &measured.image_right_pedicle_seen,
        &measured.image_left_pedicle_expected, &measured.image_right_pedicle_expected,
        &measured.pedicle_asymmetry, &measured.pedicle_asymmetry_z})
    *one = why;
}

RadiographVertebraMeasurements own_measurements(const BodyShape& shape) {
  RadiographVertebraMeasurements measured;
  say_no_pedicles(measured);
  measured.anterior_height = in_mm(shape.anterior);
  measured.middle_height = in_mm(shape.middle);
  measured.posterior_height = in_mm(shape.posterior);
  measured.body_depth = in_mm(shape.depth);
  measured.anterior_height_to_depth = part_of(shape.anterior, shape.depth, Unit::one);
  measured.middle_height_to_depth = part_of(shape.middle, shape.depth, Unit::one);
  measured.posterior_height_to_depth = part_of(shape.posterior, shape.depth, Unit::one);
  measured.sagittal_wedge = shape.wedge;
  measured.posterior_wall_bulge = in_mm(shape.bulge);
  measured.posterior_wall_bulge_to_depth = part_of(shape.bulge, shape.depth, Unit::fraction);
  measured.posterior_wall_convex_share = shape.convex_share;
  return measured;
}

}  // namespace

std::vector<RadiographVertebraMeasurements> compared_bodies(const std::vector<BodyShape>& shapes) {
  std::vector<RadiographVertebraMeasurements> all;
  std::vector<MeasuredQuantity> bulges, contrasts;
  for (const BodyShape& shape : shapes) {
    all.push_back(own_measurements(shape));
    bulges.push_back(all.back().posterior_wall_bulge_to_depth);
    contrasts.push_back(shape.edge_contrast[3]);
  }
  const std::vector<HeightLosses> losses = losses_on_film(shapes, usual_depth_mm);
  const std::vector<MeasuredQuantity> excess = against_others(bulges, Against::difference, fewest_others),
                                      contrast = against_others(contrasts, Against::ratio, fewest_others),
                                      faintest = faintest_edges(shapes);
  for (std::size_t each = 0; each < all.size(); ++each) {
    all[each].anterior_height_loss = losses[each].anterior;
    all[each].middle_height_loss = losses[each].middle;
    all[each].posterior_height_loss = losses[each].posterior;
    all[each].height_loss = losses[each].largest;
    all[each].posterior_wall_bulge_excess = excess[each];
    all[each].posterior_wall_contrast = contrast[each];
    all[each].faintest_edge_contrast = faintest[each];
  }
  return all;
}

}  // namespace osteosign
