#pragma once
#include "sample_data/phantom/spine/brush.h"
#include "sample_data/phantom/spine/column_place.h"

namespace osteosign::phantom {

/// Everything round the bones: trunk, lungs, muscles, vessels, discs, canal.
class SpineTissue {
 public:
  SpineTissue(const SpinePhantom& phantom, const SpineColumn& column);

  void paint(const Eigen::Vector3d& phantom_mm, Brush& brush) const;
  const ColumnCourse& course() const { return course_; }

 private:
  void paint_trunk(const Eigen::Vector3d& phantom_mm, Brush& brush) const;
  void paint_cavity(const ColumnPlace& place, const ColumnSection& section, const Eigen::Vector3d& phantom_mm,
                    Brush& brush) const;
  void paint_neck(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const;
  void paint_vessels(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const;
  void paint_disc(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const;
  void paint_canal(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const;
  void paint_disc_bulge(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const;
  /// What of a place lies between endplates, as a distance from them; below 0 in the disc.
  double between_endplates_mm(const ColumnPlace& place) const;
  double sac_size(const ColumnPlace& place) const;

  SpineSurroundings around_;
  const SpineColumn& column_;
  ColumnCourse course_;
  std::vector<double> sac_sizes_;  ///< factor on the sac at each station of the course
};

}  // namespace osteosign::phantom
