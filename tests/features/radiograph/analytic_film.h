#pragma once
#include <cmath>
#include <random>

#include "features/radiograph/lesion_outline.h"

namespace osteosign {

/// Films with known answers: a bone (a band of given half width along the rows) on soft tissue on a gradient,
/// with an elliptic lesion whose edge is a Gaussian-blurred step, and seeded normal noise.
struct AnalyticFilm {
  int columns = 220;
  int rows = 260;
  double soft_tissue = 300;
  double bone_rise = 300;
  double bone_half_width = 80;
  double gradient_per_row = 0.2;
  double lesion_contrast = -120;  // 0: no lesion
  Eigen::Vector2d lesion_centre{108.3, 131.6};
  double lesion_half_columns = 34;
  double lesion_half_rows = 34;
  double edge_sigma_px = 1.5;
  double rim_height = 0;
  double noise_sd = 6;
  bool sphere = false;  // projection of a sharp sphere instead of a disc

  double signed_distance(double c, double r) const {  // exact for discs, first order for ellipses
    const double x = (c - lesion_centre.x()) / lesion_half_columns, y = (r - lesion_centre.y()) / lesion_half_rows;
    const double rho = std::hypot(x, y);
    const double slope = std::hypot(x / lesion_half_columns, y / lesion_half_rows) / std::max(1e-9, rho);
    return (rho - 1) / slope;
  }
  double lesion(double c, double r) const {
    const double d = signed_distance(c, r);
    if (sphere) {
      const double rho = (d + lesion_half_columns) / lesion_half_columns;
      return rho < 1 ? lesion_contrast * std::sqrt(1 - rho * rho) : 0;
    }
    const double rim = rim_height * std::exp(-0.5 * (d - 3) * (d - 3) / 4);
    return lesion_contrast * 0.5 * std::erfc(d / (edge_sigma_px * std::sqrt(2.0))) + rim;
  }
  double bone(double c) const {
    const double t = bone_half_width - std::abs(c - 0.5 * columns);
    return bone_rise * 0.5 * std::erfc(-t / (1.5 * std::sqrt(2.0)));
  }
  Radiograph film() const {
    Radiograph film;
    film.columns = columns;
    film.rows = rows;
    film.sop_instance_uid = "1.2.3";
    film.file = "analytic.dcm";
    std::mt19937 generator(7);
    std::normal_distribution<double> noise(0, noise_sd);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c)
        film.pixels.push_back(static_cast<float>(soft_tissue + bone(c) + gradient_per_row * r + lesion(c, r) +
                                                 noise(generator)));
    return film;
  }
  RadiographLesionOutline truth() const {
    RadiographLesionOutline outline;
    outline.columns = columns;
    outline.rows = rows;
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) outline.inside.push_back(signed_distance(c, r) <= 0 ? 1 : 0);
    return outline;
  }
  /// Larger than the lesion by `looseness` of its size on each side.
  PixelBox box(double looseness) const {
    const double grown_columns = lesion_half_columns * (1 + 2 * looseness);
    const double grown_rows = lesion_half_rows * (1 + 2 * looseness);
    return {static_cast<int>(std::lround(lesion_centre.x() - grown_columns)),
            static_cast<int>(std::lround(lesion_centre.y() - grown_rows)),
            static_cast<int>(std::lround(lesion_centre.x() + grown_columns)),
            static_cast<int>(std::lround(lesion_centre.y() + grown_rows))};
  }
};

inline double dice(const RadiographLesionOutline& a, const RadiographLesionOutline& b) {
  double both = 0, sum = 0;
  for (std::size_t i = 0; i < a.inside.size(); ++i) {
    both += a.inside[i] != 0 && b.inside[i] != 0 ? 1 : 0;
    sum += a.inside[i] + b.inside[i];
  }
  return 2 * both / sum;
}

}  // namespace osteosign
