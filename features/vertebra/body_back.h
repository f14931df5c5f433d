#pragma once
#include "features/vertebra/local_block.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign {

/// Where the body ends and the canal, the pedicles and the arch begin: the posterior wall as the label shows
/// it between the pedicles, continued smoothly to the sides (methods A2.4).
struct BodyBack {
  SmoothSurface wall;        ///< posterior coordinate over x and z
  double half_width_mm = 0;  ///< |x| up to which the wall was seen; beyond it goes on as there
  double lowest_z_mm = 0;    ///< the same along z
  double highest_z_mm = 0;
  Eigen::Vector2d first_mm = Eigen::Vector2d::Zero();  ///< x, z of the first point of `seen_mm`
  double step_mm = 1;
  int columns = 0;
  int rows = 0;
  std::vector<float> seen_mm;  ///< posterior coordinate where the wall itself was seen, else that of `wall`

  double posterior_mm(double x_mm, double z_mm) const;
};

/// Walks backwards from the middle of the body out of the label. Unknown when too few walks end in the canal.
Measured<BodyBack> find_body_back(const LocalBlock& block);

}  // namespace osteosign
