#pragma once
#include <Eigen/Core>
#include <array>

#include "io/images/radiograph.h"

namespace osteosign {

/// Corners of a body, in the order in which they follow one another round it. On a frontal film the left of
/// the image stands for the front and its right for the back.
enum class BodyCorner { anterior_superior, posterior_superior, posterior_inferior, anterior_inferior };
constexpr std::size_t body_corners = 4;

/// One vertebral body as it was found, before its borders are drawn.
struct BodyOnFilm {
  std::array<Eigen::Vector2d, body_corners> corners_px;  ///< in the order of BodyCorner
  double probability = 0;  ///< lateral film: mean over the cells that vote for it
  double scatter_px = 0;   ///< lateral film: standard deviation of where its cells see its corners

  const Eigen::Vector2d& corner(BodyCorner which) const {
    return corners_px[static_cast<std::size_t>(which)];
  }
  Eigen::Vector2d centre_px() const;
  double depth_px() const;   ///< from the middle of the front to the middle of the back; frontal film: width
  double height_px() const;  ///< from the middle of the upper endplate to that of the lower one
};

/// Whether a corner lies so near to the border of the film that what looks like an end of the body may be
/// that of the film.
bool is_cut(const Radiograph& film, const BodyOnFilm& body);

}  // namespace osteosign
