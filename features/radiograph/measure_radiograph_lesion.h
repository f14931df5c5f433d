#pragma once
#include "features/radiograph/bone/film_cortex.h"
#include "features/radiograph/lesion_density.h"
#include "features/radiograph/lesion_margin.h"
#include "features/values/radiograph_lesion_measurements.h"

namespace osteosign {

struct RadiographLesionParameters {
  RadiographDensityParameters density;
  RadiographMarginParameters margin;
  FilmCortexParameters cortex;
};

template <class Visitor>
void describe(RadiographLesionParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"least_residual",
                             "difference from the expected background that counts, in SD around the lesion",
                             "methods B3 with anatomical instead of pixel noise; starting value", 0.1, 10},
        p.density.least_residual);
  visit(ParameterDescription{"pure_share", "share of changed pixels that makes a lesion lytic or sclerotic",
                             "chosen", 0.5, 1},
        p.density.pure_share);
  visit(ParameterDescription{"least_changed", "share of the lesion that must differ for a density class",
                             "chosen", 0, 1},
        p.density.least_changed);
  describe(p.margin, visit);
  describe(p.cortex, visit);
}

/// Everything that is measured of one outlined lesion on a film: the visible list. `bone` is the tubular bone
/// round it, traced. Values that cannot be had are unknown with the reason; nothing throws on valid input.
RadiographLesionMeasurements measure_radiograph_lesion(const Radiograph& film, const RadiographField& field,
                                                       const RadiographLesionOutline& outline,
                                                       const Measured<TracedBone>& bone,
                                                       const RadiographLesionParameters& parameters);

}  // namespace osteosign
