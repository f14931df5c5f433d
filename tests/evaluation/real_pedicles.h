#pragma once
#include <Eigen/Core>
#include <array>
#include <filesystem>
#include <string>

#include "io/images/radiograph.h"

namespace osteosign::evaluation {

/// The pedicles of a real frontal film, L1 to L5, by eye.
struct RealPedicles {
  const char* file;
  Eigen::Vector2d painted_px;                     ///< semi-axes of an ellipse that paints one out
  std::array<std::array<double, 4>, 5> pedicles;  ///< left column and row of the image, right column and row
};
const std::array<RealPedicles, 2>& real_pedicles();
Radiograph read_real_film(const std::filesystem::path& radiographs, const RealPedicles& real);

/// The real frontal films, as they are and with one pedicle painted out at each level: a table, and a line
/// for each vertebra before it when `with_cases` is set.
std::string evaluate_real_pedicles(const std::filesystem::path& radiographs, bool with_cases);

}  // namespace osteosign::evaluation
