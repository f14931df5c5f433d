#include "io/dicom/received_instance.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "io/dicom/attribute_values.h"
#include "io/dicom/dicom_file.h"
#include "io/dicom/instance_kind.h"

namespace osteosign {

ReceivedInstance read_received_instance(const std::filesystem::path& file) {
  const auto format = load_dicom_file(file);
  DcmDataset& dataset = *format->getDataset();
  ReceivedInstance instance;
  instance.study_instance_uid = text_of(dataset, DCM_StudyInstanceUID);
  instance.sop_class_uid = text_of(dataset, DCM_SOPClassUID);
  instance.sop_instance_uid = text_of(dataset, DCM_SOPInstanceUID);
  instance.manufacturer = utf8_text_of(dataset, DCM_Manufacturer);
  instance.model = utf8_text_of(dataset, DCM_ManufacturerModelName);
  instance.instances_in_study = whole_number_of(dataset, DCM_NumberOfStudyRelatedInstances).value_or(0);
  KindAttributes attributes;
  attributes.sop_class_uid = instance.sop_class_uid;
  attributes.modality = utf8_text_of(dataset, DCM_Modality);
  attributes.image_type = utf8_text_of(dataset, DCM_ImageType);
  attributes.frames = whole_number_of(dataset, DCM_NumberOfFrames).value_or(1);
  attributes.samples_per_pixel = whole_number_of(dataset, DCM_SamplesPerPixel).value_or(1);
  instance.kind = instance_kind(attributes).kind;
  return instance;
}

}  // namespace osteosign
