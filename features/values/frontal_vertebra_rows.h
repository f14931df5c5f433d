#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographVertebraMeasurements that describe the body on a frontal film. Left and right are
/// those of the image.
template <class Measurements, class Visitor>
void describe_frontal_body(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{"image_left_height",
                             "Distance of the endplates at 12 % of the width of the body, from the left of "
                             "the image, frontal film",
                             Unit::mm,
                             "the film is no frontal view or has no spacing, the body is cut by its border, "
                             "or an endplate is not seen",
                             "methods B8.1", "features/radiograph/spine/body/body_shape.h"},
      m.image_left_height);
  visit(MeasurementDescription{"image_right_height", "The same at 88 % of the width", Unit::mm,
                               "as image_left_height", "methods B8.1",
                               "features/radiograph/spine/body/body_shape.h"},
        m.image_right_height);
  visit(
      MeasurementDescription{
          "body_width", "Distance of the middles of the left and the right border of the body, frontal film",
          Unit::mm, "the film is no frontal view or has no spacing, or the body is cut by its border",
          "methods B8.1", "features/radiograph/spine/body/body_shape.h"},
      m.body_width);
  visit(MeasurementDescription{"image_left_height_to_width", "Height at the left to the width of the body",
                               Unit::one,
                               "the film is no frontal view, the body is cut by its border, or an endplate "
                               "is not seen",
                               "methods B8.1", "features/radiograph/spine/body/body_shape.h"},
        m.image_left_height_to_width);
  visit(MeasurementDescription{"image_right_height_to_width", "Height at the right to the width of the body",
                               Unit::one, "as image_left_height_to_width", "methods B8.1",
                               "features/radiograph/spine/body/body_shape.h"},
        m.image_right_height_to_width);
  visit(MeasurementDescription{"image_left_height_loss",
                               "Loss of height at the left against the neighbours on the same film",
                               Unit::fraction,
                               "the height is unknown, or that of fewer than two neighbours is known",
                               "methods A9.4", "features/radiograph/spine/body/compare_shapes.h"},
        m.image_left_height_loss);
  visit(MeasurementDescription{"image_right_height_loss", "The same at the right", Unit::fraction,
                               "as image_left_height_loss", "methods A9.4",
                               "features/radiograph/spine/body/compare_shapes.h"},
        m.image_right_height_loss);
  visit(MeasurementDescription{"coronal_wedge",
                               "Angle between the endplates on the frontal film; positive: lower at the left "
                               "of the image",
                               Unit::degree, "as image_left_height_to_width", "methods B8.1",
                               "features/radiograph/spine/body/body_shape.h"},
        m.coronal_wedge);
  visit(MeasurementDescription{"coronal_wedge_residual",
                               "Wedge beyond that of the smooth curve through the tilts of all endplates",
                               Unit::degree,
                               "the wedge is unknown, or that of fewer than two neighbours is known",
                               "methods A9.5, B8.1", "features/radiograph/spine/frontal/frontal_curve.h"},
        m.coronal_wedge_residual);
}

}  // namespace osteosign
