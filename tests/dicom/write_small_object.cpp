#include "tests/dicom/write_small_object.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <stdexcept>
#include <vector>

namespace osteosign::test {

void write_small_object(const SmallObject& object, const std::filesystem::path& file) {
  DcmFileFormat format;
  DcmDataset& data = *format.getDataset();
  data.putAndInsertString(DCM_SOPClassUID, object.sop_class_uid.c_str());
  data.putAndInsertString(DCM_SOPInstanceUID, object.sop_instance_uid.c_str());
  data.putAndInsertString(DCM_StudyInstanceUID, object.study_instance_uid.c_str());
  data.putAndInsertString(DCM_SeriesInstanceUID, object.series_instance_uid.c_str());
  data.putAndInsertString(DCM_Modality, object.modality.c_str());
  data.putAndInsertString(DCM_Manufacturer, object.manufacturer.c_str());
  data.putAndInsertString(DCM_PatientName, "Nobody^Phantom");
  data.putAndInsertString(DCM_PatientID, "PHANTOM-1");
  if (object.instances_in_study > 0)
    data.putAndInsertString(DCM_NumberOfStudyRelatedInstances,
                            std::to_string(object.instances_in_study).c_str());
  data.putAndInsertUint16(DCM_SamplesPerPixel, 1);
  data.putAndInsertUint16(DCM_Rows, 1);
  data.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(std::min(object.pixel_bytes / 2, 65535)));
  data.putAndInsertUint16(DCM_BitsAllocated, 16);
  const std::vector<Uint16> pixels(static_cast<std::size_t>(object.pixel_bytes / 2), 7);
  data.putAndInsertUint16Array(DCM_PixelData, pixels.data(), pixels.size());
  if (format.saveFile(file.c_str(), EXS_LittleEndianExplicit).bad())
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace osteosign::test
