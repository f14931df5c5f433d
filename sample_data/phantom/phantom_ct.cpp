#include "sample_data/phantom/phantom_ct.h"

#include <fmt/format.h>

#include "sample_data/phantom/bone_scene.h"
#include "sample_data/phantom/bone_surfaces.h"
#include "sample_data/phantom/bone_truth.h"
#include "sample_data/phantom/ct_scanner.h"
#include "sample_data/phantom/dicom_identity.h"
#include "sample_data/phantom/matrix_layers.h"

namespace osteosign::phantom {

namespace {

CtAcquisition acquisition_of(const BonePhantom& phantom, const CtScan& scan) {
  const std::string figures = figures_of_phantom(phantom) + figures_of(scan);
  CtAcquisition acquisition;
  acquisition.study_instance_uid = uid_from("study:" + figures);
  acquisition.series_instance_uid = uid_from("series:" + figures);
  acquisition.frame_of_reference_uid = uid_from("frame of reference:" + figures);
  acquisition.series_description = "Phantom";
  acquisition.body_part = "FEMUR";
  acquisition.convolution_kernel = fmt::format("GAUSS {:.2f}", scan.psf_sigma_mm);
  acquisition.patient_position = "HFS";
  acquisition.tube_voltage_kv = 120.0;
  acquisition.slice_thickness_mm = scan.slice_thickness_mm;
  return acquisition;
}

std::vector<SliceSource> slice_sources(const CtAcquisition& acquisition, int slices) {
  std::vector<SliceSource> sources;
  for (int z = 0; z < slices; ++z)
    sources.push_back({uid_from(fmt::format("{} slice {}", acquisition.series_instance_uid, z)), 0, false});
  return sources;
}

/// The patient lies on the back (HFS), so that heavy things sink to posterior.
Scene scene_for_ct(const BonePhantom& phantom, const Eigen::Isometry3d& patient_from_phantom) {
  const Eigen::Vector3d down = patient_from_phantom.linear().transpose() * Eigen::Vector3d::UnitY();
  Scene scene = bone_scene(phantom, down, [](double hu) { return hu; });
  if (phantom.around.tables > 0)
    for (const Layer& layer : table_layers(phantom.around)) scene.painted.push_back(layer);
  return scene;
}

}  // namespace

PhantomCt scan_phantom(const BonePhantom& phantom, const CtScan& scan) {
  check_phantom(phantom);
  PhantomCt result;
  result.patient_from_phantom = patient_from_phantom(scan);
  result.ct.grid = grid_of(scan);
  result.ct.hounsfield =
      scan_scene(scene_for_ct(phantom, result.patient_from_phantom), result.patient_from_phantom, scan);
  result.ct.acquisition = acquisition_of(phantom, scan);
  result.ct.slices = slice_sources(result.ct.acquisition, scan.slices);
  for (const LesionBody& lesion : phantom.lesions)
    result.lesions.push_back(
        lesion_truth(lesion, phantom.bone.marrow_hu, result.patient_from_phantom, result.ct.grid));
  result.cortex = cortex_truth(phantom, result.patient_from_phantom);
  result.periosteum = periosteum_truth(phantom.reaction);
  result.soft_tissue = soft_tissue_truth(phantom.soft_tissue, phantom.bone.radius_mm);
  result.matrix = matrix_truth(phantom);
  result.bone_distance_mm = [surfaces = BoneSurfaces(phantom.bone, phantom.damage),
                             inverse =
                                 result.patient_from_phantom.inverse()](const Eigen::Vector3d& point_mm) {
    return surfaces.filled_bone_distance_mm(inverse * point_mm);
  };
  result.noise_hu = scan.noise_hu;
  result.in_plane_sigma_mm = scan.psf_sigma_mm;
  result.axial_sigma_mm = axial_sigma_mm(scan);
  return result;
}

}  // namespace osteosign::phantom
