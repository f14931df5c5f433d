#pragma once
#include <map>

#include "features/values/lesion.h"
#include "io/files/mask_picture.h"
#include "io/images/region_set.h"

namespace osteosign {

/// Lesions of a radiograph drawn elsewhere, by the number they have in the mask. A mask of one value (255,
/// or 1) is one lesion; a picture of more than 64 values is shades, not regions. Throws InputError (not
/// usable) with the figures when the size is not that of the image, when nothing is drawn, or for shades.
std::map<std::uint16_t, RadiographLesionOutline> outlines_from_mask(const MaskPicture& mask, int columns,
                                                                    int rows);

/// The same from a segmentation read by read_picture_segmentation: one outline for each segment that is not
/// empty; they may overlap.
std::map<std::uint16_t, RadiographLesionOutline> outlines_from_mask(const RegionSet& regions, int columns,
                                                                    int rows);

}  // namespace osteosign
