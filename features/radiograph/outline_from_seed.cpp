#include "features/radiograph/outline_from_seed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr int sectors = 8;

struct Moments {
  double count = 0, sum = 0, squares = 0;
  void add(double value) {
    count += 1;
    sum += value;
    squares += value * value;
  }
  double mean() const { return count > 0 ? sum / count : 0; }
  double variance() const { return count > 0 ? std::max(0.0, squares / count - mean() * mean()) : 0; }
};

/// Grey values on a circle's inside and in the sectors of the ring around it, a quarter to half as wide
/// again.
struct DiscAndRing {
  Moments disc, ring;
  std::array<Moments, sectors> sector;
};

DiscAndRing look_at(const Radiograph& film, const RadiographField& field, const Eigen::Vector2d& seed,
                    double radius) {
  DiscAndRing seen;
  const double step = std::max(1.0, radius / 24);  // some 2000 samples whatever the radius
  for (double dy = -1.6 * radius; dy <= 1.6 * radius; dy += step)
    for (double dx = -1.6 * radius; dx <= 1.6 * radius; dx += step) {
      const int c = static_cast<int>(std::lround(seed.x() + dx)),
                r = static_cast<int>(std::lround(seed.y() + dy));
      const double place = std::hypot(dx, dy) / radius;
      if (place > 1.6 || !field.usable_at(c, r)) continue;
      if (place <= 0.9) seen.disc.add(film.at(c, r));
      if (place < 1.1) continue;
      const double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) + 1;
      seen.sector[static_cast<std::size_t>(turn * sectors) % sectors].add(film.at(c, r));
      seen.ring.add(film.at(c, r));
    }
  return seen;
}

double contrast(const DiscAndRing& seen) {
  std::vector<double> differences;
  double within = 0;
  for (const Moments& sector : seen.sector) {
    if (sector.count < 4) continue;
    differences.push_back(sector.mean() - seen.disc.mean());
    within += sector.variance();
  }
  if (differences.size() < sectors / 2 || seen.disc.count < 4) return 0;
  std::sort(differences.begin(), differences.end());
  const double median = differences[differences.size() / 2];
  const double sd = std::sqrt(within / static_cast<double>(differences.size()) + seen.disc.variance());
  return sd > 0 ? std::abs(median) / sd : 0;
}

/// Mean of the logarithm of the radius, weighted by what speaks for each: the best circle alone jumps between
/// lesion and bone where both stand out.
double likely_radius(const Radiograph& film, const RadiographField& field, const Eigen::Vector2d& seed,
                     const RadiographSeedParameters& p) {
  const double typical = p.typical_radius_fraction * std::min(film.columns, film.rows);
  constexpr int scales = 13;
  double sum = 0, weights = 0;
  for (int k = 0; k < scales; ++k) {
    const double z = -1.5 + 3.0 * k / (scales - 1);
    const double radius = std::max(4.0, typical * std::exp(p.radius_log_sd * z));
    const double weight =
        std::pow(contrast(look_at(film, field, seed, radius)), p.contrast_power) * std::exp(-0.5 * z * z);
    sum += weight * std::log(radius);
    weights += weight;
  }
  return weights > 0 ? std::exp(sum / weights) : std::max(4.0, typical);
}

PixelBox box_around(const Eigen::Vector2d& seed, double half_side) {
  return {static_cast<int>(std::lround(seed.x() - half_side)),
          static_cast<int>(std::lround(seed.y() - half_side)),
          static_cast<int>(std::lround(seed.x() + half_side)),
          static_cast<int>(std::lround(seed.y() + half_side))};
}

}  // namespace

Measured<RadiographLesionOutline> outline_at(const RadiographLesionOutline& place, const Radiograph& film,
                                             const RadiographField& field,
                                             const RadiographOutlineParameters& parameters) {
  const double looseness = 0.5 * (1 / parameters.evidence.border_place - 1);
  return outline_from_box(film, field, loosened(bounding_box(place), looseness), parameters,
                          LesionOrigin::seed);
}

Measured<RadiographLesionOutline> outline_from_seed_pixel(const Radiograph& film,
                                                          const RadiographField& field,
                                                          const Eigen::Vector2d& seed_px,
                                                          const RadiographSeedParameters& parameters) {
  if (!field.usable_at(static_cast<int>(std::lround(seed_px.x())),
                       static_cast<int>(std::lround(seed_px.y()))))
    return Unknown{
        "the seed pixel lies outside the film or on air, a marker, metal or the collimated border"};
  const double radius = likely_radius(film, field, seed_px, parameters);
  const PixelBox around_seed = box_around(seed_px, radius / parameters.outline.evidence.border_place);
  const Measured<RadiographLesionOutline> first =
      outline_from_box(film, field, around_seed, parameters.outline);
  if (!first.known()) return first.unknown();
  return outline_at(first.value(), film, field, parameters.outline);
}

}  // namespace osteosign
