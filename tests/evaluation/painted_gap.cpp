#include "tests/evaluation/painted_gap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign::evaluation {
namespace {

/// Grey of the soft tissue beside the bone near the line, on one side.
double beside(const Radiograph& film, const RadiographField& field, const FemurOnFilm& femur,
              const PaintedGap& gap, const Eigen::Vector2d& at, double side) {
  double sum = 0, count = 0;
  for (double out = 0; out < 2 * gap.width_px; out += 1) {
    const Eigen::Vector2d p = at + side * out * gap.along_line;
    const int c = static_cast<int>(std::lround(p.x())), r = static_cast<int>(std::lround(p.y()));
    if (!field.usable_at(c, r)) break;
    if (femur.parts[static_cast<std::size_t>(r) * femur.columns + c] != 0) continue;
    count += 1;
    if (count > 0.05 * gap.width_px) sum += film.at(c, r);
    if (count > 0.15 * gap.width_px) break;
  }
  const double used = std::floor(count) - std::floor(0.05 * gap.width_px);
  return used > 0 ? sum / used : -1;
}

}  // namespace

std::optional<Radiograph> painted(const Radiograph& film, const RadiographField& field,
                                  const FemurOnFilm& femur, const PaintedGap& gap) {
  const double left = beside(film, field, femur, gap, gap.middle_px, -1),
               right = beside(film, field, femur, gap, gap.middle_px, 1);
  if (left < 0 || right < 0) return std::nullopt;
  Radiograph broken = film;
  const Eigen::Vector2d normal(-gap.along_line.y(), gap.along_line.x());
  for (int r = 0; r < film.rows; ++r)
    for (int c = 0; c < film.columns; ++c) {
      const Eigen::Vector2d from = Eigen::Vector2d(c, r) - gap.middle_px;
      const double across = from.dot(normal), along = from.dot(gap.along_line);
      if (std::abs(across) > 4 * gap.blur_px + gap.gap_px || std::abs(along) > 1.2 * gap.width_px) continue;
      const auto step = [&](double x) {
        return 0.5 * (1 + std::erf(x / (gap.blur_px * std::numbers::sqrt2)));
      };
      const double gone = step(across + gap.gap_px / 2) - step(across - gap.gap_px / 2);
      const double soft = left + std::clamp(0.5 + along / gap.width_px, 0.0, 1.0) * (right - left);
      float& grey = broken.pixels[static_cast<std::size_t>(r) * film.columns + c];
      if (grey > soft) grey = std::round(grey - static_cast<float>(gone * (grey - soft)));
    }
  return broken;
}

}  // namespace osteosign::evaluation
