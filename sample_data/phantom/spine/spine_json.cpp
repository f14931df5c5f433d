#include "sample_data/phantom/spine/spine_json.h"

#include "sample_data/phantom/truth_json.h"

namespace osteosign::phantom {

namespace {

using Json = nlohmann::ordered_json;

Json heights_json(const BodyHeights& heights) {
  return {{"anterior_mm", rounded(heights.anterior_mm)},
          {"middle_mm", rounded(heights.middle_mm)},
          {"posterior_mm", rounded(heights.posterior_mm)},
          {"left_mm", rounded(heights.left_mm)},
          {"right_mm", rounded(heights.right_mm)}};
}

Json endplate_json(const EndplateTruth& plate) {
  return {{"centre_mm", numbers(plate.centre_mm)}, {"normal", numbers(plate.normal)}};
}

Json pedicle_json(const PedicleTruth& pedicle) {
  return {{"centre_mm", numbers(pedicle.centre_mm)},
          {"volume_mm3", rounded(pedicle.volume_mm3)},
          {"healthy_volume_mm3", rounded(pedicle.healthy_volume_mm3)},
          {"removed_fraction", rounded(pedicle.removed_fraction)},
          {"isthmus_area_mm2", rounded(pedicle.isthmus_area_mm2)},
          {"healthy_isthmus_area_mm2", rounded(pedicle.healthy_isthmus_area_mm2)}};
}

Json vertebra_json(const VertebraTruth& vertebra) {
  return {{"number", vertebra.number},
          {"level", vertebra.level},
          {"centre_mm", numbers(vertebra.frame.origin_mm)},
          {"left", numbers(Eigen::Vector3d(vertebra.frame.axes.col(0)))},
          {"posterior", numbers(Eigen::Vector3d(vertebra.frame.axes.col(1)))},
          {"cranial", numbers(Eigen::Vector3d(vertebra.frame.axes.col(2)))},
          {"superior_endplate", endplate_json(vertebra.superior)},
          {"inferior_endplate", endplate_json(vertebra.inferior)},
          {"width_mm", rounded(vertebra.width_mm)},
          {"depth_mm", rounded(vertebra.depth_mm)},
          {"heights", heights_json(vertebra.heights)},
          {"healthy_heights", heights_json(vertebra.healthy_heights)},
          {"height_loss", rounded(vertebra.height_loss)},
          {"coronal_wedge_deg", rounded(vertebra.coronal_wedge_deg)},
          {"sagittal_wedge_deg", rounded(vertebra.sagittal_wedge_deg)},
          {"healthy_coronal_wedge_deg", rounded(vertebra.healthy_coronal_wedge_deg)},
          {"healthy_sagittal_wedge_deg", rounded(vertebra.healthy_sagittal_wedge_deg)},
          {"body_volume_mm3", rounded(vertebra.body_volume_mm3)},
          {"bulge_mm", rounded(vertebra.bulge_mm)},
          {"bulge_beyond_chord_mm", rounded(vertebra.bulge_beyond_chord_mm)},
          {"bulge_area_mm2", rounded(vertebra.bulge_area_mm2)},
          {"breach_area_mm2", rounded(vertebra.breach_area_mm2)},
          {"canal_area_mm2", rounded(vertebra.canal_area_mm2)},
          {"healthy_canal_area_mm2", rounded(vertebra.healthy_canal_area_mm2)},
          {"canal_narrowing", rounded(vertebra.canal_narrowing)},
          {"free_canal_narrowing", rounded(vertebra.free_canal_narrowing)},
          {"canal_mass_mm", rounded(vertebra.canal_mass_mm)},
          {"canal_mass_side", vertebra.canal_mass_side},
          {"cancellous_hu", rounded(vertebra.cancellous_hu)},
          {"left_pedicle", pedicle_json(vertebra.left_pedicle)},
          {"right_pedicle", pedicle_json(vertebra.right_pedicle)}};
}

std::string name_of(VertebraPart part) {
  switch (part) {
    case VertebraPart::body:
      return "body";
    case VertebraPart::left_pedicle:
      return "left pedicle";
    case VertebraPart::right_pedicle:
      return "right pedicle";
    case VertebraPart::posterior:
      return "posterior";
    case VertebraPart::none:
      break;
  }
  return "none";
}

Json lesions_json(const std::vector<SpineLesionTruth>& lesions) {
  Json list = Json::array();
  for (const SpineLesionTruth& truth : lesions) {
    Json json = lesion_json(truth.lesion);
    json["vertebra"] = truth.vertebra;
    json["part"] = name_of(truth.part);
    json["volume_in_bone_mm3"] = rounded(truth.volume_in_bone_mm3);
    list.push_back(json);
  }
  return list;
}

Json canal_json(const std::vector<CanalPoint>& canal) {
  Json points = Json::array();
  for (const CanalPoint& point : canal) points.push_back(numbers(point.centre_mm));
  return points;
}

}  // namespace

Json truth_of(const SpineCt& scanned) {
  const SpineTruth truth = spine_truth(scanned);
  Json vertebrae = Json::array();
  for (const VertebraTruth& vertebra : truth.vertebrae) vertebrae.push_back(vertebra_json(vertebra));
  return {{"modality", "CT"},
          {"series_instance_uid", scanned.ct.acquisition.series_instance_uid},
          {"grid", grid_json(scanned.ct.grid)},
          {"noise_hu", rounded(scanned.noise_hu)},
          {"psf_sigma_mm",
           {{"in_plane", rounded(scanned.in_plane_sigma_mm)}, {"axial", rounded(scanned.axial_sigma_mm)}}},
          {"cobb_deg", rounded(truth.cobb_deg)},
          {"vertebrae", vertebrae},
          {"lesions", lesions_json(truth.lesions)},
          {"canal_mm", canal_json(truth.canal)}};
}

Json described_phantom(const SpinePhantom& phantom) {
  Json signs = Json::object();
  for (const auto& [number, of_vertebra] : phantom.signs)
    signs[std::to_string(number)] = described(of_vertebra);
  Json lesions = Json::array();
  for (const SpineLesion& lesion : phantom.lesions) {
    Json json = described(lesion.body);
    json["lesion_edge"] = name_of(lesion.body.edge.shape);
    json["vertebra"] = lesion.vertebra;
    lesions.push_back(json);
  }
  Json description = {{"shape", described(phantom.shape)},
                      {"bone", described(phantom.bone)},
                      {"around", described(phantom.around)},
                      {"signs", signs},
                      {"lesions", lesions}};
  for (const auto& [number, facets] : phantom.facets)
    description["facets"][std::to_string(number)] = described(facets);
  return description;
}

}  // namespace osteosign::phantom
