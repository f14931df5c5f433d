#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "io/values/dicom_object.h"

class DcmFileFormat;

namespace osteosign {

/// A DICOM object with patient, study, series, equipment and identity, in UTF-8. `modality` is the one of the
/// object ("SEG", "SR", "OT", "DOC").
std::unique_ptr<DcmFileFormat> new_object(const ObjectHeader& header, const std::string& sop_class_uid,
                                          const std::string& modality);

/// Writes it in Explicit VR Little Endian: equal objects give equal bytes. Throws OutputError.
void save_object(DcmFileFormat& object, const std::filesystem::path& file);

}  // namespace osteosign
