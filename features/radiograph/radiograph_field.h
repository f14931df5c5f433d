#pragma once
#include "features/radiograph/collimation.h"
#include "features/radiograph/direct_exposure.h"
#include "features/radiograph/film_noise.h"
#include "features/radiograph/opaque_objects.h"
#include "io/values/described.h"

namespace osteosign {

/// What of a film may be measured. All masks have rows * columns values, column index fastest, 1 = yes.
struct RadiographField {
  int columns = 0;
  int rows = 0;
  std::vector<Eigen::Vector2d> collimation_px;  ///< corners of the exposed field, in pixels
  std::vector<std::uint8_t> air;                ///< direct exposure
  std::vector<std::uint8_t> markers;            ///< lead letters
  std::vector<std::uint8_t> metal;
  std::vector<std::uint8_t> usable;  ///< inside the collimation, not air, not marker, not metal
  Measured<FilmNoise> noise = Unknown{"not measured"};

  bool usable_at(int column, int row) const {
    return column >= 0 && row >= 0 && column < columns && row < rows &&
           usable[static_cast<std::size_t>(row) * columns + column] != 0;
  }
};

struct RadiographPreparationParameters {
  int search_side_px = 512;
  CollimationParameters collimation;
  DirectExposureParameters direct_exposure;
  OpaqueObjectParameters opaque_objects;
  FilmNoiseParameters noise;
};

template <class Visitor>
void describe(RadiographPreparationParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"search_side_px",
                             "longer side of the reduced film on which borders, air and letters are searched",
                             "chosen: letters of 1 % of the film still cover 5 pixels", 128, 2048},
        p.search_side_px);
  visit(ParameterDescription{"least_line_fraction",
                             "length of a collimator edge as a fraction of the shorter side",
                             "methods B1: longer than 40 % of the side", 0.1, 1},
        p.collimation.least_line_fraction);
  visit(
      ParameterDescription{
          "greatest_outside_spread",
          "5th to 95th percentile beyond a collimator edge, as a fraction of the film's grey range",
          "methods B1: uniform outside; starting value", 0.005, 0.3},
      p.collimation.greatest_outside_spread);
  visit(
      ParameterDescription{"least_centre_distance",
                           "distance of a collimator edge from the centre as a fraction of the shorter side",
                           "chosen: a field smaller than a third of the film is not cut", 0.05, 0.5},
      p.collimation.least_centre_distance);
  visit(ParameterDescription{"greatest_air_grey",
                             "upper end of the search for the air mode, fraction of the grey range",
                             "methods B1 starting value", 0.05, 0.5},
        p.direct_exposure.greatest_grey);
  visit(ParameterDescription{"least_air_fraction", "area of the air mode as a fraction of the field",
                             "methods B1 starting value", 0.001, 0.5},
        p.direct_exposure.least_area_fraction);
  visit(
      ParameterDescription{"greatest_air_mode_width", "width of the air mode as a fraction of the grey range",
                           "methods B1 starting value", 0.02, 0.5},
      p.direct_exposure.greatest_width);
  visit(ParameterDescription{"least_opaque_grey",
                             "grey value of lead and metal as a fraction of the grey range",
                             "methods B1: saturated; starting value", 0.5, 1},
        p.opaque_objects.least_grey);
  visit(ParameterDescription{"least_opaque_step",
                             "rise at the border of lead and metal as a fraction of the grey range",
                             "methods B1: edge sharpness at the pixel limit; starting value", 0.1, 1},
        p.opaque_objects.least_step);
  visit(
      ParameterDescription{"largest_marker_fraction", "area of the largest letter as a fraction of the film",
                           "methods B1: up to 2500 mm2 on a 35 x 43 cm film", 0.0001, 0.05},
      p.opaque_objects.largest_marker_fraction);
  visit(ParameterDescription{"least_marker_fraction",
                             "area of the smallest letter stroke as a fraction of the film",
                             "methods B1: from 10 mm2 on a 35 x 43 cm film, strokes of a third of it",
                             0.000001, 0.01},
        p.opaque_objects.least_area_fraction);
  visit(ParameterDescription{"opaque_guard_fraction",
                             "border added around lead and metal, fraction of the longer side",
                             "methods B1: 3 mm on a 43 cm film", 0, 0.05},
        p.opaque_objects.guard_fraction);
  visit(ParameterDescription{"noise_bins", "number of grey value bins of the noise curve", "methods B1", 1,
                             100},
        p.noise.bins);
  visit(ParameterDescription{"least_pixels_per_noise_bin", "pixels below which a bin tells no noise",
                             "chosen: relative error of the robust spread below 10 %", 20, 100000},
        p.noise.least_pixels_per_bin);
}

/// Finds the exposed field, air, letters, metal and noise. On a film that is constant or smaller than 16 x 16
/// pixels nothing is usable and the noise is unknown with the reason; nothing throws. Sizes are fractions of
/// the film since many films have no pixel spacing.
RadiographField prepare_radiograph(const Radiograph& film, const RadiographPreparationParameters& parameters);

}  // namespace osteosign
