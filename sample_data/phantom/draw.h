#pragma once
#include <algorithm>
#include <cstdint>

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {

/// Draws figures one after the other.
class Draw {
 public:
  /// `stream` keeps apart what is drawn with one seed for different things.
  explicit Draw(std::uint64_t seed, std::uint64_t stream = of_spines) : random_(seed, stream) {}
  double between(double lowest, double highest) { return lowest + (highest - lowest) * random_.uniform(); }
  double about(double mean, double spread, double most_spreads) {
    return mean + spread * std::clamp(random_.normal(), -most_spreads, most_spreads);
  }
  bool with_chance(double chance) { return random_.uniform() < chance; }
  int whole(int lowest, int highest) {
    return std::min(highest, lowest + static_cast<int>(random_.uniform() * (highest - lowest + 1)));
  }

 private:
  static constexpr std::uint64_t of_spines = 3'000'000'019;  ///< apart from those of noise and pose
  RandomNumbers random_;
};

}  // namespace osteosign::phantom
