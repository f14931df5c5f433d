#pragma once
#include <Eigen/Core>
#include <array>
#include <unordered_map>
#include <vector>

namespace osteosign {

/// Finds the points near a place, by cells as wide as the radius.
class NearPoints {
 public:
  NearPoints(std::vector<Eigen::Vector3d> points_mm, double radius_mm);

  /// Indices of the points within the radius, ascending.
  std::vector<int> near(const Eigen::Vector3d& place_mm) const;
  /// Distance to the nearest point; the radius when none is within it.
  double distance_mm(const Eigen::Vector3d& place_mm) const;

 private:
  using Cell = std::array<int, 3>;
  struct Hash {
    std::size_t operator()(const Cell& cell) const;
  };
  Cell cell_of(const Eigen::Vector3d& place_mm) const;
  template <class Visitor>
  void visit_cells_round(const Eigen::Vector3d& place_mm, Visitor&& visit) const;

  std::vector<Eigen::Vector3d> points_mm_;
  double radius_mm_;
  std::unordered_map<Cell, std::vector<int>, Hash> cells_;
};

}  // namespace osteosign
