#pragma once
#include <optional>
#include <vector>

#include "features/spine/ct_sampler.h"
#include "features/spine/spine.h"

namespace osteosign {

/// A plane across the body axis at some point of it: height t over the point (cranial) at (u, v).
struct TiltedPlane {
  double height_mm = 0;
  double slope_forward = 0;
  double slope_left = 0;
  double at(double u, double v) const { return height_mm + slope_forward * v + slope_left * u; }
};

/// Native densities in columns along the body axis round a disc.
class DiscColumns {
 public:
  static constexpr double reach_mm = 18, step_mm = 0.5;

  DiscColumns(const CtSampler& sampler, const CanalPoint& point, double radius_mm);

  /// Mean density over all columns at equal heights over a plane, from -12 mm to 12 mm in steps of 0.5 mm.
  std::vector<double> profile_over(const TiltedPlane& plane) const;
  /// Edges of the endplates in each column, as heights: cranial and caudal ones.
  struct Edge {
    double u;
    double v;
    double height_mm;
  };
  struct Edges {
    std::vector<Edge> cranial;
    std::vector<Edge> caudal;
  };
  Edges edges_near(const TiltedPlane& plane, double half_thickness_mm) const;
  bool empty() const { return columns_.empty(); }

 private:
  struct Column {
    double u;
    double v;
    std::vector<float> hu;
    double hu_at(double height_mm) const;
  };
  std::vector<Column> columns_;
};

/// The best pair of ridges of a profile of 0.5-mm steps whose middle is the plane.
struct RidgePair {
  double contrast_hu = -1e9;
  double half_mm = 0;
};
RidgePair best_ridges(const std::vector<double>& profile, double radius_mm);

/// Plane through edges by iterated weights (Tukey); nothing with fewer than 12 or when they scatter.
std::optional<TiltedPlane> plane_through(const std::vector<DiscColumns::Edge>& edges);

}  // namespace osteosign
