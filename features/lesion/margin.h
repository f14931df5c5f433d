#pragma once
#include <optional>

#include "features/find/lesion_box.h"
#include "features/values/lesion.h"
#include "io/values/described.h"

namespace osteosign {

struct MarginParameters {
  double inward_mm = 12;
  double outward_mm = 15;
  double least_inward_mm = 3;
  double least_outward_mm = 6;
  double cortex_layer_mm = 4.5;
  double point_spacing_mm = 1;
  double group_spacing_mm = 2.5;
  double pooling_radius_mm = 4;
  double largest_alignment_mm = 1.5;
  int fewest_rays = 9;
  double least_r_squared = 0.6;
  double sharp_below_mm = 3;
  double wide_above_mm = 5;
  double least_valid_fraction = 0.2;
  double least_rim_hu = 60;
  double least_rim_bic_gain = 6;
  double densest_rim_hu = 1500;
};

template <class Visitor>
void describe(MarginParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"inward_mm", "Length of a ray inside of the lesion", "methods A4.1", 1, 50},
        p.inward_mm);
  visit(ParameterDescription{"outward_mm", "Length of a ray outside of the lesion", "methods A4.1", 1, 50},
        p.outward_mm);
  visit(ParameterDescription{"least_inward_mm", "Rays that are shorter inside of the lesion are left out",
                             "methods A4.1 (4 mm), less for lesions of 8 mm", 0.5, 20},
        p.least_inward_mm);
  visit(ParameterDescription{"least_outward_mm", "Rays that meet the cortex sooner are left out",
                             "methods A4.1 (8 mm), less for vertebrae", 1, 20},
        p.least_outward_mm);
  visit(ParameterDescription{"cortex_layer_mm", "Depth below the bone's surface at which a ray ends",
                             "methods A1.10: thickness of a shaft's cortex, 1 mm and the blur", 0, 20},
        p.cortex_layer_mm);
  visit(ParameterDescription{"point_spacing_mm", "Distance of surface points, one ray each",
                             "methods A4.1: 1 mm", 0.3, 5},
        p.point_spacing_mm);
  visit(ParameterDescription{"group_spacing_mm", "Distance of the points round which rays are pooled",
                             "about half of pooling_radius_mm: nearer groups share most of their rays", 0.3,
                             15},
        p.group_spacing_mm);
  visit(ParameterDescription{"pooling_radius_mm", "Rays of points this near are pooled",
                             "methods A4.1: 3-5 mm", 0.5, 15},
        p.pooling_radius_mm);
  visit(ParameterDescription{"largest_alignment_mm",
                             "A ray is moved along itself by at most this, to be in step with those near it",
                             "two pixels of a routine series", 0, 5},
        p.largest_alignment_mm);
  visit(
      ParameterDescription{"fewest_rays", "A group of fewer rays is left out", "methods A4.1: >= 9", 1, 100},
      p.fewest_rays);
  visit(ParameterDescription{"least_r_squared", "An edge that explains less of its profile is none",
                             "methods A4.1", 0, 1},
        p.least_r_squared);
  visit(ParameterDescription{"sharp_below_mm", "A sharp margin is narrower", "methods A4.1", 0.1, 20},
        p.sharp_below_mm);
  visit(ParameterDescription{"wide_above_mm", "A wide margin is wider", "methods A4.1", 0.1, 20},
        p.wide_above_mm);
  visit(ParameterDescription{"least_valid_fraction",
                             "Below this share of assessable surface the margin is unknown",
                             "a fifth of the surface, chosen with vertebral lesions in mind", 0, 1},
        p.least_valid_fraction);
  visit(ParameterDescription{"least_rim_hu", "A rim rises at least this far above both sides", "methods A4.2",
                             0, 1000},
        p.least_rim_hu);
  visit(ParameterDescription{"least_rim_bic_gain", "A rim improves the BIC by more", "methods A4.2", 0, 100},
        p.least_rim_bic_gain);
  visit(ParameterDescription{"densest_rim_hu", "Density taken for a rim too thin to show its own",
                             "methods A5.1: cortex at 120 kVp", 300, 3000},
        p.densest_rim_hu);
}

/// Definition: intrinsic 10-90 % width of the transition from lesion to marrow, from edges fitted to pooled
/// rays of native HU along the surface normals, blur of scanner and interpolation taken off (methods A4.1;
/// the profile fit follows Xu et al., Med Phys 2012;39:5405); and the dense rim behind the edge, where the
/// fit asks for one (A4.2). Widths: median and 90th percentile over the assessable surface points; SD: the
/// interquartile range / 1.349. Fractions: of the assessable points (`valid_fraction`: of all points); a
/// group without an edge counts as wide. Rays end at the cortex; points that are left with too short rays or
/// too few of them are not assessable. Unit: mm, fraction. Unknown when: the point spread is unknown, or less
/// than `least_valid_fraction` of the surface is assessable; rim thickness also when no point has a rim.
struct LesionMargin {
  MeasuredQuantity width = Unknown{"not measured"};
  MeasuredQuantity width_p90 = Unknown{"not measured"};
  MeasuredQuantity sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity wide_fraction = Unknown{"not measured"};
  MeasuredQuantity valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  MeasuredQuantity rim_thickness = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> widest_in_patient_mm;
};
LesionMargin measure_margin(const CtVolume& ct, const LesionBox& box, const CtLesionOutline& outline,
                            const ImageQuality& quality, const MarginParameters& parameters);

}  // namespace osteosign
