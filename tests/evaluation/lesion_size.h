#pragma once
#include <string>

namespace osteosign::evaluation {

/// Which cases are run. Poses, noise and the random cases follow from `first_seed`; of the cases every
/// `stride`-th is run. `kind` is a name of phantom::SpineSign, where random spines are made; empty for all.
struct Selection {
  int first_seed = 2000;
  int stride = 1;
  std::string kind;
  bool with_cases = false;  ///< p4: the figures of each case before the tables
};

/// Phantom P1 (methods C1): balls and ellipsoids of radius 4 to 20 mm, lytic and sclerotic, noise 0 to
/// 30 HU. Markdown tables of the errors of volume, longest diameter, sphericity and 3-D diameter: as used
/// (from a seed), from a loose box, and with the true outline.
std::string evaluate_lesion_size(const Selection& selection);

/// Phantom P3: sharp, linear and Gaussian edges of 1 to 12 mm and rims of 0.5 to 3 mm that cover 30, 60 and
/// 100 % of the surface. Tables of the errors of margin width, rim completeness and thickness, the share of
/// rims that are seen, the error of the in-plane blur, and what a wrong Slice Thickness does to the width.
std::string evaluate_lesion_margin(const Selection& selection);

}  // namespace osteosign::evaluation
