#include "features/spine/ridge_response.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// Means over windows of a profile, given in mm around an index; windows are cut at the ends.
class Windows {
 public:
  Windows(const std::vector<float>& profile, double step_mm)
      : sums_(profile.size() + 1, 0), step_mm_(step_mm) {
    for (std::size_t i = 0; i < profile.size(); ++i) sums_[i + 1] = sums_[i] + profile[i];
  }
  double mean(std::size_t middle, double first_mm, double last_mm) const {
    const auto size = static_cast<std::ptrdiff_t>(sums_.size()) - 1;
    const auto index = [&](double mm) {
      return std::clamp(
          static_cast<std::ptrdiff_t>(middle) + static_cast<std::ptrdiff_t>(std::lround(mm / step_mm_)),
          std::ptrdiff_t{0}, size - 1);
    };
    const std::ptrdiff_t first = index(first_mm), last = index(last_mm);
    return (sums_[static_cast<std::size_t>(last) + 1] - sums_[static_cast<std::size_t>(first)]) /
           static_cast<double>(last - first + 1);
  }
  std::size_t size() const { return sums_.size() - 1; }

 private:
  std::vector<double> sums_;
  double step_mm_;
};

double farthest_ridge_mm(double radius_mm) { return std::max(2.0, 0.45 * radius_mm); }

}  // namespace

std::vector<float> ridge_response(const std::vector<float>& profile_hu, double step_mm, double radius_mm) {
  const Windows windows(profile_hu, step_mm);
  std::vector<float> response(profile_hu.size(), 0);
  for (std::size_t i = 0; i < response.size(); ++i) {
    double best = -1e9;
    for (double half = 1; half <= farthest_ridge_mm(radius_mm) + 1e-6; half += step_mm) {
      const double between = windows.mean(i, 1 - half, half - 1);
      const double above = windows.mean(i, -half - step_mm, -half);
      const double below = windows.mean(i, half, half + step_mm);
      const double beyond = (windows.mean(i, -half - 6, -half - 3) + windows.mean(i, half + 3, half + 6)) / 2;
      best = std::max(best, std::min(above, below) - 0.7 * between - 0.3 * beyond);
    }
    response[i] = static_cast<float>(best);
  }
  return response;
}

std::vector<float> gap_response(const std::vector<float>& bone, double step_mm, double radius_mm) {
  constexpr double flank_mm = 4;
  const Windows windows(bone, step_mm);
  std::vector<float> response(bone.size(), 0);
  for (std::size_t i = 0; i < response.size(); ++i) {
    double best = 0;
    for (double half = 1; half <= farthest_ridge_mm(radius_mm) + 1e-6; half += step_mm) {
      const double gap = windows.mean(i, 1 - half, half - 1);
      const double above = windows.mean(i, -half - flank_mm, -half);
      const double below = windows.mean(i, half, half + flank_mm);
      best = std::max(best, std::min(above, below) - gap);
    }
    response[i] = static_cast<float>(best);
  }
  return response;
}

}  // namespace osteosign
