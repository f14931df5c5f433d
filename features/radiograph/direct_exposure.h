#pragma once
#include <cstdint>
#include <vector>

#include "features/radiograph/reduced_film.h"

namespace osteosign {

struct DirectExposureParameters {
  double greatest_grey = 0.25;  ///< the air mode lies in the lowest quarter of the grey range
  double least_area_fraction = 0.01;
  double greatest_width = 0.12;  ///< of the air mode, in parts of the grey range
};

/// Pixels of the film that no part of the patient covers, 1 = air.
/// Definition: the lowest mode of the histogram inside `field`, cut at the valley behind it, and of that the
/// components that reach the border of the field. All 0 when there is no such mode (a film filled by the
/// patient). Tissue of even thickness along the border cannot be told from air by this. Reference: methods
/// B1.
std::vector<std::uint8_t> find_direct_exposure(const ReducedFilm& film,
                                               const std::vector<std::uint8_t>& field,
                                               const DirectExposureParameters& parameters);

}  // namespace osteosign
