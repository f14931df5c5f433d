#include "pipeline/report/vertebra_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/report/annotate.h"
#include "pipeline/report/draw_vertebra.h"
#include "pipeline/report/drawn_ct.h"
#include "pipeline/report/measurement_text.h"
#include "pipeline/report/reslice.h"

namespace osteosign {
namespace {

constexpr int picture_px = 420;
constexpr double field_mm = 100, same_cut_mm = 3;

/// A cut through a vertebra and the evidence that it shows.
struct Cut {
  AnatomicalView view;
  Eigen::Vector3d local_mm;  ///< point of the vertebra's frame that it goes through
  std::vector<std::string> criteria;
  std::vector<Eigen::Vector3d> marked_mm;  ///< patient
};

int axis_across(AnatomicalView view) {
  return view == AnatomicalView::axial ? 2 : view == AnatomicalView::coronal ? 1 : 0;
}

/// The views that show a sign best.
std::vector<AnatomicalView> views_of(const std::string& criterion) {
  if (criterion == "asymmetric_collapse") return {AnatomicalView::coronal};
  if (criterion == "fracture_above_t5") return {AnatomicalView::sagittal};
  if (criterion == "pedicle_absent") return {AnatomicalView::axial, AnatomicalView::coronal};
  return {AnatomicalView::axial, AnatomicalView::sagittal};
}

/// The places of the evidence that lies beyond its threshold, or of all when the finding does not tell: each
/// once.
std::vector<Eigen::Vector3d> places_of(const Finding& finding, const Eigen::Vector3d& middle_mm) {
  std::vector<Eigen::Vector3d> places;
  for (const Evidence& evidence : finding.evidence) {
    const auto* const point =
        evidence.where ? std::get_if<ImagePlace::PatientPoint>(&evidence.where->point) : nullptr;
    if (point == nullptr || !evidence.found.known()) continue;
    const bool is_new = std::ranges::none_of(
        places, [&](const Eigen::Vector3d& other) { return (other - point->point_mm).norm() < same_cut_mm; });
    if (is_new) places.push_back(point->point_mm);
  }
  if (places.empty()) places.push_back(middle_mm);
  return places;
}

void add_cut(AnatomicalView view, const Finding& finding, const Eigen::Vector3d& place_mm,
             const VertebraFrame& frame, std::vector<Cut>& cuts) {
  const Eigen::Vector3d local_mm = frame.local_from_patient(place_mm);
  auto same = std::ranges::find_if(cuts, [&](const Cut& cut) {
    const int axis = axis_across(view);
    return cut.view == view && std::abs(cut.local_mm[axis] - local_mm[axis]) < same_cut_mm;
  });
  if (same == cuts.end()) same = cuts.insert(cuts.end(), Cut{view, local_mm, {}, {}});
  if (std::ranges::count(same->criteria, finding.criterion) == 0) same->criteria.push_back(finding.criterion);
  same->marked_mm.push_back(place_mm);
}

std::vector<Cut> cuts_of(const DrawnVertebra& vertebra) {
  const VertebraFrame& frame = vertebra.geometry->frame;
  std::vector<Cut> cuts;
  for (const Finding& finding : vertebra.malignant)
    for (const AnatomicalView view : views_of(finding.criterion))
      for (const Eigen::Vector3d& place : places_of(finding, frame.origin_mm))
        add_cut(view, finding, place, frame, cuts);
  return cuts;
}

/// A cut along the axes of the vertebra, its middle moved back so that the arch is seen, too.
ViewPlane plane_of(const Cut& cut, const VertebraFrame& frame) {
  constexpr double backwards_mm = 18;
  Eigen::Vector3d centre_mm =
      cut.view == AnatomicalView::coronal ? Eigen::Vector3d::Zero() : Eigen::Vector3d(0, backwards_mm, 0);
  centre_mm[axis_across(cut.view)] = cut.local_mm[axis_across(cut.view)];
  ViewPlane plane =
      view_plane(cut.view, frame.patient_from_local(centre_mm), {field_mm, field_mm}, picture_px);
  plane.right = frame.axes.col(cut.view == AnatomicalView::sagittal ? 1 : 0);
  plane.down = cut.view == AnatomicalView::axial ? frame.axes.col(1) : Eigen::Vector3d(-frame.axes.col(2));
  return plane;
}

void draw_outlines(cv::Mat3b& picture, const VertebraGeometry& geometry, const ViewPlane& plane) {
  draw_region_borders(picture, reslice(geometry, VertebraPart::body, plane), bone_ink);
  draw_region_borders(picture, reslice(geometry, VertebraPart::posterior, plane), bone_ink);
  for (const VertebraPart pedicle : {VertebraPart::left_pedicle, VertebraPart::right_pedicle})
    draw_region_borders(picture, reslice(geometry, pedicle, plane), pedicle_ink);
}

std::string heights_text(const VertebraMeasurements& measured, AnatomicalView view) {
  const auto number = [](const MeasuredQuantity& height) {
    return height.known() ? fmt::format("{:.1f}", height.value().value) : std::string("?");
  };
  if (view == AnatomicalView::coronal)
    return fmt::format("R {} L {} mm", number(measured.right_height), number(measured.left_height));
  return fmt::format("A {} M {} P {} mm", number(measured.anterior_height), number(measured.middle_height),
                     number(measured.posterior_height));
}

ReportPicture picture_of(const CtVolume& ct, const DrawnVertebra& vertebra, const Cut& cut,
                         std::size_t number) {
  const VertebraGeometry& geometry = *vertebra.geometry;
  const ViewPlane plane = plane_of(cut, geometry.frame);
  const auto place = [&plane](const Eigen::Vector3d& point) { return plane.picture_from_patient(point); };
  cv::Mat3b picture = drawn_ct(ct, plane);
  draw_outlines(picture, geometry, plane);
  if (cut.view != AnatomicalView::axial) {
    draw_lines(picture, vertebra_lines(geometry, cut.view), place);
    draw_text(picture, heights_text(*vertebra.measurements, cut.view), 6, picture.rows - 10);
  }
  std::string signs;
  for (const std::string& criterion : cut.criteria)
    signs += (signs.empty() ? "" : ", ") + words_from_key(criterion);
  for (const Eigen::Vector3d& point : cut.marked_mm) {
    const Eigen::Vector2d at = place(point);
    draw_cross(picture, static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y())),
               malignant_ink);
  }
  draw_label(picture, vertebra.label, {6, 18}, malignant_ink);
  return {vertebra.subject, fmt::format("vertebra_{}_{}_{}.png", geometry.label, number, view_name(cut.view)),
          fmt::format("{}, {} cut of the vertebra: {}; crosses mark where it was measured", vertebra.subject,
                      view_name(cut.view), signs),
          picture};
}

}  // namespace

std::vector<ReportPicture> vertebra_pictures(const CtVolume& ct, const DrawnVertebra& vertebra) {
  std::vector<ReportPicture> pictures;
  for (const Cut& cut : cuts_of(vertebra))
    pictures.push_back(picture_of(ct, vertebra, cut, pictures.size() + 1));
  return pictures;
}

}  // namespace osteosign
