#pragma once
#include <Eigen/Core>
#include <vector>

#include "pipeline/report/view_plane.h"

namespace osteosign {

/// A sagittal or coronal picture that follows the spine: each row lies at one height of the patient and is
/// shifted so that the curve runs through its middle. Distances are true along rows and along columns; only a
/// bend across the picture is straightened. Shown as ViewPlane says.
struct CurvedView {
  AnatomicalView view = AnatomicalView::sagittal;
  std::vector<Eigen::Vector2d> middle_mm;  ///< patient x, y of the curve at each row
  double top_z_mm = 0;                     ///< patient z of row 0
  int width_px = 0;
  int height_px = 0;
  double mm_per_px = 1;

  Eigen::Vector3d point_in_patient_mm(double column, double row) const;
  /// Column and row of a point, as seen across the picture.
  Eigen::Vector2d picture_from_patient(const Eigen::Vector3d& point_mm) const;

 private:
  const Eigen::Vector2d& middle_at(double row) const;
  int across() const { return view == AnatomicalView::sagittal ? 1 : 0; }
};

/// The view along a curve of points from cranial to caudal, with `beyond_mm` more at either end, `width_mm`
/// wide and at most `longest_px` high. Beyond the ends the curve goes straight down.
CurvedView curved_view(AnatomicalView view, const std::vector<Eigen::Vector3d>& curve_in_patient_mm,
                       double width_mm, double beyond_mm, int longest_px);

}  // namespace osteosign
