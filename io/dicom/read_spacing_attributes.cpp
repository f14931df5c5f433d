#include "io/dicom/read_spacing_attributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "io/dicom/attribute_values.h"

namespace osteosign {
namespace {

Measured<PixelPitch> pitch(DcmDataset& dataset, const DcmTagKey& tag, const std::string& name) {
  const std::vector<double> numbers = numbers_of(dataset, tag);
  if (numbers.size() == 2) return PixelPitch{numbers[0], numbers[1]};
  return Unknown{name + " " + state_of(dataset, tag)};
}

Measured<double> number(DcmDataset& dataset, const DcmTagKey& tag, const std::string& name) {
  const std::optional<double> value = number_of(dataset, tag);
  if (value) return *value;
  return Unknown{name + " " + state_of(dataset, tag)};
}

}  // namespace

SpacingAttributes read_spacing_attributes(DcmDataset& dataset) {
  SpacingAttributes film;
  film.pixel_spacing = pitch(dataset, DCM_PixelSpacing, "Pixel Spacing (0028,0030)");
  film.calibration_type = text_of(dataset, DCM_PixelSpacingCalibrationType);
  film.imager_pixel_spacing = pitch(dataset, DCM_ImagerPixelSpacing, "Imager Pixel Spacing (0018,1164)");
  film.nominal_scanned_pixel_spacing =
      pitch(dataset, DCM_NominalScannedPixelSpacing, "Nominal Scanned Pixel Spacing (0018,2010)");
  film.magnification = number(dataset, DCM_EstimatedRadiographicMagnificationFactor,
                              "Estimated Radiographic Magnification Factor (0018,1114)");
  film.source_to_detector_mm =
      number(dataset, DCM_DistanceSourceToDetector, "Distance Source to Detector (0018,1110)");
  film.source_to_patient_mm =
      number(dataset, DCM_DistanceSourceToPatient, "Distance Source to Patient (0018,1111)");
  film.modality = text_of(dataset, DCM_Modality);
  film.rows = whole_number_of(dataset, DCM_Rows).value_or(0);
  film.columns = whole_number_of(dataset, DCM_Columns).value_or(0);
  return film;
}

}  // namespace osteosign
