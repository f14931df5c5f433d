#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "io/dicom/image_plane.h"
#include "io/values/described.h"

namespace osteosign {

/// How exactly slices must lie. Positions are decimal strings, often rounded to 0.1 mm.
struct SlicePositionTolerances {
  double even_fraction = 0.05;      ///< deviation from an even grid, as a fraction of the slice distance
  double rounding_mm = 0.051;       ///< deviation always allowed, unless above `most_fraction`
  double most_fraction = 0.25;      ///< upper limit for the two above, as a fraction of the slice distance
  double duplicate_fraction = 0.1;  ///< closer than this fraction of the usual distance: the same position
  double widest_bridge_mm = 15;     ///< gaps wider than this are never interpolated
  double orientation_deg = 0.1;     ///< slices of one volume are parallel within this angle
  double in_plane_shift_px = 0.1;   ///< slices that are shifted more than this are resampled
  double steepest_tilt_deg = 45;    ///< no gantry tilts more; steeper stacks are refused
};

template <class Visitor>
void describe(SlicePositionTolerances& p, Visitor&& visit) {
  constexpr std::string_view rounding = "rounding of DS strings (PS3.5 6.2) to 0.1 mm";
  constexpr std::string_view chosen = "chosen: an error of position far below the thickness of a slice";
  visit(ParameterDescription{"even_fraction", "Deviation from even slice positions, in slice distances",
                             chosen, 0.001, 0.25},
        p.even_fraction);
  visit(ParameterDescription{"rounding_mm", "Deviation of a slice position that is put down to rounding",
                             rounding, 0.0, 0.5},
        p.rounding_mm);
  visit(ParameterDescription{"most_fraction", "Upper limit of both, in slice distances", chosen, 0.01, 0.4},
        p.most_fraction);
  visit(
      ParameterDescription{"duplicate_fraction",
                           "Slices closer than this, in slice distances, are duplicates", chosen, 0.001, 0.4},
      p.duplicate_fraction);
  visit(ParameterDescription{"widest_bridge_mm", "Widest distance of slices between which is interpolated",
                             "chosen: half the height of a lumbar vertebra", 1.0, 50.0},
        p.widest_bridge_mm);
  visit(ParameterDescription{"orientation_deg", "Largest angle between the slices of one volume", chosen,
                             0.001, 2.0},
        p.orientation_deg);
  visit(ParameterDescription{"in_plane_shift_px", "Shift between slices, in pixels, that is left as it is",
                             chosen, 0.001, 1.0},
        p.in_plane_shift_px);
  visit(ParameterDescription{"steepest_tilt_deg", "Steepest angle that is sheared back",
                             "CT gantries tilt by 30 degrees at most", 1.0, 60.0},
        p.steepest_tilt_deg);
}

/// Slices in order along their common normal, each position once.
struct OrderedSlices {
  struct Duplicate {
    std::size_t dropped;
    std::size_t kept;
    double distance_mm;  ///< 0: exactly the same position
  };
  std::vector<std::size_t> order;  ///< indices of the planes that are kept
  std::vector<double> along_mm;    ///< distance of each from the first, along the normal
  std::vector<Duplicate> duplicates;
};

/// Orders planes of one orientation along the normal of the first; equal positions keep the order in which
/// they were given, and all but the first are duplicates.
OrderedSlices order_slices(const std::vector<ImagePlane>& planes, const SlicePositionTolerances& tolerances);

/// A run of evenly spaced slices, as positions in `OrderedSlices::order`.
struct SliceRun {
  std::size_t first = 0;
  std::size_t count = 0;
  double spacing_mm = 0;
};

/// What the distances between neighbouring slices say.
struct SliceSpacing {
  double spacing_mm = 0;            ///< the distance of the even grid; the median distance when there is none
  std::vector<SliceRun> runs;       ///< evenly spaced runs; each starts where the one before ends
  std::vector<int> grid_index;      ///< place of each slice on an even grid; empty when the spacing changes
  int missing = 0;                  ///< places on that grid without a slice
  double largest_deviation_mm = 0;  ///< of a slice from its place on the grid
  bool even() const { return missing == 0 && !grid_index.empty(); }
};

/// Judges at least two ordered positions.
SliceSpacing judge_spacing(const std::vector<double>& along_mm, const SlicePositionTolerances& tolerances);

/// How far a slice may be from its place when slices are `spacing_mm` apart.
double position_tolerance_mm(double spacing_mm, const SlicePositionTolerances& tolerances);

/// Median of the distances between neighbours.
double median_distance_mm(const std::vector<double>& along_mm);

}  // namespace osteosign
