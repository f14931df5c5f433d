#include "pipeline/report/view_plane.h"

#include <algorithm>
#include <cmath>

namespace osteosign {

ViewPlane view_plane(AnatomicalView view, const Eigen::Vector3d& centre_in_patient_mm,
                     const Eigen::Vector2d& field_mm, int size_px) {
  ViewPlane plane;
  plane.view = view;
  plane.centre_in_patient_mm = centre_in_patient_mm;
  plane.right = view == AnatomicalView::sagittal ? Eigen::Vector3d::UnitY() : Eigen::Vector3d::UnitX();
  plane.down =
      view == AnatomicalView::axial ? Eigen::Vector3d::UnitY() : Eigen::Vector3d(-Eigen::Vector3d::UnitZ());
  plane.mm_per_px = field_mm.maxCoeff() / size_px;
  plane.width_px = std::max(1, static_cast<int>(std::lround(field_mm.x() / plane.mm_per_px)));
  plane.height_px = std::max(1, static_cast<int>(std::lround(field_mm.y() / plane.mm_per_px)));
  return plane;
}

std::string view_name(AnatomicalView view) {
  switch (view) {
    case AnatomicalView::axial:
      return "axial";
    case AnatomicalView::coronal:
      return "coronal";
    case AnatomicalView::sagittal:
      return "sagittal";
  }
  return {};
}

std::string left_letter(AnatomicalView view) { return view == AnatomicalView::sagittal ? "A" : "R"; }
std::string upper_letter(AnatomicalView view) { return view == AnatomicalView::axial ? "A" : "H"; }

}  // namespace osteosign
