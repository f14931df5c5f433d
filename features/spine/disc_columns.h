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

  /// How much a plane looks like the middle of a disc: mean over the columns of ridge_response.
  double response_of(const TiltedPlane& plane) const;
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
  Edges edges_near(const TiltedPlane& plane) const;
  bool empty() const { return columns_.empty(); }

 private:
  struct Column {
    double u;
    double v;
    std::vector<float> hu;
    std::vector<float> response;
  };
  void set_responses(double radius_mm);
  std::vector<Column> columns_;
  double farthest_mm_;  ///< half of the thickest disc
};

/// Plane through edges by iterated weights (Tukey); nothing with fewer than 12 or when they scatter.
std::optional<TiltedPlane> plane_through(const std::vector<DiscColumns::Edge>& edges);

}  // namespace osteosign
