#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographVertebraMeasurements that hold borders and grey values of a body against those of
/// the other vertebrae of the same film, in both views.
template <class Measurements, class Visitor>
void describe_film_body(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{"faintest_edge_contrast",
                             "Contrast of the faintest of the four borders of the body to the median of the "
                             "same border of the other vertebrae",
                             Unit::one,
                             "no border can be compared: it lies in the border of the field, under a letter "
                             "or under metal, or that of fewer than three other vertebrae is known",
                             "methods B8.1", "features/radiograph/spine/body/compare_shapes.h"},
      m.faintest_edge_contrast);
  visit(
      MeasurementDescription{
          "lucent_share",
          "Part of the body that lies in the largest region less dense than the pattern of "
          "the other vertebrae lets expect",
          Unit::fraction,
          "the body is cut by the border of the film or partly hidden, or fewer than three "
          "other vertebrae can be compared",
          "methods B8.1", "features/radiograph/spine/body/body_pattern.h"},
      m.lucent_share);
  visit(
      MeasurementDescription{"texture_z",
                             "Spread of the fine pattern of the body against that of the other vertebrae, in "
                             "robust spreads of its logarithm",
                             Unit::one, "as lucent_share", "methods A9.6",
                             "features/radiograph/spine/body/body_pattern.h"},
      m.texture_z);
}

}  // namespace osteosign
