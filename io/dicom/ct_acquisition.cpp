#include "io/dicom/ct_acquisition.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/attribute_values.h"
#include "io/dicom/image_plane.h"

namespace osteosign {
namespace {

Measured<double> measured_number(DcmItem& item, const DcmTagKey& tag) {
  const std::optional<double> number = number_of(item, tag);
  if (number && *number > 0) return *number;
  return Unknown{fmt::format("{} {}", name_of(tag), state_of(item, tag))};
}

Measured<bool> contrast_agent(DcmDataset& dataset) {
  if (dataset.tagExists(DCM_ContrastBolusAgentSequence)) return true;
  const std::string agent = text_of(dataset, DCM_ContrastBolusAgent);
  if (agent.empty())
    return Unknown{
        fmt::format("{} {}", name_of(DCM_ContrastBolusAgent), state_of(dataset, DCM_ContrastBolusAgent))};
  return agent != "NONE" && agent != "None" && agent != "NO" && agent != "No" && agent != "no";
}

}  // namespace

CtAcquisition ct_acquisition(DcmDataset& dataset) {
  DcmItem& reconstruction = functional_group(dataset, 0, DCM_CTReconstructionSequence);
  DcmItem& tube = functional_group(dataset, 0, DCM_CTXRayDetailsSequence);
  DcmItem& measures = functional_group(dataset, 0, DCM_PixelMeasuresSequence);
  return {.study_instance_uid = text_of(dataset, DCM_StudyInstanceUID),
          .series_instance_uid = text_of(dataset, DCM_SeriesInstanceUID),
          .frame_of_reference_uid = text_of(dataset, DCM_FrameOfReferenceUID),
          .series_description = utf8_text_of(dataset, DCM_SeriesDescription),
          .body_part = utf8_text_of(dataset, DCM_BodyPartExamined),
          .convolution_kernel = utf8_text_of(reconstruction, DCM_ConvolutionKernel),
          .patient_position = text_of(dataset, DCM_PatientPosition),
          .tube_voltage_kv = measured_number(tube, DCM_KVP),
          .slice_thickness_mm = measured_number(measures, DCM_SliceThickness),
          .contrast_agent = contrast_agent(dataset)};
}

}  // namespace osteosign
