#include "sample_data/phantom/write_ct_dicom.h"

#include <fmt/format.h>

namespace osteosign::phantom {

namespace {

constexpr int stored_of_0_hu = 1024;

std::string decimal_string_or_empty(const Measured<double>& value) {
  const double* const known = value.if_known();
  return known != nullptr ? decimal_string(*known) : "";
}

void put_plane(DcmItem& item, const CtVolume& ct, int z) {
  const ImageGrid& grid = ct.grid;
  Eigen::VectorXd orientation(6);
  orientation << grid.direction.col(0), grid.direction.col(1);
  put(item, DCM_ImagePositionPatient,
      decimal_strings(grid.patient_from_voxel({0, 0, static_cast<double>(z)})));
  put(item, DCM_ImageOrientationPatient, decimal_strings(orientation));
  put(item, DCM_PixelSpacing, decimal_strings(Eigen::Vector2d(grid.spacing_mm.y(), grid.spacing_mm.x())));
  put(item, DCM_SliceThickness, decimal_string_or_empty(ct.acquisition.slice_thickness_mm));
  put(item, DCM_FrameOfReferenceUID, ct.acquisition.frame_of_reference_uid);
  put(item, DCM_PositionReferenceIndicator, "");
}

void put_acquisition(DcmItem& item, const CtAcquisition& acquisition) {
  put(item, DCM_KVP, decimal_string_or_empty(acquisition.tube_voltage_kv));
  put(item, DCM_ConvolutionKernel, acquisition.convolution_kernel);
  put(item, DCM_PatientPosition, acquisition.patient_position);
  put(item, DCM_AcquisitionNumber, "1");
  put(item, DCM_PhotometricInterpretation, "MONOCHROME2");
  put(item, DCM_RescaleIntercept, std::to_string(-stored_of_0_hu));
  put(item, DCM_RescaleSlope, "1");
  put(item, DCM_RescaleType, "HU");
  put(item, DCM_WindowCenter, "400");
  put(item, DCM_WindowWidth, "1800");
  const bool* const contrast = acquisition.contrast_agent.if_known();
  if (contrast != nullptr && *contrast) put(item, DCM_ContrastBolusAgent, "Iodine");
}

std::vector<std::uint16_t> stored_slice(const CtVolume& ct, int z) {
  const std::size_t count = ct.grid.index(0, 0, 1);
  const auto first = ct.hounsfield.begin() + static_cast<std::ptrdiff_t>(count) * z;
  std::vector<std::uint16_t> stored(count);
  for (std::size_t i = 0; i < count; ++i)
    stored[i] = static_cast<std::uint16_t>(first[static_cast<std::ptrdiff_t>(i)] + stored_of_0_hu);
  return stored;
}

}  // namespace

void write_ct_dicom(const CtVolume& ct, const std::filesystem::path& folder, Compression compression,
                    const std::string& laterality) {
  const CtAcquisition& acquisition = ct.acquisition;
  for (int z = 0; z < ct.grid.size[2]; ++z) {
    DcmFileFormat file;
    DcmDataset& slice = *file.getDataset();
    put_identity(slice, {acquisition.study_instance_uid, acquisition.series_instance_uid, "CT",
                         acquisition.series_description, acquisition.body_part});
    put(slice, DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
    put(slice, DCM_SOPClassUID, UID_CTImageStorage);
    put(slice, DCM_SOPInstanceUID, ct.slices[static_cast<std::size_t>(z)].sop_instance_uid);
    put(slice, DCM_InstanceNumber, std::to_string(z + 1));
    if (!laterality.empty()) put(slice, DCM_Laterality, laterality);
    put_plane(slice, ct, z);
    put_acquisition(slice, acquisition);
    put_pixels(slice, ct.grid.size[0], ct.grid.size[1], stored_slice(ct, z));
    save(file, folder / fmt::format("{:04}.dcm", z + 1), compression);
  }
}

}  // namespace osteosign::phantom
