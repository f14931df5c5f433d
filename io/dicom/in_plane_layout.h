#pragma once
#include <cstdint>
#include <vector>

#include "io/dicom/slice_positions.h"

namespace osteosign {

/// Where the pixels of parallel slices lie on a common raster. A tilted gantry, or a reconstruction centre
/// that moves, shifts slices within their planes; the raster is large enough for all of them, so nothing is
/// lost.
struct InPlaneLayout {
  std::vector<Eigen::Vector2d> shift_px;  ///< of each slice on the raster (columns, rows), never negative
  int columns = 0;
  int rows = 0;
  Eigen::Vector3d origin_mm;  ///< patient position of the first raster pixel, in the plane of the first slice
  double tilt_deg = 0;  ///< angle between the normal and the stacking direction; 0 when nothing is shifted
  double irregular_mm = 0;  ///< largest in-plane distance of a slice from the straight stacking direction
  bool shifted() const { return tilt_deg > 0 || irregular_mm > 0; }
};

/// Lays out slices that are ordered along their normal. Throws InputError (not_usable) when the stacking
/// direction is steeper than any gantry.
InPlaneLayout lay_out_slices(const std::vector<ImagePlane>& ordered, int columns, int rows,
                             const SlicePositionTolerances& tolerances);

/// A slice on the raster, its values interpolated linearly along columns and rows; whole shifts copy exactly.
/// Raster pixels outside the slice hold CtVolume::padding_hu.
std::vector<std::int16_t> shifted_slice(const std::vector<std::int16_t>& slice, int columns, int rows,
                                        const Eigen::Vector2d& shift_px, const InPlaneLayout& raster);

}  // namespace osteosign
