#include "sample_data/phantom/truth_json.h"

#include <cmath>

namespace osteosign::phantom {

namespace {

using Json = nlohmann::ordered_json;

std::string name_of(DensityClass density) {
  return density == DensityClass::lytic       ? "lytic"
         : density == DensityClass::sclerotic ? "sclerotic"
                                              : "mixed";
}

Json margin_json(const MarginTruth& margin) {
  return {{"edge", name_of(margin.edge.shape)},
          {"width_10_90_mm", margin.edge.shape == EdgeShape::sharp ? 0.0 : rounded(margin.edge.width_mm)},
          {"rim_thickness_mm", rounded(margin.rim_thickness_mm)},
          {"rim_completeness", rounded(margin.rim_completeness)}};
}

Json cortex_json(const CortexTruth& cortex) {
  return {{"reference_thickness_mm", rounded(cortex.reference_thickness_mm)},
          {"least_thickness_mm", rounded(cortex.least_thickness_mm)},
          {"scallop_fraction", rounded(cortex.scallop_fraction)},
          {"scallop_length_mm", rounded(cortex.scallop_length_mm)},
          {"breach_area_mm2", rounded(cortex.breach_area_mm2)},
          {"breach_arc_mm", rounded(cortex.breach_arc_mm)},
          {"breach_length_mm", rounded(cortex.breach_length_mm)},
          {"breach_circumference_fraction", rounded(cortex.breach_circumference_fraction)},
          {"expansion_mm", rounded(cortex.expansion_mm)}};
}

Json periosteum_json(const PeriosteumTruth& periosteum) {
  return {{"form", name_of(periosteum.form)},
          {"layers", periosteum.layers},
          {"layer_spacing_mm", rounded(periosteum.layer_spacing_mm)},
          {"length_mm", rounded(periosteum.length_mm)},
          {"thickness_mm", rounded(periosteum.thickness_mm)}};
}

Json soft_tissue_json(const SoftTissueTruth& mass) {
  return {{"mass_thickness_mm", rounded(mass.thickness_mm)},
          {"mass_volume_mm3", rounded(mass.volume_mm3)},
          {"mass_extent", mass.thickness_mm <= 0 ? "none"
                          : mass.diffuse         ? "diffuse"
                                                 : "focal"}};
}

Json matrix_json(const MatrixTruth& matrix) {
  return {{"form", name_of(matrix.form)},
          {"grains", matrix.grains},
          {"share", rounded(matrix.share)},
          {"levels", matrix.levels},
          {"level_step_hu", rounded(matrix.level_step_hu)},
          {"nidus_mm", rounded(matrix.nidus_mm)}};
}

Json film_lesion_json(const FilmLesionTruth& lesion) {
  Json outline = Json::array();
  for (const Eigen::Vector2d& point : lesion.outline) outline.push_back(numbers(point));
  return {{"density", name_of(lesion.density)},
          {"seed_pixel", numbers(lesion.seed_pixel)},
          {"box", lesion.box},
          {"area_px2", rounded(lesion.area_px2)},
          {"longest_diameter_px", rounded(lesion.longest_diameter_px)},
          {"perpendicular_diameter_px", rounded(lesion.perpendicular_diameter_px)},
          {"magnification", rounded(lesion.magnification)},
          {"longest_diameter_mm", rounded(lesion.longest_diameter_mm)},
          {"perpendicular_diameter_mm", rounded(lesion.perpendicular_diameter_mm)},
          {"margin", margin_json(lesion.margin)},
          {"outline_px", outline}};
}

Json film_bone_json(const std::vector<BoneRowTruth>& rows) {
  Json outer_left = Json::array(), inner_left = Json::array(), inner_right = Json::array(),
       outer_right = Json::array();
  for (const BoneRowTruth& row : rows) {
    outer_left.push_back(rounded(row.outer_left));
    inner_left.push_back(rounded(row.inner_left));
    inner_right.push_back(rounded(row.inner_right));
    outer_right.push_back(rounded(row.outer_right));
  }
  return {{"outer_left_column", outer_left},
          {"inner_left_column", inner_left},
          {"inner_right_column", inner_right},
          {"outer_right_column", outer_right}};
}

Json film_fracture_json(const std::optional<FilmFractureTruth>& fracture) {
  if (!fracture) return {{"present", false}};
  return {{"present", true},
          {"left_px", numbers(fracture->left_px)},
          {"right_px", numbers(fracture->right_px)},
          {"gap_mm", rounded(fracture->gap_mm)},
          {"step_mm", rounded(fracture->step_mm)},
          {"off_rays_deg", rounded(fracture->off_rays_deg)}};
}

}  // namespace

double rounded(double value) { return std::round(value * 1e6) / 1e6 + 0.0; }

Json numbers(const Eigen::VectorXd& vector) {
  Json json = Json::array();
  for (Eigen::Index i = 0; i < vector.size(); ++i) json.push_back(rounded(vector[i]));
  return json;
}

std::string name_of(EdgeShape shape) {
  return shape == EdgeShape::sharp ? "sharp" : shape == EdgeShape::linear ? "linear" : "gaussian";
}

Json grid_json(const ImageGrid& grid) {
  const Eigen::Matrix3d by_columns = grid.direction;
  return {{"size", grid.size},
          {"spacing_mm", numbers(grid.spacing_mm)},
          {"origin_mm", numbers(grid.origin_mm)},
          {"direction", Json::array({numbers(by_columns.col(0)), numbers(by_columns.col(1)),
                                     numbers(by_columns.col(2))})}};
}

Json lesion_json(const LesionTruth& lesion) {
  return {{"density", name_of(lesion.density)},
          {"seed_mm", numbers(lesion.centre_mm)},
          {"semi_axes_mm", numbers(lesion.semi_axes_mm)},
          {"volume_mm3", rounded(lesion.volume_mm3)},
          {"surface_area_mm2", rounded(lesion.surface_area_mm2)},
          {"sphericity", rounded(lesion.sphericity)},
          {"longest_diameter_mm", rounded(lesion.longest_diameter_mm)},
          {"perpendicular_diameter_mm", rounded(lesion.perpendicular_diameter_mm)},
          {"largest_diameter_3d_mm", rounded(lesion.largest_diameter_3d_mm)},
          {"mean_hu", rounded(lesion.mean_hu)},
          {"margin", margin_json(lesion.margin)}};
}

Json truth_of(const PhantomCt& phantom) {
  Json lesions = Json::array();
  for (const LesionTruth& lesion : phantom.lesions) lesions.push_back(lesion_json(lesion));
  return {{"modality", "CT"},
          {"series_instance_uid", phantom.ct.acquisition.series_instance_uid},
          {"grid", grid_json(phantom.ct.grid)},
          {"noise_hu", rounded(phantom.noise_hu)},
          {"psf_sigma_mm",
           {{"in_plane", rounded(phantom.in_plane_sigma_mm)}, {"axial", rounded(phantom.axial_sigma_mm)}}},
          {"bone_axis",
           {{"point_mm", numbers(phantom.patient_from_phantom.translation())},
            {"direction", numbers(phantom.patient_from_phantom.linear().col(2))}}},
          {"cortex", cortex_json(phantom.cortex)},
          {"periosteum", periosteum_json(phantom.periosteum)},
          {"soft_tissue", soft_tissue_json(phantom.soft_tissue)},
          {"matrix", matrix_json(phantom.matrix)},
          {"lesions", lesions}};
}

Json truth_of(const PhantomFilm& phantom) {
  Json lesions = Json::array();
  for (const FilmLesionTruth& lesion : phantom.lesions) lesions.push_back(film_lesion_json(lesion));
  return {{"modality", "DX"},
          {"sop_instance_uid", phantom.film.sop_instance_uid},
          {"columns", phantom.film.columns},
          {"rows", phantom.film.rows},
          {"magnification", rounded(phantom.magnification)},
          {"spacing_mm", rounded(phantom.film.spacing.value().column_mm)},
          {"stored_per_attenuation", phantom.stored_per_attenuation},
          {"lesions", lesions},
          {"fracture", film_fracture_json(phantom.fracture)},
          {"bone", film_bone_json(phantom.bone_rows)}};
}

Json described_phantom(const BonePhantom& phantom) {
  Json lesions = Json::array();
  for (const LesionBody& lesion : phantom.lesions) {
    Json json = described(lesion);
    json["lesion_edge"] = name_of(lesion.edge.shape);
    lesions.push_back(json);
  }
  Json reaction = described(phantom.reaction);
  reaction["reaction_form"] = name_of(phantom.reaction.form);
  Json matrix = described(phantom.matrix);
  matrix["matrix_form"] = name_of(phantom.matrix.form);
  return {{"bone", described(phantom.bone)},
          {"damage", described(phantom.damage)},
          {"fracture", described(phantom.fracture)},
          {"reaction", reaction},
          {"matrix", matrix},
          {"around", described(phantom.around)},
          {"soft_tissue", described(phantom.soft_tissue)},
          {"lesions", lesions}};
}

}  // namespace osteosign::phantom
