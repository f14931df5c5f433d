#include "features/radiograph/measure_radiograph_lesion.h"

#include "features/radiograph/lesion_size.h"

namespace osteosign {
namespace {

void set_cortex(const FilmCortex& cortex, RadiographLesionMeasurements& m) {
  m.cortex_interruptions = cortex.interruptions;
  m.cortex_interruption_length = cortex.interruption;
  m.cortex_interruption_length_pixels = cortex.interruption_pixels;
  m.cortex_interruption_to_width = cortex.interruption_to_width;
  m.cortex_interrupted_fraction = cortex.interrupted_fraction;
  m.cortex_erosion_depth = cortex.erosion_depth;
  m.cortex_expansion = cortex.expansion;
  m.cortex_expansion_pixels = cortex.expansion_pixels;
  m.cortex_assessed_fraction = cortex.assessed_fraction;
  m.longest_cortex_interruption_px = cortex.interruption_px;
  m.deepest_cortex_erosion_px = cortex.erosion_px;
}

}  // namespace

RadiographLesionMeasurements measure_radiograph_lesion(const Radiograph& film, const RadiographField& field,
                                                       const RadiographLesionOutline& outline,
                                                       const Measured<TracedBone>& bone,
                                                       const RadiographLesionParameters& parameters) {
  const RadiographLesionSize size = measure_lesion_size(film, outline, field.usable);
  const RadiographLesionDensity density = measure_lesion_density(film, field, outline, parameters.density);
  const RadiographLesionMargin margin = measure_lesion_margin(film, field, outline, parameters.margin);
  RadiographLesionMeasurements m;
  m.area = size.area;
  m.area_pixels = size.area_pixels;
  m.longest_diameter = size.longest_diameter;
  m.longest_diameter_pixels = size.longest_diameter_pixels;
  m.perpendicular_diameter = size.perpendicular_diameter;
  m.axis_ratio = size.axis_ratio;
  m.lytic_fraction = density.lytic_fraction;
  m.sclerotic_fraction = density.sclerotic_fraction;
  m.density = density.density;
  m.margin_width = margin.width;
  m.margin_width_pixels = margin.width_pixels;
  m.margin_width_to_radius = margin.width_to_radius;
  m.margin_sharp_fraction = margin.sharp_fraction;
  m.margin_wide_fraction = margin.wide_fraction;
  m.margin_valid_fraction = margin.valid_fraction;
  m.rim_completeness = margin.rim_completeness;
  if (const double* agreement = outline.agreement.if_known())
    m.outline_agreement = Quantity{*agreement, Unit::fraction};
  else
    m.outline_agreement = outline.agreement.unknown();
  m.longest_diameter_start_px = size.diameter_start_px;
  m.longest_diameter_end_px = size.diameter_end_px;
  m.widest_margin_px = margin.widest_px;
  set_cortex(measure_film_cortex(bone, outline, film.spacing, parameters.cortex), m);
  return m;
}

}  // namespace osteosign
