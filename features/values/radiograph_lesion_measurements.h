#pragma once
#include <Eigen/Core>

#include "features/values/film_cortex_rows.h"
#include "features/values/film_fracture_rows.h"
#include "features/values/film_periosteum_rows.h"
#include "features/values/film_soft_tissue_rows.h"
#include "features/values/lesion.h"
#include "features/values/periosteal_pattern.h"
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a lesion on a radiograph. Millimetres are unknown without a pixel spacing; ratios
/// stay. A new measurement is one member here, one described row below, and its code.
struct RadiographLesionMeasurements {
  MeasuredQuantity area = Unknown{"not measured"};
  MeasuredQuantity area_pixels = Unknown{"not measured"};
  MeasuredQuantity longest_diameter = Unknown{"not measured"};
  MeasuredQuantity longest_diameter_pixels = Unknown{"not measured"};
  MeasuredQuantity perpendicular_diameter = Unknown{"not measured"};
  MeasuredQuantity axis_ratio = Unknown{"not measured"};
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_width = Unknown{"not measured"};
  MeasuredQuantity margin_width_pixels = Unknown{"not measured"};
  MeasuredQuantity margin_width_to_radius = Unknown{"not measured"};
  MeasuredQuantity margin_sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_wide_fraction = Unknown{"not measured"};
  MeasuredQuantity margin_valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  MeasuredQuantity cortex_interruptions = Unknown{"not measured"};
  MeasuredQuantity cortex_interruption_length = Unknown{"not measured"};
  MeasuredQuantity cortex_interruption_length_pixels = Unknown{"not measured"};
  MeasuredQuantity cortex_interruption_to_width = Unknown{"not measured"};
  MeasuredQuantity cortex_interrupted_fraction = Unknown{"not measured"};
  MeasuredQuantity cortex_erosion_depth = Unknown{"not measured"};
  MeasuredQuantity cortex_expansion = Unknown{"not measured"};
  MeasuredQuantity cortex_expansion_pixels = Unknown{"not measured"};
  MeasuredQuantity cortex_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity outline_agreement = Unknown{"not measured"};
  MeasuredQuantity periosteum_layers = Unknown{"not measured"};
  MeasuredQuantity periosteum_length = Unknown{"not measured"};
  MeasuredQuantity periosteum_thickness = Unknown{"not measured"};
  MeasuredQuantity periosteum_thickness_to_width = Unknown{"not measured"};
  MeasuredQuantity periosteum_coverage = Unknown{"not measured"};
  MeasuredQuantity periosteum_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_bulge = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_bulge_to_width = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_bulge_to_depth = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_density_excess = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_detection_limit_to_width = Unknown{"not measured"};
  MeasuredQuantity soft_tissue_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity fracture_line_length = Unknown{"not measured"};
  MeasuredQuantity fracture_line_length_to_width = Unknown{"not measured"};
  MeasuredQuantity fracture_line_gap = Unknown{"not measured"};
  MeasuredQuantity fracture_line_gap_to_width = Unknown{"not measured"};
  MeasuredQuantity fracture_line_least_gap = Unknown{"not measured"};
  MeasuredQuantity fracture_line_least_gap_to_width = Unknown{"not measured"};
  MeasuredQuantity fracture_line_step = Unknown{"not measured"};
  MeasuredQuantity fracture_line_step_to_width = Unknown{"not measured"};
  MeasuredQuantity fracture_line_assessed_fraction = Unknown{"not measured"};
  Measured<DensityClass> density = Unknown{"not measured"};
  Measured<PeriostealPattern> periosteal_pattern = Unknown{"not measured"};

  /// Places for the evidence, in pixels (column, row).
  Measured<Eigen::Vector2d> longest_diameter_start_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> longest_diameter_end_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> widest_margin_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> highest_periosteum_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> farthest_skin_bulge_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> denser_soft_tissue_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> longest_cortex_interruption_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> deepest_cortex_erosion_px = Unknown{"not measured"};
  Measured<Eigen::Vector2d> fracture_line_px = Unknown{"not measured"};
};

/// Calls visit(MeasurementDescription, member) for each quantity, in the order of the report.
template <class Visitor>
void describe(RadiographLesionMeasurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"area", "area of the outline", Unit::mm2, "the film has no pixel spacing",
                               "methods A8", "features/radiograph/lesion_size.h"},
        m.area);
  visit(MeasurementDescription{"area_pixels", "pixels inside the outline", Unit::pixel2,
                               "the outline is empty", "methods A8", "features/radiograph/lesion_size.h"},
        m.area_pixels);
  visit(MeasurementDescription{"longest_diameter", "largest distance between two points of the outline",
                               Unit::mm, "the film has no pixel spacing",
                               "Eisenhauer et al., Eur J Cancer 2009;45:228 (RECIST 1.1)",
                               "features/radiograph/lesion_size.h"},
        m.longest_diameter);
  visit(
      MeasurementDescription{"longest_diameter_pixels", "largest distance between two points of the outline",
                             Unit::pixel, "the outline is empty",
                             "Eisenhauer et al., Eur J Cancer 2009;45:228 (RECIST 1.1)",
                             "features/radiograph/lesion_size.h"},
      m.longest_diameter_pixels);
  visit(MeasurementDescription{"perpendicular_diameter",
                               "extent of the outline at right angles to the longest diameter", Unit::mm,
                               "the film has no pixel spacing",
                               "Eisenhauer et al., Eur J Cancer 2009;45:228 (RECIST 1.1)",
                               "features/radiograph/lesion_size.h"},
        m.perpendicular_diameter);
  visit(MeasurementDescription{"axis_ratio", "perpendicular over longest diameter", Unit::one,
                               "the outline is empty", "methods A4.3", "features/radiograph/lesion_size.h"},
        m.axis_ratio);
  visit(MeasurementDescription{"lytic_fraction", "share of the lesion darker than the expected background",
                               Unit::fraction, "no usable film lies around the lesion", "methods B3",
                               "features/radiograph/lesion_density.h"},
        m.lytic_fraction);
  visit(MeasurementDescription{"sclerotic_fraction",
                               "share of the lesion brighter than the expected background", Unit::fraction,
                               "no usable film lies around the lesion", "methods B3",
                               "features/radiograph/lesion_density.h"},
        m.sclerotic_fraction);
  visit(
      MeasurementDescription{
          "margin_width",
          "10 to 90 % width of the edge across the outline, detector blur taken off, median over arcs",
          Unit::mm, "the film has no pixel spacing, or fewer than four arcs show an edge",
          "methods B4; Xu et al., Med Phys 2012;39:5405", "features/radiograph/lesion_margin.h"},
      m.margin_width);
  visit(MeasurementDescription{"margin_width_pixels", "the same width in pixels", Unit::pixel,
                               "fewer than four arcs show an edge",
                               "methods B4; Xu et al., Med Phys 2012;39:5405",
                               "features/radiograph/lesion_margin.h"},
        m.margin_width_pixels);
  visit(
      MeasurementDescription{
          "margin_width_to_radius",
          "that width over the radius of the circle of equal area; a perfectly sharp sphere shows about 0.3",
          Unit::one, "fewer than four arcs show an edge", "methods B4",
          "features/radiograph/lesion_margin.h"},
      m.margin_width_to_radius);
  visit(
      MeasurementDescription{"margin_sharp_fraction", "share of the valid arcs with a width up to 0.36 radii",
                             Unit::fraction, "fewer than four arcs show an edge", "methods B4",
                             "features/radiograph/lesion_margin.h"},
      m.margin_sharp_fraction);
  visit(
      MeasurementDescription{"margin_wide_fraction", "share of the valid arcs with a width from 0.6 radii on",
                             Unit::fraction, "fewer than four arcs show an edge", "methods B4",
                             "features/radiograph/lesion_margin.h"},
      m.margin_wide_fraction);
  visit(MeasurementDescription{"margin_valid_fraction",
                               "share of the arcs of the outline at which an edge could be fitted",
                               Unit::fraction, "the lesion is too small for a profile", "methods A4.1",
                               "features/radiograph/lesion_margin.h"},
        m.margin_valid_fraction);
  visit(MeasurementDescription{"rim_completeness", "share of the valid arcs with a bright rim",
                               Unit::fraction, "fewer than four arcs show an edge", "methods A4.2, B4",
                               "features/radiograph/lesion_margin.h"},
        m.rim_completeness);
  describe_film_cortex_rows(m, visit);
  visit(MeasurementDescription{"outline_agreement",
                               "mean Dice coefficient between the three ways in which the outline was drawn",
                               Unit::fraction, "the outline was given as a mask",
                               "methods B3; Dice, Ecology 1945;26:297",
                               "features/radiograph/outline_agreement.h"},
        m.outline_agreement);
  describe_film_periosteum_rows(m, visit);
  describe_film_soft_tissue_rows(m, visit);
  describe_film_fracture_rows(m, visit);
}

}  // namespace osteosign
