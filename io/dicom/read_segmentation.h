#pragma once
#include <filesystem>

#include "io/images/region_set.h"

namespace osteosign {

/// A DICOM Segmentation (PS3.3 A.51): types BINARY, FRACTIONAL (inside from half of Maximum Fractional Value
/// (0062,000E) on) and LABELMAP. Each segment is a region with its label and codes; segments may overlap.
/// Frames are placed by Plane Position and Plane Orientation alone, in any orientation; planes without a
/// frame are empty. The grid goes from the first to the last plane that has a frame. Throws InputError naming
/// file, tag and value.
RegionSet read_segmentation(const std::filesystem::path& file);

/// The same for a segmentation of a radiograph, whose frames have no place in the patient: every frame lies
/// on the pixels of the one image, and the grid counts pixels (spacing 1, one slice).
RegionSet read_picture_segmentation(const std::filesystem::path& file);

}  // namespace osteosign
