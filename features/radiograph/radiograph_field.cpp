#include "features/radiograph/radiograph_field.h"

#include <algorithm>

namespace osteosign {
namespace {

RadiographField unusable_field(const Radiograph& film, const Unknown& reason) {
  const std::vector<std::uint8_t> nothing(film.pixels.size(), 0);
  RadiographField field{film.columns, film.rows, {}, nothing, nothing, nothing, nothing};
  field.noise = reason;
  return field;
}

}  // namespace

RadiographField prepare_radiograph(const Radiograph& film,
                                   const RadiographPreparationParameters& parameters) {
  const Measured<ReducedFilm> found = reduce_film(film, parameters.search_side_px);
  if (!found.known()) return unusable_field(film, found.unknown());
  const ReducedFilm& reduced = found.value();
  RadiographField field;
  field.columns = film.columns;
  field.rows = film.rows;
  field.collimation_px = find_collimation(reduced, parameters.collimation);
  const std::vector<std::uint8_t> inside =
      fill_polygon(field.collimation_px, reduced.columns, reduced.rows, reduced.step);
  const OpaqueObjects opaque = find_opaque_objects(reduced, parameters.opaque_objects);
  const auto enlarged = [&](const std::vector<std::uint8_t>& mask) {
    return enlarge_mask(mask, reduced, film.columns, film.rows);
  };
  field.air = enlarged(find_direct_exposure(reduced, inside, parameters.direct_exposure));
  field.markers = enlarged(opaque.markers);
  field.metal = enlarged(opaque.metal);
  field.usable = enlarged(inside);
  for (std::size_t i = 0; i < field.usable.size(); ++i)
    if (field.air[i] != 0 || field.markers[i] != 0 || field.metal[i] != 0) field.usable[i] = 0;
  field.noise = measure_film_noise(film, field.usable, parameters.noise);
  return field;
}

}  // namespace osteosign
