#include "sample_data/phantom/spine/spine_ct.h"

#include <fmt/format.h>

#include "sample_data/phantom/ct_scanner.h"
#include "sample_data/phantom/dicom_identity.h"

namespace osteosign::phantom {

namespace {

std::string figures_of_spine(const SpinePhantom& phantom) {
  std::string text = figures_of(phantom.shape) + figures_of(phantom.bone) + figures_of(phantom.around);
  for (const auto& [number, signs] : phantom.signs)
    text += fmt::format("signs {}: ", number) + figures_of(signs);
  for (const SpineLesion& lesion : phantom.lesions)
    text +=
        fmt::format("lesion in {}, edge {}: ", lesion.vertebra, static_cast<int>(lesion.body.edge.shape)) +
        figures_of(lesion.body);
  for (const auto& [number, signs] : phantom.facets)
    text += fmt::format("facets below {}: ", number) + figures_of(signs);
  return text;
}

CtAcquisition acquisition_of(const SpinePhantom& phantom, const CtScan& scan) {
  const std::string figures = figures_of_spine(phantom) + figures_of(scan);
  CtAcquisition acquisition;
  acquisition.study_instance_uid = uid_from("study:" + figures);
  acquisition.series_instance_uid = uid_from("series:" + figures);
  acquisition.frame_of_reference_uid = uid_from("frame of reference:" + figures);
  acquisition.series_description = "Spine phantom";
  acquisition.body_part = "SPINE";
  acquisition.convolution_kernel = fmt::format("GAUSS {:.2f}", scan.psf_sigma_mm);
  acquisition.patient_position = "HFS";
  acquisition.tube_voltage_kv = 120.0;
  acquisition.slice_thickness_mm = scan.slice_thickness_mm;
  return acquisition;
}

}  // namespace

CtScan spine_scan() {
  CtScan scan;
  scan.columns = 160;
  scan.rows = 200;
  scan.slices = 320;
  scan.column_mm = scan.row_mm = 0.8;
  scan.increment_mm = scan.slice_thickness_mm = 1.25;
  scan.pose_deg = 3;
  scan.render_step_mm = 0.8;
  scan.psf_sigma_mm = 0.6;
  return scan;
}

SpineCt unscanned_spine(const SpinePhantom& phantom, const CtScan& scan) {
  check_phantom(phantom);
  SpineCt result;
  result.scene = std::make_shared<const SpineScene>(phantom);
  result.patient_from_phantom = patient_from_phantom(scan);
  result.ct.grid = grid_of(scan);
  result.ct.acquisition = acquisition_of(phantom, scan);
  for (int z = 0; z < scan.slices; ++z)
    result.ct.slices.push_back(
        {uid_from(fmt::format("{} slice {}", result.ct.acquisition.series_instance_uid, z)), 0, false});
  result.noise_hu = scan.noise_hu;
  result.in_plane_sigma_mm = scan.psf_sigma_mm;
  result.axial_sigma_mm = axial_sigma_mm(scan);
  return result;
}

SpineCt scan_spine(const SpinePhantom& phantom, const CtScan& scan) {
  SpineCt result = unscanned_spine(phantom, scan);
  result.ct.hounsfield = scan_scene(
      [&scene = *result.scene](const Eigen::Vector3d& point_mm, double footprint_mm) {
        return scene.sample_at(point_mm, footprint_mm);
      },
      result.patient_from_phantom, scan);
  return result;
}

}  // namespace osteosign::phantom
