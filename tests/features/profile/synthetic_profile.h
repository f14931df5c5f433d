#pragma once
#include <functional>
#include <random>

#include "features/profile/profile.h"

namespace osteosign {

/// A profile from -12 to +15 mm whose values follow a formula, with white noise of a fixed seed.
inline Profile synthetic_profile(const std::function<double(double)>& formula, double noise_sd, unsigned seed,
                                 double step = 0.25) {
  std::mt19937 random(seed);
  std::normal_distribution<double> noise(0, 1);
  Profile profile{.step = step, .first = -static_cast<int>(12 / step), .values = {}};
  const int count = static_cast<int>(27 / step) + 1;
  for (int i = 0; i < count; ++i)
    profile.values.push_back(formula((profile.first + i) * step) + noise_sd * noise(random));
  return profile;
}

}  // namespace osteosign
