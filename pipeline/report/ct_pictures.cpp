#include "pipeline/report/ct_pictures.h"

#include <fmt/format.h>

#include <array>

#include "pipeline/report/annotate.h"
#include "pipeline/report/drawn_ct.h"
#include "pipeline/report/reslice.h"

namespace osteosign {
namespace {

constexpr std::array views{AnatomicalView::axial, AnatomicalView::coronal, AnatomicalView::sagittal};
constexpr int overview_px = 480, lesion_view_px = 420;
constexpr double smallest_lesion_field_mm = 50;

/// The box in patient axes around the voxels of a grid, the outer half voxels included.
Eigen::AlignedBox3d patient_box(const ImageGrid& grid) {
  Eigen::AlignedBox3d box;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d voxel((corner & 1) != 0 ? grid.size[0] - 0.5 : -0.5,
                                (corner & 2) != 0 ? grid.size[1] - 0.5 : -0.5,
                                (corner & 4) != 0 ? grid.size[2] - 0.5 : -0.5);
    box.extend(grid.patient_from_voxel(voxel));
  }
  return box;
}

Eigen::Vector2d field_of(AnatomicalView view, const Eigen::Vector3d& extent_mm) {
  switch (view) {
    case AnatomicalView::axial:
      return {extent_mm.x(), extent_mm.y()};
    case AnatomicalView::coronal:
      return {extent_mm.x(), extent_mm.z()};
    case AnatomicalView::sagittal:
      return {extent_mm.y(), extent_mm.z()};
  }
  return {0, 0};
}

/// The view moved sideways so that it shows the whole box, but still cuts through the point.
Eigen::Vector3d cut_centre(AnatomicalView view, const Eigen::AlignedBox3d& box,
                           const Eigen::Vector3d& point) {
  Eigen::Vector3d centre = box.center();
  const int through = view == AnatomicalView::axial ? 2 : view == AnatomicalView::coronal ? 1 : 0;
  centre[through] = point[through];
  return centre;
}

cv::Mat1b region_of(const cv::Mat1f& membership) {
  cv::Mat1b region;
  membership.convertTo(region, CV_8U, 255.0);
  return region;
}

}  // namespace

std::vector<ReportPicture> overview_pictures(const CtVolume& ct, const LabelMap& bones,
                                             const Eigen::Vector3d& centre_in_patient_mm,
                                             const std::string& series_name) {
  const Eigen::AlignedBox3d box = patient_box(ct.grid);
  std::vector<ReportPicture> pictures;
  for (const AnatomicalView view : views) {
    const ViewPlane plane = view_plane(view, cut_centre(view, box, centre_in_patient_mm),
                                       field_of(view, box.sizes()), overview_px);
    cv::Mat3b picture = drawn_ct(ct, plane);
    draw_region_borders(picture, reslice(bones, plane), bone_ink);
    pictures.push_back({"study", fmt::format("{}_{}.png", series_name, view_name(view)),
                        fmt::format("Whole series, {} view, bone borders in blue", view_name(view)),
                        picture});
  }
  return pictures;
}

std::vector<ReportPicture> lesion_pictures(const CtVolume& ct, const Measured<CtLesionOutline>& outline,
                                           const Eigen::AlignedBox3d& marked_in_patient_mm,
                                           const std::string& lesion_id) {
  const Eigen::AlignedBox3d box = outline.known() ? patient_box(outline.value().box) : marked_in_patient_mm;
  const double field_mm = std::max(smallest_lesion_field_mm, 1.6 * box.sizes().maxCoeff());
  const char* const what_is_drawn =
      outline.known() ? "measured outline in yellow" : "not outlined, marked point in the middle";
  std::vector<ReportPicture> pictures;
  for (const AnatomicalView view : views) {
    const ViewPlane plane = view_plane(view, box.center(), {field_mm, field_mm}, lesion_view_px);
    cv::Mat3b picture = drawn_ct(ct, plane);
    if (outline.known()) draw_region_borders(picture, region_of(reslice(outline.value(), plane)), lesion_ink);
    if (!outline.known()) draw_cross(picture, picture.cols / 2, picture.rows / 2, box_ink);
    pictures.push_back({lesion_id, fmt::format("lesion_{}_{}.png", lesion_id, view_name(view)),
                        fmt::format("Lesion {}, {} view, {}", lesion_id, view_name(view), what_is_drawn),
                        picture});
  }
  return pictures;
}

}  // namespace osteosign
