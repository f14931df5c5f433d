#pragma once
#include "io/values/described.h"

namespace osteosign {

struct VertebraGeometryParameters {
  double reach_mm = 80;
  double grid_step_mm = 1;
  double edge_search_mm = 5;
  double largest_edge_shift_mm = 3.5;
  double least_edge_hu = 60;
  double edge_noise_factor = 3;
  double median_filter_mm = 5;
  double plane_share = 0.8;
  int fewest_columns = 40;
  double least_ended_fraction = 0.8;
};

template <class Visitor>
void describe(VertebraGeometryParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"reach_mm", "A vertebra is looked for within this of its body's centre",
                             "chosen: the spinous process of L3 ends 75 mm behind it", 40, 150},
        p.reach_mm);
  visit(ParameterDescription{"grid_step_mm", "Distance of the points of an endplate's height field",
                             "methods A2.2: about a pixel of a routine series", 0.3, 3},
        p.grid_step_mm);
  visit(ParameterDescription{"edge_search_mm",
                             "An endplate's edge is looked for this far from that of the label",
                             "methods A2.3: masks leave out up to 5 mm of destroyed bone", 1, 10},
        p.edge_search_mm);
  visit(ParameterDescription{"largest_edge_shift_mm",
                             "An edge farther from that of the label is of something else",
                             "chosen: thoracic discs are 3 to 5 mm thick", 0.5, 10},
        p.largest_edge_shift_mm);
  visit(ParameterDescription{"least_edge_hu", "Step in HU below which there is no edge",
                             "methods A4.2: least rise of a rim", 10, 500},
        p.least_edge_hu);
  visit(ParameterDescription{"edge_noise_factor", "The step is also at least this many times the noise",
                             "methods 0.3.3", 0, 20},
        p.edge_noise_factor);
  visit(ParameterDescription{"median_filter_mm", "Width of the median filter of a height field",
                             "methods A2.2", 0, 15},
        p.median_filter_mm);
  visit(
      ParameterDescription{
          "plane_share", "Share of width and depth of the body over which the plane of an endplate is fitted",
          "chosen: inside of apophyseal ring and osteophytes", 0.3, 1},
      p.plane_share);
  visit(ParameterDescription{"fewest_columns", "An endplate seen on fewer points of its field is unknown",
                             "chosen: a tenth of the smallest cervical endplate", 10, 1000},
        p.fewest_columns);
  visit(
      ParameterDescription{"least_ended_fraction",
                           "An endplate is unknown when fewer of the body's columns end inside of the volume",
                           "chosen: a plate cut at one corner can still be measured", 0, 1},
      p.least_ended_fraction);
}

}  // namespace osteosign
