#pragma once
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"

namespace osteosign {

/// Rows of every measurement; they move beside their structs as the stages that measure them arrive.
template <class Visitor>
void describe(CtLesionMeasurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"volume", "Volume of the lesion.", Unit::mm3, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.volume);
  visit(MeasurementDescription{"longest_diameter", "Longest diameter.", Unit::mm,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.longest_diameter);
  visit(
      MeasurementDescription{"perpendicular_diameter", "Longest diameter at right angles to the longest one.",
                             Unit::mm, "its stage could not measure it", "algorithms A8",
                             "features/values/lesion_measurements.h"},
      m.perpendicular_diameter);
  visit(MeasurementDescription{"largest_diameter_3d", "Largest distance between two points of the surface.",
                               Unit::mm, "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.largest_diameter_3d);
  visit(MeasurementDescription{"surface_area", "Area of the surface.", Unit::mm2,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.surface_area);
  visit(MeasurementDescription{"sphericity", "Surface of the ball of the same volume over the surface.",
                               Unit::one, "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.sphericity);
  visit(MeasurementDescription{"elongation", "Square root of second over first principal variance.",
                               Unit::one, "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.elongation);
  visit(MeasurementDescription{"flatness", "Square root of third over first principal variance.", Unit::one,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.flatness);
  visit(MeasurementDescription{"mean_hu", "Mean.", Unit::hu, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.mean_hu);
  visit(MeasurementDescription{"sd_hu", "Standard deviation.", Unit::hu, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.sd_hu);
  visit(MeasurementDescription{"median_hu", "Median.", Unit::hu, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.median_hu);
  visit(MeasurementDescription{"p10_hu", "Tenth percentile.", Unit::hu, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.p10_hu);
  visit(MeasurementDescription{"p90_hu", "Ninetieth percentile.", Unit::hu, "its stage could not measure it",
                               "algorithms A8", "features/values/lesion_measurements.h"},
        m.p90_hu);
  visit(MeasurementDescription{"lytic_fraction", "Share less dense than the bone around.", Unit::fraction,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.lytic_fraction);
  visit(MeasurementDescription{"sclerotic_fraction", "Share denser than the bone around.", Unit::fraction,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/lesion_measurements.h"},
        m.sclerotic_fraction);
  visit(MeasurementDescription{"margin_width", "Median width of the transition zone, 10 to 90 %.", Unit::mm,
                               "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.margin_width);
  visit(
      MeasurementDescription{"margin_width_p90", "Ninetieth percentile of the width of the transition zone.",
                             Unit::mm, "its stage could not measure it", "algorithms A4",
                             "features/values/lesion_measurements.h"},
      m.margin_width_p90);
  visit(MeasurementDescription{"margin_sharp_fraction", "Share of the measured margin that is sharp.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.margin_sharp_fraction);
  visit(MeasurementDescription{"margin_wide_fraction", "Share of the measured margin that is wide.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.margin_wide_fraction);
  visit(MeasurementDescription{"margin_valid_fraction", "Share of the margin that could be measured.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.margin_valid_fraction);
  visit(MeasurementDescription{"rim_completeness", "Share of the margin with a sclerotic rim.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.rim_completeness);
  visit(MeasurementDescription{"rim_thickness", "Median thickness of the rim.", Unit::mm,
                               "its stage could not measure it", "algorithms A4",
                               "features/values/lesion_measurements.h"},
        m.rim_thickness);
}

template <class Visitor>
void describe(RadiographLesionMeasurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"area", "Projected area.", Unit::mm2, "its stage could not measure it",
                               "algorithms A8", "features/values/radiograph_lesion_measurements.h"},
        m.area);
  visit(
      MeasurementDescription{"area_pixels", "Projected area.", Unit::pixel2, "its stage could not measure it",
                             "algorithms A8", "features/values/radiograph_lesion_measurements.h"},
      m.area_pixels);
  visit(MeasurementDescription{"longest_diameter", "Longest diameter.", Unit::mm,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.longest_diameter);
  visit(MeasurementDescription{"longest_diameter_pixels", "Longest diameter.", Unit::pixel,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.longest_diameter_pixels);
  visit(
      MeasurementDescription{"perpendicular_diameter", "Longest diameter at right angles to the longest one.",
                             Unit::mm, "its stage could not measure it", "algorithms A8",
                             "features/values/radiograph_lesion_measurements.h"},
      m.perpendicular_diameter);
  visit(MeasurementDescription{"axis_ratio", "Longest over perpendicular diameter.", Unit::one,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.axis_ratio);
  visit(MeasurementDescription{"lytic_fraction", "Share less dense than the bone around.", Unit::fraction,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.lytic_fraction);
  visit(MeasurementDescription{"sclerotic_fraction", "Share denser than the bone around.", Unit::fraction,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.sclerotic_fraction);
  visit(MeasurementDescription{"margin_width", "Median width of the transition zone, 10 to 90 %.", Unit::mm,
                               "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.margin_width);
  visit(MeasurementDescription{"margin_width_to_radius",
                               "Median width of the transition zone over the radius of equal area.",
                               Unit::one, "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.margin_width_to_radius);
  visit(MeasurementDescription{"margin_sharp_fraction", "Share of the measured margin that is sharp.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.margin_sharp_fraction);
  visit(MeasurementDescription{"margin_wide_fraction", "Share of the measured margin that is wide.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.margin_wide_fraction);
  visit(MeasurementDescription{"margin_valid_fraction", "Share of the margin that could be measured.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.margin_valid_fraction);
  visit(MeasurementDescription{"rim_completeness", "Share of the margin with a sclerotic rim.",
                               Unit::fraction, "its stage could not measure it", "algorithms A4",
                               "features/values/radiograph_lesion_measurements.h"},
        m.rim_completeness);
  visit(MeasurementDescription{"outline_agreement", "Overlap of the outlines of two methods.", Unit::fraction,
                               "its stage could not measure it", "algorithms A8",
                               "features/values/radiograph_lesion_measurements.h"},
        m.outline_agreement);
}

}  // namespace osteosign
