#pragma once
#include <string>
#include <vector>

#include "io/images/radiograph.h"

class DcmDataset;

namespace osteosign {

/// How the pixel values of a film stand to the X-rays that reached the detector.
struct FilmIntensity {
  bool dense_is_low = false;  ///< the values have to be turned so that dense becomes bright
  IntensityRelation relation = IntensityRelation::unknown_monotone;
  std::vector<std::string> notes;  ///< which attributes contradict each other, and what ruled
};

/// Which way the values run. An image to be looked at shows bone bright, so there Photometric Interpretation
/// (0028,0004) MONOCHROME1 or Presentation LUT Shape (2050,0020) INVERSE mean that dense is low (PS3.3
/// C.8.11.3.1.2 ties the two together: they turn once, not twice). In a FOR PROCESSING image (0008,0068) the
/// Pixel Intensity Relationship Sign (0028,1041) rules, if it is there.
///
/// Which relation: Pixel Intensity Relationship (0028,1040) LIN and LOG are believed, except in a FOR
/// PRESENTATION image, through which the vendor's curve has gone, and behind a modality table. LIN values are
/// left as they are: turning them into attenuation needs the direct exposure, which is measured later on.
FilmIntensity read_film_intensity(DcmDataset& dataset);

}  // namespace osteosign
