#pragma once
#include <string>
#include <vector>

#include "sample_data/phantom/film_of_ct.h"
#include "sample_data/phantom/spine/spine_ct.h"

namespace osteosign::phantom {

/// Where one vertebra lies on a film, in pixels (column, row). Corners are those of the body without its
/// osteophytes: `left` and `right` at half of its width in the coronal plane, `anterior` and `posterior` in
/// the middle of its width, the posterior ones on the chord of the wall.
struct VertebraOnFilm {
  int number = 1;     ///< 1 is the most cranial
  std::string level;  ///< "L3"
  double magnification = 1;
  Eigen::Vector2d centre, left_pedicle, right_pedicle;
  Eigen::Vector2d left_superior, right_superior, left_inferior, right_inferior;
  Eigen::Vector2d anterior_superior, posterior_superior, anterior_inferior, posterior_inferior;
};

/// All vertebrae of a scanned spine, projected by the rays of the film, from cranial to caudal.
std::vector<VertebraOnFilm> vertebrae_on_film(const SpineCt& scanned, const FilmOfCt& film);

/// The scan, made as wide and as deep as the trunk of the phantom: on a film all of it matters.
/// `half_width_mm` cuts it at the sides.
CtScan scan_of_trunk(const SpinePhantom& phantom, CtScan scan, double half_width_mm);

}  // namespace osteosign::phantom
