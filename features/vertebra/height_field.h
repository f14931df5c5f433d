#pragma once
#include "features/vertebra/local_block.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign {

/// Residuals of an endplate about its plane below which all points count fully: the concavity of a normal
/// plate.
inline constexpr double least_plate_spread_mm = 1;

std::size_t field_index(const HeightField& field, int column, int row);
Eigen::Vector2d field_place_mm(const HeightField& field, int column, int row);
/// False outside of the field too.
bool field_is_valid(const HeightField& field, int column, int row);
/// Whether all points within `rim` steps are valid.
bool field_is_inside(const HeightField& field, int column, int row, int rim);

/// A field without a valid point over the x-y plane of a block.
HeightField empty_field(const LocalBlock& block);

/// Median of the valid points in a square of this width; points that were not valid stay so.
HeightField median_filtered(const HeightField& field, double width_mm);

/// The valid points at least `rim_mm` from the border of the field.
std::vector<SurfacePoint> points_inside(const HeightField& field, double rim_mm);

/// Mean place of the valid points.
Eigen::Vector2d centre_of_field(const HeightField& field);

}  // namespace osteosign
