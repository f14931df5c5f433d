#pragma once
#include <cstdint>
#include <vector>

#include "features/radiograph/reduced_film.h"

namespace osteosign {

struct OpaqueObjectParameters {
  double least_grey = 0.85;                ///< of the grey range: lead and metal saturate
  double least_step = 0.35;                ///< rise over the object's border, of the grey range
  double largest_marker_fraction = 0.004;  ///< of the film area; larger objects are metal
  double least_area_fraction = 0.00002;    ///< of the film area
  double guard_fraction = 0.008;           ///< of the longer side, added around each object
};

/// Lead letters and metal on the film, 1 = object with its guard.
struct OpaqueObjects {
  std::vector<std::uint8_t> markers;
  std::vector<std::uint8_t> metal;
};

/// Definition: near-saturated components whose whole border rises by `least_step` within two reduced pixels
/// (bone has a soft border somewhere, lead and steel have not). Reference: methods B1. Letters printed in
/// the anatomy and grey plastic markers are not found.
OpaqueObjects find_opaque_objects(const ReducedFilm& film, const OpaqueObjectParameters& parameters);

}  // namespace osteosign
