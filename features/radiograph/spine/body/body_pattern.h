#pragma once
#include <Eigen/Core>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "features/radiograph/radiograph_field.h"
#include "features/radiograph/spine/body/body_on_film.h"
#include "io/images/radiograph.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The grey values of a body and of what lies round it on a grid that follows its corners: column 0 to 1 of
/// the body across, row 0 to 1 down, and `around` of either beyond.
struct BodyPattern {
  static constexpr int cells = 40;  ///< across the body and down it
  static constexpr int around = 10;
  static constexpr int side = cells + 2 * around;
  Measured<cv::Mat1f> grey = Unknown{"not measured"};
  std::array<Eigen::Vector2d, body_corners> corners_px;

  /// Place on the film of a cell.
  Eigen::Vector2d film_px(double column, double row) const;
};

/// Unknown when the body is cut by the border of the film, or lies to more than a tenth in the border of the
/// exposed field, under a letter or under metal.
BodyPattern pattern_of(const Radiograph& film, const RadiographField& field, const BodyOnFilm& body,
                       const std::array<Eigen::Vector2d, body_corners>& corners_px);

/// Definitions (methods B8.1, S68: central lucency; A9.6): the pattern that a body should have is the median
/// of the patterns of the other bodies of the film, each brought to its brightness, contrast and shading by
/// least squares; `lucent_share` is the part of the body in the largest connected region that is less dense
/// than expected by more than `lucent_spreads` robust spreads of what the other bodies differ by. A region
/// that lies to more than a quarter beyond the body overlies it (gas of the bowel, the edge of a lung) and
/// does not count. `texture_z` is the logarithm of the spread of the fine part of the pattern against the
/// median of the other bodies, in their robust spreads (at least 0.15). Unknown when the pattern is, or fewer
/// than three others are known.
struct ComparedPattern {
  MeasuredQuantity lucent_share = Unknown{"not measured"};
  MeasuredQuantity texture_z = Unknown{"not measured"};
  std::optional<Eigen::Vector2d> lucent_px;  ///< middle of that region on the film, when there is one
};

std::vector<ComparedPattern> compare_patterns(const std::vector<BodyPattern>& patterns);

}  // namespace osteosign
