#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographVertebraMeasurements that describe the body on a lateral film: heights and losses.
template <class Measurements, class Visitor>
void describe_lateral_heights(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{"anterior_height",
                             "Distance of the endplates at 12 % of the depth of the body, lateral film",
                             Unit::mm,
                             "the film is no lateral view or has no spacing, the body is cut by its border, "
                             "or an endplate is not seen",
                             "methods B8.2", "features/radiograph/spine/body/body_shape.h"},
      m.anterior_height);
  visit(MeasurementDescription{"middle_height",
                               "The same at half of the depth; on a frontal film, of the width", Unit::mm,
                               "as anterior_height", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.middle_height);
  visit(MeasurementDescription{"posterior_height", "The same at 88 % of the depth", Unit::mm,
                               "as anterior_height", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.posterior_height);
  visit(
      MeasurementDescription{
          "body_depth", "Distance from the middle of the front to the middle of the back of the body",
          Unit::mm, "the film is no lateral view or has no spacing, or the body is cut by its border",
          "methods B8.2", "features/radiograph/spine/body/body_shape.h"},
      m.body_depth);
  visit(
      MeasurementDescription{"anterior_height_to_depth", "Anterior height to the depth of the body",
                             Unit::one,
                             "the film is no lateral view, the body is cut by its border, or an endplate is "
                             "not seen",
                             "methods B8.2", "features/radiograph/spine/body/body_shape.h"},
      m.anterior_height_to_depth);
  visit(MeasurementDescription{"middle_height_to_depth", "Middle height to the depth of the body", Unit::one,
                               "as anterior_height_to_depth", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.middle_height_to_depth);
  visit(MeasurementDescription{"posterior_height_to_depth", "Posterior height to the depth of the body",
                               Unit::one, "as anterior_height_to_depth", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.posterior_height_to_depth);
  visit(MeasurementDescription{"anterior_height_loss",
                               "Loss of anterior height against the neighbours on the same film",
                               Unit::fraction,
                               "the height is unknown, or that of fewer than two neighbours is known",
                               "methods A9.4", "features/radiograph/spine/body/compare_shapes.h"},
        m.anterior_height_loss);
  visit(MeasurementDescription{"middle_height_loss", "The same of the middle height", Unit::fraction,
                               "as anterior_height_loss", "methods A9.4",
                               "features/radiograph/spine/body/compare_shapes.h"},
        m.middle_height_loss);
  visit(MeasurementDescription{"posterior_height_loss", "The same of the posterior height", Unit::fraction,
                               "as anterior_height_loss", "methods A9.4",
                               "features/radiograph/spine/body/compare_shapes.h"},
        m.posterior_height_loss);
  visit(MeasurementDescription{"height_loss", "The largest of the three losses", Unit::fraction,
                               "none of the three is known", "methods A9.4",
                               "features/radiograph/spine/body/compare_shapes.h"},
        m.height_loss);
  visit(MeasurementDescription{"sagittal_wedge",
                               "Angle between the endplates on the lateral film; positive: lower in front",
                               Unit::degree, "as anterior_height_to_depth", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.sagittal_wedge);
}

/// The rows of its posterior wall.
template <class Measurements, class Visitor>
void describe_lateral_wall(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{"posterior_wall_bulge",
                             "Greatest distance of the posterior wall behind its chord on a lateral film; "
                             "below 0 where it is hollow",
                             Unit::mm,
                             "the film is no lateral view or has no spacing, the body is cut by its border, "
                             "or the wall is not seen",
                             "methods B8.2", "features/radiograph/spine/body/body_shape.h"},
      m.posterior_wall_bulge);
  visit(
      MeasurementDescription{"posterior_wall_bulge_to_depth", "The same to the depth of the body",
                             Unit::fraction,
                             "the film is no lateral view, the body is cut by its border, or the wall is not "
                             "seen",
                             "methods B8.2", "features/radiograph/spine/body/body_shape.h"},
      m.posterior_wall_bulge_to_depth);
  visit(MeasurementDescription{"posterior_wall_bulge_excess",
                               "Bulge to depth less the median of the other vertebrae", Unit::fraction,
                               "the bulge is unknown, or that of fewer than two other vertebrae is known",
                               "methods B8.2", "features/radiograph/spine/body/compare_shapes.h"},
        m.posterior_wall_bulge_excess);
  visit(MeasurementDescription{"posterior_wall_convex_share",
                               "Part of the wall's height that lies behind its chord by more than 0.3 of the "
                               "bulge",
                               Unit::fraction, "as posterior_wall_bulge_to_depth", "methods B8.2",
                               "features/radiograph/spine/body/body_shape.h"},
        m.posterior_wall_convex_share);
  visit(
      MeasurementDescription{"posterior_wall_contrast",
                             "Contrast of the edge of the posterior wall to the median of the other "
                             "vertebrae",
                             Unit::one,
                             "the film is no lateral view, the wall lies in the border of the field or under "
                             "metal, or fewer than two others can be compared",
                             "methods B8.2", "features/radiograph/spine/body/compare_shapes.h"},
      m.posterior_wall_contrast);
}

}  // namespace osteosign
