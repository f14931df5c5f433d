#include "io/dicom/instance_header.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>

#include "io/dicom/attribute_values.h"
#include "io/dicom/dicom_header.h"
#include "io/dicom/instance_kind.h"
#include "io/dicom/patient_facts.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Anonymizers empty the data set and forget the meta header, which must hold the same UIDs.
std::string uid_or_meta(DcmFileFormat& file, const DcmTagKey& tag, const DcmTagKey& meta_tag) {
  const std::string uid = text_of(*file.getDataset(), tag);
  return uid.empty() ? text_of(*file.getMetaInfo(), meta_tag) : uid;
}

std::vector<NamedValue> acquisition_values(DcmDataset& dataset) {
  const std::array telling{
      DCM_AcquisitionNumber,
      DCM_TemporalPositionIdentifier,
      DCM_NominalPercentageOfCardiacPhase,
      DCM_TriggerTime,
      DCM_ImageType,
      DCM_KVP,
      DCM_ContrastBolusAgent,
      DCM_ReconstructionDiameter,
      DCM_AcquisitionTime,
      DCM_SliceThickness,
  };
  std::vector<NamedValue> values;
  for (const DcmTagKey& tag : telling) values.push_back({name_of(tag), utf8_text_of(dataset, tag)});
  return values;
}

Measured<std::vector<ImagePlane>> planes_of(DcmDataset& dataset, int frames) {
  std::vector<ImagePlane> planes;
  try {
    for (int frame = 0; frame < frames; ++frame) planes.push_back(image_plane(dataset, frame));
  } catch (const Failure& broken) {
    return Unknown{broken.what()};
  }
  return planes;
}

InstanceEntry entry_of(const std::filesystem::path& file, DcmFileFormat& format) {
  constexpr int most_frames = 100000;  // a damaged header must not ask for billions of planes
  const int frames = whole_number_of(*format.getDataset(), DCM_NumberOfFrames).value_or(1);
  return {.file = file,
          .sop_class_uid = uid_or_meta(format, DCM_SOPClassUID, DCM_MediaStorageSOPClassUID),
          .sop_instance_uid = uid_or_meta(format, DCM_SOPInstanceUID, DCM_MediaStorageSOPInstanceUID),
          .number_of_frames = std::clamp(frames, 1, most_frames)};
}

void read_grouping(DcmDataset& dataset, InstanceHeader& header) {
  header.study_instance_uid = text_of(dataset, DCM_StudyInstanceUID);
  header.series_instance_uid = text_of(dataset, DCM_SeriesInstanceUID);
  header.frame_of_reference_uid = text_of(dataset, DCM_FrameOfReferenceUID);
  header.patient_id = utf8_text_of(dataset, DCM_PatientID);
  header.study_date = text_of(dataset, DCM_StudyDate);
  header.series_number = whole_number_of(dataset, DCM_SeriesNumber);
  header.instance_number = whole_number_of(dataset, DCM_InstanceNumber);
}

void read_description(DcmDataset& dataset, InstanceHeader& header) {
  header.modality = utf8_text_of(dataset, DCM_Modality);
  header.description = utf8_text_of(dataset, DCM_SeriesDescription);
  header.body_part = utf8_text_of(dataset, DCM_BodyPartExamined);
  header.convolution_kernel =
      utf8_text_of(functional_group(dataset, 0, DCM_CTReconstructionSequence), DCM_ConvolutionKernel);
  header.image_type = utf8_text_of(dataset, DCM_ImageType);
  header.rescale_type =
      utf8_text_of(functional_group(dataset, 0, DCM_PixelValueTransformationSequence), DCM_RescaleType);
  header.columns = whole_number_of(dataset, DCM_Columns).value_or(0);
  header.rows = whole_number_of(dataset, DCM_Rows).value_or(0);
}

}  // namespace

InstanceHeader read_instance_header(const std::filesystem::path& file) {
  const std::unique_ptr<DcmFileFormat> format = load_dicom_header(file);
  DcmDataset& dataset = *format->getDataset();
  InstanceHeader header;
  header.entry = entry_of(file, *format);
  if (header.entry.sop_class_uid == UID_MediaStorageDirectoryStorage)
    throw InputError("DICOMDIR: a directory file; the images that it lists are read directly");
  read_grouping(dataset, header);
  read_description(dataset, header);
  if (header.entry.sop_class_uid.empty() && header.modality.empty())
    throw InputError("DICOM file with neither SOPClassUID (0008,0016) nor Modality (0008,0060)");
  header.patient = patient_facts(dataset);
  const InstanceKind kind =
      instance_kind({.sop_class_uid = header.entry.sop_class_uid,
                     .modality = header.modality,
                     .image_type = header.image_type,
                     .frames = header.entry.number_of_frames,
                     .samples_per_pixel = whole_number_of(dataset, DCM_SamplesPerPixel).value_or(1)});
  header.kind = kind.kind;
  header.why_other = kind.why_other;
  header.acquisition = acquisition_values(dataset);
  if (header.kind == SeriesKind::ct) header.planes = planes_of(dataset, header.entry.number_of_frames);
  return header;
}

}  // namespace osteosign
