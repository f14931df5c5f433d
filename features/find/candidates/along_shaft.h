#pragma once
#include <Eigen/Core>
#include <optional>
#include <vector>

#include "features/find/candidates/block_cells.h"
#include "features/find/candidates/coarse_bone.h"
#include "features/find/candidates/density_expectation.h"
#include "io/values/described.h"

namespace osteosign {

struct AlongShaftParameters {
  double shaft_window_mm = 60;
  double shaft_halfwidth_mm = 35;
  double shaft_length_to_width = 2.2;
  double shaft_from_mm = 12;
  double shaft_to_mm = 28;
};

template <class Visitor>
void describe(AlongShaftParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"shaft_window_mm",
                             "Bone within this distance across the slices tells how a shaft runs",
                             "chosen: four widths of a femur in all, two at the end of a scan", 10, 200},
        p.shaft_window_mm);
  visit(
      ParameterDescription{
          "shaft_halfwidth_mm", "and within this distance in their plane, where all of it must lie",
          "chosen: seen from its surface the widest shaft has 35 mm; the legs lie farther apart, "
          "a metaphysis, a pelvis or a spine is wider",
          10, 100},
      p.shaft_halfwidth_mm);
  visit(
      ParameterDescription{"shaft_length_to_width",
                           "Bone is a shaft that is this many times as long there as wide (of its moments)",
                           "between a femur at the end of a scan (2.3) and a body of a vertebra (1)", 1, 10},
      p.shaft_length_to_width);
  visit(ParameterDescription{"shaft_from_mm", "What lies this far along the shaft above and below a place",
                             "chosen: radius of a lesion of 7 cm3", 4, 100},
        p.shaft_from_mm);
  visit(ParameterDescription{"shaft_to_mm", "to this far tells what to expect of it",
                             "chosen: at 3 degrees of bending the cortex lies 1.5 mm aside", 8, 200},
        p.shaft_to_mm);
}

/// What a shaft is like a little above and below each place (methods A3.1, 2 ask for a spline along the
/// shaft): the mean of both medians, where cortex is compared with cortex whatever its thickness. They differ
/// where the shaft widens; that is the spread. At the end of a scan the one side tells alone, at the end of a
/// bone nothing does.
class AlongShaft : public DensityExpectation {
 public:
  AlongShaft(const CoarseBone& bone, const AlongShaftParameters& parameters);
  /// Nothing where the bone is no shaft that runs across the slices.
  std::optional<LocalExpectation> at(int x, int y, int z) const override;

 private:
  /// Median of what lies on one side; nothing beyond the blocks.
  std::optional<double> beside(const Eigen::Vector3d& from, const Eigen::Vector3d& step) const;
  /// Whether the bone goes on to the last block on the way: the series ends, not the bone.
  bool goes_on(const Eigen::Vector3d& from, const Eigen::Vector3d& step) const;

  const CoarseBone& bone_;
  AlongShaftParameters parameters_;
  BlockCells cells_;
  std::vector<Eigen::Vector3d> ways_;  ///< of each cell: steps of 1 mm along the shaft; zero where it is none
};

}  // namespace osteosign
