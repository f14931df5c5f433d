#pragma once
#include <array>
#include <vector>

#include "features/radiograph/spine/lateral/lateral_network.h"

namespace osteosign {

/// One vertebral body as the network sees it.
struct BodyOnFilm {
  std::array<Eigen::Vector2d, body_corners> corners_px;  ///< in the order of BodyCorner
  double probability = 0;                                ///< mean over the cells that vote for it
  double scatter_px = 0;  ///< standard deviation of where its cells see its corners

  const Eigen::Vector2d& corner(BodyCorner which) const {
    return corners_px[static_cast<std::size_t>(which)];
  }
  Eigen::Vector2d centre_px() const;
  double depth_px() const;   ///< from the middle of the front to the middle of the back
  double height_px() const;  ///< from the middle of the upper endplate to that of the lower one
};

/// Whether a corner lies so near to the border of the film that what looks like an end of the body may be
/// that of the film.
bool is_cut(const Radiograph& film, const BodyOnFilm& body);

/// The bodies on a lateral film, from the upper end to the lower one. Every cell of a body votes for the
/// middle of the corners that it sees; each peak of the votes is a body, its corners the means of what its
/// voters see, moved to the peak of corner likeness near by. The film is asked twice: as a whole, and the
/// part that holds the column, enlarged. Empty when nothing is likelier a body than not.
std::vector<BodyOnFilm> bodies_on_film(const Radiograph& film);

/// The bodies of one answer; of its own here so that it can be tested with answers made up.
std::vector<BodyOnFilm> bodies_of_answer(const LateralAnswer& answer, const SquareFilm& film);

}  // namespace osteosign
