#include "io/dicom/new_object.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/put_attributes.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

void put_patient(DcmItem& item, const StudyAttributes& study) {
  put(item, DCM_PatientName, study.patient_name);
  put(item, DCM_PatientID, study.patient_id);
  put_if_told(item, DCM_IssuerOfPatientID, study.issuer_of_patient_id);
  put(item, DCM_PatientBirthDate, study.birth_date);
  put(item, DCM_PatientSex, study.sex);
  put_if_told(item, DCM_PatientAge, study.age);
  put_if_told(item, DCM_PatientSize, study.size_m);
  put_if_told(item, DCM_PatientWeight, study.weight_kg);
  if (study.removed_identity_by.empty()) return;
  put(item, DCM_PatientIdentityRemoved, "YES");
  put(item, DCM_DeidentificationMethod, study.removed_identity_by);
  put_code(item, DCM_DeidentificationMethodCodeSequence,
           {"DCM", "113100", "Basic Application Confidentiality Profile"});
  put_code(item, DCM_DeidentificationMethodCodeSequence,
           {"DCM", "113107", "Retain Longitudinal Temporal Information Modified Dates Option"});
  put(item, DCM_LongitudinalTemporalInformationModified, "MODIFIED");
}

void put_study(DcmItem& item, const StudyAttributes& study) {
  put(item, DCM_StudyInstanceUID, study.study_instance_uid);
  put(item, DCM_StudyDate, study.study_date);
  put(item, DCM_StudyTime, study.study_time);
  put(item, DCM_StudyID, study.study_id);
  put(item, DCM_AccessionNumber, study.accession_number);
  put(item, DCM_ReferringPhysicianName, study.referring_physician);
  put_if_told(item, DCM_StudyDescription, study.study_description);
}

void put_equipment(DcmItem& item, const Equipment& equipment) {
  put(item, DCM_Manufacturer, equipment.manufacturer);
  put(item, DCM_ManufacturerModelName, equipment.model);
  put(item, DCM_DeviceSerialNumber, equipment.serial_number);
  put(item, DCM_SoftwareVersions, equipment.version);
}

}  // namespace

std::unique_ptr<DcmFileFormat> new_object(const ObjectHeader& header, const std::string& sop_class_uid,
                                          const std::string& modality) {
  auto file = std::make_unique<DcmFileFormat>();
  DcmDataset& item = *file->getDataset();
  put(item, DCM_SpecificCharacterSet, "ISO_IR 192");
  put(item, DCM_SOPClassUID, sop_class_uid);
  put(item, DCM_SOPInstanceUID, header.identity.sop_instance_uid);
  put_patient(item, header.study);
  put_study(item, header.study);
  put_equipment(item, header.equipment);
  put(item, DCM_Modality, modality);
  put(item, DCM_SeriesInstanceUID, header.identity.series_instance_uid);
  put(item, DCM_SeriesNumber, std::to_string(header.identity.series_number));
  put(item, DCM_SeriesDescription, header.identity.series_description);
  put(item, DCM_InstanceNumber, std::to_string(header.identity.instance_number));
  put(item, DCM_ContentDate, header.identity.content_date);
  put(item, DCM_ContentTime, header.identity.content_time);
  return file;
}

void save_object(DcmFileFormat& object, const std::filesystem::path& file) {
  const OFCondition saved = object.saveFile(file.c_str(), EXS_LittleEndianExplicit, EET_ExplicitLength);
  if (saved.bad()) throw OutputError(fmt::format("{}: cannot be written: {}", file.string(), saved.text()));
}

}  // namespace osteosign
