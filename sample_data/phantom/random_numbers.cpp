#include "sample_data/phantom/random_numbers.h"

#include <cmath>
#include <numbers>

namespace osteosign::phantom {

std::uint64_t mix_bits(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15ULL;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9ULL;
  number = (number ^ (number >> 27)) * 0x94d049bb133111ebULL;
  return number ^ (number >> 31);
}

RandomNumbers::RandomNumbers(std::uint64_t seed, std::uint64_t stream)
    : engine_(mix_bits(mix_bits(seed) + stream)) {}

double RandomNumbers::uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }

double RandomNumbers::normal() {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));  // 1 - uniform() is never 0
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

Eigen::Vector3d RandomNumbers::direction() {
  const double z = 2 * uniform() - 1;
  const double angle = 2 * std::numbers::pi * uniform();
  const double r = std::sqrt(1 - z * z);
  return {r * std::cos(angle), r * std::sin(angle), z};
}

}  // namespace osteosign::phantom
