#pragma once
#include <Eigen/Core>
#include <vector>

#include "sample_data/phantom/spine/spine_column.h"

namespace osteosign::phantom {

/// A point in coordinates that follow the column: between the frames of the two vertebrae above and below it.
struct ColumnPlace {
  int upper = 0;  ///< index of the vertebra whose middle lies above; the sacrum comes after the last one
  int lower = 0;  ///< of the one below; both are the same beyond the ends
  double to_lower = 0;  ///< 0 at the middle of the upper one, 1 at that of the lower one
  Eigen::Vector2d across_mm = Eigen::Vector2d::Zero();  ///< left, posterior
  Eigen::Vector3d in_upper_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d in_lower_mm = Eigen::Vector3d::Zero();
};

/// Sizes of the column at a place.
struct ColumnSection {
  double level;  ///< 20 at the middle of L1
  double half_width_mm, half_depth_mm;
  double canal_front_mm, canal_depth_mm, canal_half_width_mm;

  double canal_middle_mm() const { return canal_front_mm + canal_depth_mm / 2; }
  /// From the wall of the canal, its sides widened by `wider_mm`.
  double canal_distance_mm(const Eigen::Vector2d& across_mm, double wider_mm = 0) const;
};

/// Follows the column from one frame to the next.
class ColumnCourse {
 public:
  explicit ColumnCourse(const SpineColumn& column);
  ColumnPlace place_of(const Eigen::Vector3d& phantom_mm) const;
  ColumnSection section_at(const ColumnPlace& place) const;
  /// Middle of the canal at a station (a vertebra, or the sacrum at its upper endplate), in the phantom
  /// frame.
  Eigen::Vector3d canal_middle_mm(int station) const;
  int stations() const { return static_cast<int>(frames_.size()); }

 private:
  std::vector<LocalFrame> frames_;  ///< of the vertebrae and, last, the sacrum
  std::vector<ColumnSection> sections_;
};

}  // namespace osteosign::phantom
