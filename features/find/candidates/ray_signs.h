#pragma once
#include <array>

#include "features/find/outline_voxels.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// What a region is expected to be like, for looking out of it.
struct RayQuestion {
  double median_hu = 0;    ///< of the region
  double expected_hu = 0;  ///< of the bone round it: rays end on the way there
  double noise_hu = 0;     ///< of the image
};

/// What 64 rays from the middle of a region's largest ball show in the native voxels (methods A3.3: contrast
/// to the shell, edge, evenness): blocks of 2 mm blur a lesion of 0.3 cm3. The middle is moved once to the
/// middle of where the rays end. A ray ends where the density has gone half way to what is expected, at the
/// latest 8 mm beyond the ball.
struct RaySigns {
  enum Sign : std::size_t {
    ending_share,                  ///< of the rays
    leaving_share,                 ///< that go 70 HU the other way first: a lytic region into fat or air, one
                                   ///< in fatty marrow into bone
    thick_wall_share,              ///< that are still beyond half way 4 mm behind their end
    least_ending_share_of_a_side,  ///< of the rays within 37 degrees of one; tubes and sheets are open
                                   ///< somewhere
    log_mean_end,                  ///< mm + 1
    unevenness_of_ends,            ///< standard deviation by mean
    log_wall_low,  ///< tenth percentile of the walls (greatest difference within 4 mm), HU + 20
    log_wall_quartile,
    log_wall_median,
    log_wall_high,  ///< ninetieth percentile
    log_inside_sd,  ///< HU + 5, within three quarters of the radius
    log_inside_sd_to_noise,
    inside_hu,  ///< median
    edge_mm,    ///< median way from a quarter to three quarters of the wall
    count
  };
  std::array<double, count> values{};
};
RaySigns ray_signs(const CtVolume& ct, const InscribedBall& ball, const RayQuestion& question);

}  // namespace osteosign
