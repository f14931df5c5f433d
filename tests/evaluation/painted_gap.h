#pragma once
#include <Eigen/Core>
#include <optional>

#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/radiograph_field.h"
#include "io/images/radiograph.h"

namespace osteosign::evaluation {

/// The gap of a fracture that is painted into a bone on a film, in pixels.
struct PaintedGap {
  Eigen::Vector2d middle_px, along_line;
  double gap_px, blur_px, width_px;
};

/// The film with the bone taken away across the gap, blurred. The bone ends where its grey reaches that of
/// the soft tissue. Nothing when no soft tissue is seen on one side.
std::optional<Radiograph> painted(const Radiograph& film, const RadiographField& field,
                                  const FemurOnFilm& femur, const PaintedGap& gap);

}  // namespace osteosign::evaluation
