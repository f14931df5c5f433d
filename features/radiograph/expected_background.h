#pragma once
#include "features/radiograph/film_region.h"

namespace osteosign {

struct ExpectedBackgroundParameters {
  double smoothing_fraction = 0.02;  ///< of the box's longer side: trabeculae are not carried into the box
  double pull_across = 0.1;          ///< relative to the pull along the bone
};

/// What the film would show inside the box without a lesion: the steady state of a diffusion that holds the
/// smoothed film fixed outside the ellipse that a lesion in a loose box can reach, and runs easily along the
/// bone, hardly across it, so that cortices are carried through as straight lines. The direction of the bone
/// is the principal axis of the structure tensor out there; the pull across falls from 1 to `pull_across`
/// with the coherence. Same size as the region. Reference: methods B3 (expected image); Weickert,
/// Anisotropic Diffusion in Image Processing, 1998, for the tensor.
std::vector<float> expected_background(const FilmRegion& region, const PixelBox& box,
                                       const ExpectedBackgroundParameters& parameters);

}  // namespace osteosign
