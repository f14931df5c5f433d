#include "pipeline/report/spine_pictures.h"

#include <fmt/format.h>

#include "pipeline/report/annotate.h"
#include "pipeline/report/draw_vertebra.h"
#include "pipeline/report/drawn_ct.h"
#include "pipeline/report/reslice.h"

namespace osteosign {
namespace {

constexpr double width_mm = 130, beyond_mm = 35;
constexpr int longest_px = 900;

std::vector<Eigen::Vector3d> body_centres(const std::vector<DrawnVertebra>& vertebrae) {
  std::vector<Eigen::Vector3d> centres;
  for (const DrawnVertebra& vertebra : vertebrae) centres.push_back(vertebra.geometry->frame.origin_mm);
  return centres;
}

/// The canal beside the vertebrae; beyond them it may leave the spine.
std::vector<Eigen::Vector3d> canal_beside(const std::vector<CanalPoint>& canal,
                                          const std::vector<DrawnVertebra>& vertebrae) {
  const double highest_mm = vertebrae.front().geometry->frame.origin_mm.z() + beyond_mm;
  const double lowest_mm = vertebrae.back().geometry->frame.origin_mm.z() - beyond_mm;
  std::vector<Eigen::Vector3d> points;
  for (const CanalPoint& point : canal)
    if (point.centre_mm.z() <= highest_mm && point.centre_mm.z() >= lowest_mm)
      points.push_back(point.centre_mm);
  return points;
}

void draw_vertebra(cv::Mat3b& picture, const DrawnVertebra& vertebra, const CurvedView& view) {
  const VertebraGeometry& geometry = *vertebra.geometry;
  const auto place = [&view](const Eigen::Vector3d& point) { return view.picture_from_patient(point); };
  draw_region_borders(picture, reslice(geometry, VertebraPart::body, view), bone_ink);
  for (const VertebraPart pedicle : {VertebraPart::left_pedicle, VertebraPart::right_pedicle})
    draw_region_borders(picture, reslice(geometry, pedicle, view), pedicle_ink);
  draw_lines(picture, vertebra_lines(geometry, view.view), place);
  for (const Finding& finding : vertebra.malignant)
    for (const Evidence& evidence : finding.evidence)
      if (evidence.where)
        if (const auto* const point = std::get_if<ImagePlace::PatientPoint>(&evidence.where->point))
          draw_dot(picture, place(point->point_mm), malignant_ink);
  const Eigen::Vector2d middle = place(geometry.frame.origin_mm);
  draw_label(picture, vertebra.label, {22, middle.y() + 5},
             vertebra.malignant.empty() ? text_ink : malignant_ink);
}

ReportPicture picture_of(const CtVolume& ct, const CurvedView& view,
                         const std::vector<DrawnVertebra>& vertebrae, const std::string& series_name,
                         const std::string& along) {
  cv::Mat3b picture = drawn_ct(ct, view);
  for (const DrawnVertebra& vertebra : vertebrae) draw_vertebra(picture, vertebra, view);
  return {
      "spine", fmt::format("{}_spine_{}_{}.png", series_name, view_name(view.view), along),
      fmt::format("Spine, {} view along the {}: bodies blue, pedicles purple, endplates green, places of the "
                  "heights yellow; vertebrae with a malignant sign in orange",
                  view_name(view.view), along),
      picture};
}

}  // namespace

std::vector<ReportPicture> spine_pictures(const CtVolume& ct, const std::vector<CanalPoint>& canal,
                                          const std::vector<DrawnVertebra>& vertebrae,
                                          const std::string& series_name) {
  if (vertebrae.empty()) return {};
  std::vector<ReportPicture> pictures;
  const std::vector<Eigen::Vector3d> bodies = body_centres(vertebrae);
  for (const AnatomicalView view : {AnatomicalView::sagittal, AnatomicalView::coronal})
    pictures.push_back(picture_of(ct, curved_view(view, bodies, width_mm, beyond_mm, longest_px), vertebrae,
                                  series_name, "bodies"));
  if (const auto middle_of_canal = canal_beside(canal, vertebrae); !middle_of_canal.empty())
    pictures.push_back(
        picture_of(ct, curved_view(AnatomicalView::coronal, middle_of_canal, width_mm, 0, longest_px),
                   vertebrae, series_name, "canal"));
  return pictures;
}

}  // namespace osteosign
