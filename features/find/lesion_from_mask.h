#pragma once
#include <map>

#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// One outline for each label of a lesion mask on the grid of the series (a mask on another grid is brought
/// there by the reader of the mask). The surface is the 0.5 level of a membership that follows the mask's
/// distance map, smoothed by a Gaussian of half a voxel diagonal: steps of the voxels are taken off, the
/// volume stays that of the voxels; what is thinner than the smoothing stays as it is. Throws InputError when
/// the grids differ; labels without a voxel do not appear.
std::map<std::uint16_t, CtLesionOutline> outline_lesions_from_mask(const CtVolume& ct,
                                                                   const LabelMap& lesions);

/// The same surface for one mask in a box of the series' grid (`inside` of the outline; its membership is not
/// looked at).
CtLesionOutline with_smooth_surface(const ImageGrid& series, const CtLesionOutline& voxels);

}  // namespace osteosign
