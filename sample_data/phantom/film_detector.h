#pragma once
#include <cstdint>
#include <vector>

#include "io/images/radiograph.h"
#include "sample_data/phantom/film_exposure.h"

namespace osteosign::phantom {

/// Stored 12-bit values per unit of attenuation in a logarithmic film, and the largest stored value.
constexpr double stored_per_attenuation = 819;
constexpr int largest_stored = 4095;

/// A film of this size without pixels; its spacing is that of the plane of the object.
Radiograph unexposed_film(const FilmExposure& exposure);

/// From ray integrals to 12-bit values that are high where the object is dense: focal spot, scatter, quanta,
/// detector blur, then logarithm (or, with linear_exposure, the exposure turned upside down).
/// `stored_per_unit` is the scale of the logarithm.
std::vector<std::uint16_t> detect(const std::vector<float>& attenuation, const FilmExposure& exposure,
                                  double stored_per_unit = stored_per_attenuation);

}  // namespace osteosign::phantom
