#pragma once
#include <string>
#include <vector>

#include "io/dicom/slice_positions.h"

namespace osteosign {

/// What is uneven about the slices, with its figures: "2 slices missing: 1 between 12.00 and 16.00 mm along
/// the normal, ...; the others are 2.00 mm apart", or "the distance of the slices changes: 3 slices every
/// 4.22 mm from 0.00 to 8.44 mm, ...". At most eight places are listed.
std::string uneven_spacing_report(const std::vector<double>& along_mm, const SliceSpacing& spacing);

}  // namespace osteosign
