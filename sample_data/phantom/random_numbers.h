#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <random>

namespace osteosign::phantom {

/// Random numbers that are the same with every standard library: std::mt19937_64 is fixed by the C++
/// standard, std::normal_distribution is not, so the distributions are written out here.
class RandomNumbers {
 public:
  /// `stream` separates independent uses of one seed (pose, noise of slice 7, ...).
  RandomNumbers(std::uint64_t seed, std::uint64_t stream);
  /// Evenly distributed in [0, 1), 53 bits.
  double uniform();
  /// Mean 0, standard deviation 1 (Box and Muller 1958).
  double normal();
  /// Evenly distributed on the unit sphere.
  Eigen::Vector3d direction();

 private:
  std::mt19937_64 engine_;
};

/// Well mixed 64 bits of a number (splitmix64, Steele, Lea and Flood 2014).
std::uint64_t mix_bits(std::uint64_t number);

}  // namespace osteosign::phantom
