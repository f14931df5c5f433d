#pragma once
#include "features/radiograph/radiograph_field.h"
#include "features/values/spine_on_film.h"
#include "io/images/radiograph.h"
#include "io/values/described.h"

namespace osteosign {

struct FilmSpineParameters {
  double narrowest_body_fraction = 0.09;
  double widest_body_fraction = 0.3;
  double least_column_contrast = 0.35;
  double largest_rotation = 0.15;
};

template <class Visitor>
void describe(FilmSpineParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"narrowest_body_fraction",
                             "Least width of a vertebral body as a fraction of the width of the film",
                             "chosen: 45 mm on a film 500 mm wide", 0.02, 0.5},
        p.narrowest_body_fraction);
  visit(ParameterDescription{"widest_body_fraction",
                             "Largest width of a vertebral body as a fraction of the width of the film",
                             "chosen: 55 mm on a film 180 mm wide", 0.05, 0.8},
        p.widest_body_fraction);
  visit(ParameterDescription{"least_column_contrast",
                             "The column ends where it no longer stands out from both sides by this many "
                             "spreads of the film",
                             "chosen on the two frontal lumbar films", 0.05, 2},
        p.least_column_contrast);
  visit(
      ParameterDescription{
          "largest_rotation",
          "A vertebra whose pedicles lie unevenly about its middle by more than this part of "
          "their distance is turned: its pedicles are not compared",
          "methods B8.1: 15 % of the interpedicular distance", 0.02, 0.5},
      p.largest_rotation);
}

/// True for films whose Body Part Examined names the spine or a part of it (LSPINE, TSPINE, SPINE, ...).
bool shows_spine(const Radiograph& film);

/// The column of vertebrae on a frontal film with the pedicles of each (methods B8.1). Unknown when: the film
/// shows no spine, its view is not AP or PA, no column stands out, or fewer than three vertebrae are seen.
/// Left and right are those of the image; the side of the patient is told by Patient Orientation alone.
Measured<SpineOnFilm> spine_on_frontal_film(const Radiograph& film, const RadiographField& field,
                                            const FilmSpineParameters& parameters);

}  // namespace osteosign
