#pragma once
#include <filesystem>

#include "io/images/region_set.h"

namespace osteosign {

/// The ROIs of an RT Structure Set (PS3.3 A.19) as regions of `grid`, numbered by ROI Number (3006,0022).
///
/// CLOSED_PLANAR contours (and CLOSEDPLANAR_XOR) that lie in planes parallel to the slices of the grid are
/// used. A slice takes the contours of the nearest contour plane when that is no further than half the
/// distance between contour planes (at least half a slice; half a slice when they are more than 5 mm apart);
/// within a plane the contours of one ROI combine by exclusive or, so that an inner contour is a hole, and a
/// keyhole too. A voxel is inside when its centre is; a centre exactly on the outline is inside on the side
/// of lower columns and rows, outside on the other. What was not used (other types, tilted contours, contours
/// off the grid, doubles) is told in `notes` with counts. Throws InputError naming file, tag and value.
RegionSet read_structure_set(const std::filesystem::path& file, const ImageGrid& grid);

}  // namespace osteosign
