#pragma once
#include <Eigen/Core>
#include <string>

namespace osteosign {

enum class AnatomicalView { axial, coronal, sagittal };

/// A rectangle in the patient that becomes a picture. Shown as radiologists hang images: axial from below and
/// coronal from the front (the patient's right is on the left side), sagittal with the front on the left
/// side, head up.
struct ViewPlane {
  AnatomicalView view = AnatomicalView::axial;
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d right =
      Eigen::Vector3d::UnitX();                     ///< patient direction (LPS) of increasing picture columns
  Eigen::Vector3d down = Eigen::Vector3d::UnitY();  ///< patient direction (LPS) of increasing picture rows
  int width_px = 0;
  int height_px = 0;
  double mm_per_px = 1;

  Eigen::Vector3d point_in_patient_mm(double column, double row) const {
    return centre_in_patient_mm + right * ((column - 0.5 * (width_px - 1)) * mm_per_px) +
           down * ((row - 0.5 * (height_px - 1)) * mm_per_px);
  }
  /// Column and row of a point, as seen across the picture.
  Eigen::Vector2d picture_from_patient(const Eigen::Vector3d& point_mm) const {
    const Eigen::Vector3d offset_mm = point_mm - centre_in_patient_mm;
    return {right.dot(offset_mm) / mm_per_px + 0.5 * (width_px - 1),
            down.dot(offset_mm) / mm_per_px + 0.5 * (height_px - 1)};
  }
};

/// The plane of a view through a point, `field_mm` wide and high, `size_px` pixels on its longer side.
ViewPlane view_plane(AnatomicalView view, const Eigen::Vector3d& centre_in_patient_mm,
                     const Eigen::Vector2d& field_mm, int size_px);

/// "axial", "coronal", "sagittal".
std::string view_name(AnatomicalView view);
/// Letters at the left and the upper edge of a view: R and A, R and H, A and H.
std::string left_letter(AnatomicalView view);
std::string upper_letter(AnatomicalView view);

}  // namespace osteosign
