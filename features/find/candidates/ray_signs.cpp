#include "features/find/candidates/ray_signs.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "features/find/seed_region.h"
#include "features/shape/even_directions.h"
#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

constexpr int directions = 64;
constexpr double beyond_ball_mm = 8;
constexpr double wall_mm = 4;  ///< behind its end in which a ray's wall is looked for

const Eigen::Vector3d& direction(int i) {
  static const std::vector<Eigen::Vector3d> even = even_directions(directions);
  return even[static_cast<std::size_t>(i)];
}

/// What one ray shows.
struct Ray {
  double end_mm = 0;    ///< where it ends; the farthest looked at when it does not
  bool ends = false;    ///< as dense as half way to what is expected
  bool leaves = false;  ///< goes the other way first
  double wall_hu = 0;   ///< highest difference from the middle within 4 mm of its end
  double edge_mm = 0;   ///< way from a quarter to three quarters of the wall
  bool wall_is_thick = false;
};

class Star {
 public:
  Star(const CtVolume& ct, const RayQuestion& question)
      : sampler_(ct),
        step_mm_(std::max(0.5, 0.5 * ct.grid.spacing_mm.minCoeff())),
        sign_(question.expected_hu >= question.median_hu ? 1 : -1),
        question_(question) {}

  void look(const Eigen::Vector3d& middle_mm, double radius_mm) {
    middle_mm_ = middle_mm;
    reach_mm_ = std::min(radius_mm + beyond_ball_mm, 30.0);
    std::vector<std::vector<double>> profiles(directions);
    std::vector<double> within;
    for (int i = 0; i < directions; ++i)
      for (double mm = 0; mm <= reach_mm_ + wall_mm; mm += step_mm_) {
        const double hu = std::max(-200.0F, sampler_.hu_at(middle_mm + mm * direction(i)));
        profiles[static_cast<std::size_t>(i)].push_back(hu);
        if (mm < 0.75 * radius_mm) within.push_back(hu);
      }
    const MedianSpread inside = median_spread(within);
    inside_hu_ = inside.median;
    inside_sd_hu_ = inside.sd;
    rays_.clear();
    for (const std::vector<double>& profile : profiles) rays_.push_back(ray_of(profile, radius_mm));
  }

  Eigen::Vector3d middle_of_ends() const {
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (int i = 0; i < directions; ++i)
      sum += std::min(rays_[static_cast<std::size_t>(i)].end_mm, reach_mm_) * direction(i);
    return middle_mm_ + sum / directions;
  }
  double mean_end_mm() const {
    double sum = 0;
    for (const Ray& ray : rays_) sum += ray.end_mm;
    return sum / directions;
  }

  RaySigns signs() const {
    double ends = 0, leaves = 0, thick = 0, sum = 0, squares = 0;
    std::vector<double> walls, edges{0.5};
    for (const Ray& ray : rays_) {
      walls.push_back(std::clamp(ray.wall_hu, 0.0, 1000.0));
      leaves += ray.leaves ? 1 : 0;
      thick += ray.wall_is_thick ? 1 : 0;
      if (!ray.ends) continue;
      ++ends, sum += ray.end_mm, squares += ray.end_mm * ray.end_mm;
      edges.push_back(ray.edge_mm);
    }
    std::ranges::sort(walls);
    std::ranges::sort(edges);
    const double mean = ends > 0 ? sum / ends : reach_mm_;
    const double variance = ends > 0 ? std::max(0.0, squares / ends - mean * mean) : mean * mean;
    return {{ends / directions, leaves / directions, thick / directions, least_share_of_a_side(),
             std::log(mean_end_mm() + 1), std::sqrt(variance) / std::max(mean, 1.0), std::log(walls[6] + 20),
             std::log(walls[16] + 20), std::log(walls[32] + 20), std::log(walls[58] + 20),
             std::log(inside_sd_hu_ + 5), std::log((inside_sd_hu_ + 5) / (question_.noise_hu + 5)),
             std::clamp(inside_hu_, -150.0, 1500.0), edges[edges.size() / 2]}};
  }

 private:
  double along(std::size_t k) const { return static_cast<double>(k) * step_mm_; }

  Ray ray_of(const std::vector<double>& profile, double radius_mm) const {
    const double half_hu = std::max(40.0, 0.5 * std::abs(question_.expected_hu - inside_hu_));
    constexpr double away_hu = 70;
    Ray ray{.end_mm = reach_mm_};
    const auto beyond = [&](std::size_t k) { return sign_ * (profile[k] - inside_hu_); };
    const auto start = static_cast<std::size_t>(0.4 * radius_mm / step_mm_);
    std::size_t end = 0;
    for (std::size_t k = start; k + 1 < profile.size() && along(k) <= reach_mm_; ++k) {
      if (beyond(k) < -away_hu && beyond(k + 1) < -away_hu) {
        ray.leaves = true;
        ray.end_mm = along(k);
        return ray;
      }
      if (beyond(k) <= half_hu || beyond(k + 1) <= half_hu) continue;
      end = k;
      ray.ends = true;
      ray.end_mm = along(k);
      break;
    }
    if (!ray.ends) return ray;
    const auto last = std::min(profile.size() - 1, end + static_cast<std::size_t>(wall_mm / step_mm_));
    for (std::size_t k = end; k <= last; ++k) ray.wall_hu = std::max(ray.wall_hu, beyond(k));
    std::size_t quarter = end, three_quarters = end;
    while (quarter > 0 && beyond(quarter) > 0.25 * ray.wall_hu) --quarter;
    while (three_quarters < last && beyond(three_quarters) < 0.75 * ray.wall_hu) ++three_quarters;
    ray.edge_mm = static_cast<double>(three_quarters - quarter) * step_mm_;
    ray.wall_is_thick = beyond(last) > half_hu;
    return ray;
  }

  double least_share_of_a_side() const {
    constexpr double within_cosine = 0.8;
    double least = 1;
    for (int i = 0; i < directions; ++i) {
      double near = 0, ends = 0;
      for (int j = 0; j < directions; ++j) {
        if (direction(i).dot(direction(j)) < within_cosine) continue;
        ++near;
        ends += rays_[static_cast<std::size_t>(j)].ends ? 1 : 0;
      }
      least = std::min(least, ends / near);
    }
    return least;
  }

  CtSampler sampler_;
  double step_mm_;
  double sign_;
  RayQuestion question_;
  Eigen::Vector3d middle_mm_ = Eigen::Vector3d::Zero();
  double reach_mm_ = 0;
  double inside_hu_ = 0;
  double inside_sd_hu_ = 0;
  std::vector<Ray> rays_;
};

}  // namespace

RaySigns ray_signs(const CtVolume& ct, const InscribedBall& ball, const RayQuestion& question) {
  constexpr double least_radius_mm = 2.5;
  Star star(ct, question);
  star.look(ball.centre_in_patient_mm, std::max(ball.radius_mm, least_radius_mm));
  star.look(star.middle_of_ends(), std::clamp(star.mean_end_mm(), least_radius_mm, 20.0));
  return star.signs();
}

}  // namespace osteosign
