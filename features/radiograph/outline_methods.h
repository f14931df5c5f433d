#pragma once
#include "features/radiograph/lesion_evidence.h"

namespace osteosign {

struct OutlineMethodParameters {
  double smoothness = 3;        ///< cost of a border between equal neighbours, in log odds
  double walker_beta = 90;      ///< how much an edge hinders the walker
  double walker_gamma = 0.1;    ///< how much the evidence pulls it
  double path_edge_weight = 1;  ///< edge strength against evidence along the closed path
  double path_bend_cost = 0.6;  ///< of one radial step between neighbouring rays
};

/// Three ways to draw the border of a lesion from the same evidence; values are 0 .. 1 for each pixel of the
/// region, and where they differ the border is uncertain.

/// Minimal cut on the 8-neighbour grid (Boykov and Kolmogorov, IEEE PAMI 2004;26:1124) with contrast-weighted
/// smoothness (Boykov and Jolly, ICCV 2001). 0 or 1.
std::vector<float> outline_by_graph_cut(const FilmRegion& region, const LesionEvidence& evidence,
                                        const OutlineMethodParameters& parameters);

/// Random walker with priors (Grady, CVPR 2005): probability.
std::vector<float> outline_by_random_walker(const FilmRegion& region, const LesionEvidence& evidence,
                                            const OutlineMethodParameters& parameters);

/// Closed path of least cost around the centre of the box, seen from which the lesion must be star shaped
/// (Timp and Karssemeijer, Med Phys 2004;31:958). 0 or 1.
std::vector<float> outline_by_closed_path(const FilmRegion& region, const PixelBox& box,
                                          const LesionEvidence& evidence,
                                          const OutlineMethodParameters& parameters);

}  // namespace osteosign
