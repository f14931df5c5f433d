#pragma once
#include <vector>

#include "features/spine/disc_signs.h"
#include "features/spine/spine_image.h"

namespace osteosign {

/// What tells vertebrae apart along a straightened spine, one value for each plane (methods A2.2).
struct ColumnSignals {
  std::vector<DiscSign> discs;
  std::vector<double> pedicle;  ///< 0 open at the sides (foramen) to 1 closed (pedicle)
  std::vector<double> sacral;   ///< share of bone at both sides of the body: the lateral mass of the sacrum
  /// First plane of the sacrum, where such bone lies at both sides over 20 mm; the number of planes when
  /// there is none.
  int sacral_from = 0;
  std::vector<double> body_in_view;  ///< share of the body's cross-section within the CT
};

ColumnSignals column_signals(const StraightSpine& straight, const BodyAxis& axis, const SpineImage& image);

}  // namespace osteosign
