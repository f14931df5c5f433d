#include "pipeline/lesion_results.h"

#include <algorithm>

#include "features/find/outline_voxels.h"
#include "features/lesion/vertebral_site.h"
#include "features/radiograph/lesion_outline.h"
#include "pipeline/image_places.h"
#include "pipeline/named_bones.h"

namespace osteosign {
namespace {

struct PatientExtent {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d lowest_mm = Eigen::Vector3d::Constant(1e9);
  Eigen::Vector3d highest_mm = Eigen::Vector3d::Constant(-1e9);
};

/// Mean and extreme positions of the centres of the voxels inside.
PatientExtent patient_extent(const CtLesionOutline& outline) {
  PatientExtent extent;
  extent.centre_mm = middle_of(outline);
  const Eigen::Array3i first(outline.first[0], outline.first[1], outline.first[2]);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const Eigen::Vector3d point = outline.box.patient_from_voxel((voxel - first).cast<double>().matrix());
    extent.lowest_mm = extent.lowest_mm.cwiseMin(point);
    extent.highest_mm = extent.highest_mm.cwiseMax(point);
  });
  return extent;
}

template <class Word>
Measured<std::string> text_of(const Measured<Word>& measured) {
  if (!measured.known()) return measured.unknown();
  return std::string(word(measured.value()));
}

/// The bone by its label or the spine, the part and the position by what was measured.
LesionLocation location_on(const CtAnalysis& analysis, const CtLesion& lesion) {
  if (!lesion.outline.known())
    return location_of(lesion.marked_in_patient_mm.center(), analysis.bones, analysis.spine);
  const CtLesionOutline& outline = lesion.outline.value();
  LesionLocation location = location_of(outline, analysis.bones, analysis.spine);
  const FoundVertebra* const vertebra = vertebra_holding(outline, analysis.bones, analysis.spine);
  if (vertebra == nullptr) {
    location.part = text_of(lesion.measurements.long_bone_part);
    location.position = text_of(lesion.measurements.position_in_bone);
    return location;
  }
  for (const VertebraGeometry& geometry : analysis.vertebra_geometries) {
    if (geometry.label != vertebra->label) continue;
    const VertebralSite site = vertebral_site(outline, geometry);
    location.part = site.part;
    location.side = site.side;
  }
  return location;
}

LesionResult ct_lesion_result(const AnalyzedCt& analyzed, const CtLesion& lesion, const std::string& id) {
  const PatientExtent extent = lesion.outline.known() ? patient_extent(lesion.outline.value())
                                                      : PatientExtent{lesion.marked_in_patient_mm.center(),
                                                                      lesion.marked_in_patient_mm.min(),
                                                                      lesion.marked_in_patient_mm.max()};
  LesionResult result;
  result.identity = {id, place_in(analyzed.ct, extent.centre_mm)};
  const auto tell_place = [&](const char* measurement, const std::optional<Eigen::Vector3d>& point_mm) {
    if (point_mm) result.identity.places.emplace(measurement, place_in(analyzed.ct, *point_mm));
  };
  tell_place("cortex_breach_area", lesion.measurements.cortex_breach_in_patient_mm);
  tell_place("cortex_erosion_depth", lesion.measurements.deepest_cortex_erosion_in_patient_mm);
  tell_place("fracture_line_length", lesion.measurements.fracture_line_in_patient_mm);
  for (const char* measurement : {"periosteum_layers", "periosteum_thickness"})
    tell_place(measurement, lesion.measurements.highest_periosteum_in_patient_mm);
  for (const char* measurement : {"soft_tissue_mass_thickness", "soft_tissue_mass_coverage"})
    tell_place(measurement, lesion.measurements.farthest_soft_tissue_mass_in_patient_mm);
  for (const char* measurement : {"matrix_mineral_fraction", "matrix_fat_fraction", "matrix_gas_fraction",
                                  "matrix_fluid_level_step", "matrix_nidus_diameter"})
    tell_place(measurement, lesion.measurements.matrix_in_patient_mm);
  result.series_instance_uid = analyzed.ct.acquisition.series_instance_uid;
  result.origin = lesion.origin;
  result.location = location_on(analyzed.analysis, lesion);
  result.confidence = lesion.confidence;
  result.place = LesionInPatient{extent.centre_mm, extent.lowest_mm, extent.highest_mm};
  result.measurements = lesion.measurements;
  return result;
}

LesionResult film_lesion_result(const AnalyzedFilm& analyzed, const FilmLesion& lesion,
                                const std::string& id) {
  const PixelBox box = lesion.outline.known() ? bounding_box(lesion.outline.value()) : lesion.marked;
  const Eigen::Vector2d centre(box.centre_column(), box.centre_row());
  LesionResult result;
  result.identity = {id, ImagePlace{analyzed.film.sop_instance_uid, 0, ImagePlace::PixelPoint{centre}}};
  const auto tell_place = [&](const char* measurement, const Measured<Eigen::Vector2d>& pixel) {
    if (!pixel.known()) return;
    result.identity.places.emplace(
        measurement, ImagePlace{analyzed.film.sop_instance_uid, 0, ImagePlace::PixelPoint{pixel.value()}});
  };
  tell_place("cortex_interruption_to_width", lesion.measurements.longest_cortex_interruption_px);
  tell_place("cortex_erosion_depth", lesion.measurements.deepest_cortex_erosion_px);
  for (const char* measurement : {"periosteum_layers", "periosteum_thickness"})
    tell_place(measurement, lesion.measurements.highest_periosteum_px);
  for (const char* measurement :
       {"soft_tissue_bulge", "soft_tissue_bulge_to_width", "soft_tissue_bulge_to_depth"})
    tell_place(measurement, lesion.measurements.farthest_skin_bulge_px);
  for (const char* measurement : {"fracture_line_length", "fracture_line_length_to_width"})
    tell_place(measurement, lesion.measurements.fracture_line_px);
  tell_place("soft_tissue_density_excess", lesion.measurements.denser_soft_tissue_px);
  result.series_instance_uid = analyzed.film.series_instance_uid;
  result.origin = lesion.origin;
  result.location.side = analyzed.film.laterality;
  result.location.part = text_of(lesion.femur_part);
  result.location.position = text_of(lesion.position);
  result.confidence = lesion.confidence;
  if (lesion.femur_part.known()) result.location.bone = std::string("femur");
  result.place =
      LesionOnFilm{analyzed.film.sop_instance_uid,
                   centre,
                   {1.0 * box.first_column, 1.0 * box.first_row, 1.0 * box.last_column, 1.0 * box.last_row}};
  result.measurements = lesion.measurements;
  return result;
}

}  // namespace

std::vector<LesionResult> lesion_results(const std::vector<AnalyzedCt>& cts,
                                         const std::vector<AnalyzedFilm>& films) {
  std::vector<LesionResult> results;
  const auto next_id = [&results] { return std::to_string(results.size() + 1); };
  for (const AnalyzedCt& ct : cts)
    for (const CtLesion& lesion : ct.analysis.lesions)
      results.push_back(ct_lesion_result(ct, lesion, next_id()));
  for (const AnalyzedFilm& film : films)
    for (const FilmLesion& lesion : film.analysis.lesions)
      results.push_back(film_lesion_result(film, lesion, next_id()));
  return results;
}

}  // namespace osteosign
