#pragma once
#include <array>
#include <string>
#include <vector>

#include "features/values/spine_on_film.h"
#include "io/images/radiograph.h"

namespace osteosign::evaluation {

/// One vertebra on one film: how far its asymmetry lies from that of the others, and what is said of it.
struct JudgedOnFilm {
  bool missing = false;  ///< a pedicle is, in truth
  MeasuredQuantity z = Unknown{"not measured"};
  MeasuredQuantity asymmetry = Unknown{"not measured"};
  std::array<MeasuredQuantity, 2> seen{Unknown{"not measured"}, Unknown{"not measured"}};
  std::array<MeasuredQuantity, 2> expected = seen;
  bool raised = false;
  bool right_side = false;  ///< the finding names the pedicle that is missing
  double away_px = 0;       ///< from the place of the missing pedicle
  std::array<Eigen::Vector2d, 2> pedicles_px;
};

/// The vertebrae that were found on a film; the one whose pedicle lies nearest to the missing one, if any, is
/// that vertebra.
std::vector<JudgedOnFilm> judged_on(const Radiograph& film, const Eigen::Vector2d* missing_px);

/// A line for the list of cases.
std::string line_of(const std::string& film, const JudgedOnFilm& one);

}  // namespace osteosign::evaluation
