#pragma once
#include <filesystem>

#include "io/values/dicom_object.h"
#include "io/values/structured_report.h"

namespace osteosign {

/// The report as a Comprehensive 3D SR of template 1500 (PS3.16 TID 1500): a group with a segment is TID
/// 1411, one with a region on an image TID 1410, any other TID 1501. An unknown number is written without a
/// value, with the qualifier "Value unknown" and its reason as a comment. Each image and segmentation of the
/// report stands in the evidence. Content that DCMTK finds invalid is a bug (InternalError). Throws
/// OutputError.
void write_structured_report(const StructuredReport& report, const ObjectHeader& header,
                             const std::filesystem::path& file);

}  // namespace osteosign
