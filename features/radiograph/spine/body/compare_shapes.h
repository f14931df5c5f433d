#pragma once
#include <vector>

#include "features/radiograph/spine/body/body_shape.h"
#include "features/vertebra/height_loss.h"

namespace osteosign {

/// A length of a shape where it is in millimetres; unknown on a film without pixel spacing.
MeasuredQuantity in_mm(const MeasuredQuantity& length);

/// A length as part of another.
MeasuredQuantity part_of(const MeasuredQuantity& length, const MeasuredQuantity& whole, Unit unit);

/// Of each vertebra against the others: the difference from their median, or the ratio to it.
enum class Against { difference, ratio };

/// Unknown when the value is, or that of fewer than `fewest_others` other vertebrae is known.
std::vector<MeasuredQuantity> against_others(const std::vector<MeasuredQuantity>& values, Against how,
                                             std::size_t fewest_others);

/// Losses of the heights against the neighbours as on CT (features/vertebra/height_loss.h), with heights in
/// parts of the median depth of the bodies, of which `usual_depth_mm` make a body, so that its limits hold.
std::vector<HeightLosses> losses_on_film(const std::vector<BodyShape>& shapes, double usual_depth_mm);

/// Definition: the least, over the four borders of a body, of the contrast of the border to the median of the
/// same border of the other vertebrae (methods B8.1: loss of the line of an edge). Unknown when no border can
/// be compared with three others.
std::vector<MeasuredQuantity> faintest_edges(const std::vector<BodyShape>& shapes);

}  // namespace osteosign
