#pragma once
#include <vector>

#include "io/dicom/instance_header.h"

namespace osteosign {

/// Headers in an order that depends on their content alone: study, series number and UID, instance number,
/// position, SOP Instance UID; the path decides only between headers that are equal in all of these.
void sort_by_content(std::vector<InstanceHeader>& headers);

/// Takes copies (same SOP Instance UID, series, instance number, size and position as an earlier header) out
/// of sorted headers and returns them with the reason.
std::vector<RefusedFile> take_out_copies(std::vector<InstanceHeader>& headers);

/// Sorted headers by study. A missing Study Instance UID is replaced by patient, date, and frame of reference
/// or else folder.
std::vector<std::vector<InstanceHeader>> group_by_study(std::vector<InstanceHeader> headers);

/// The headers of one study by series. A missing Series Instance UID is replaced by modality, series number
/// and frame of reference or else folder.
std::vector<std::vector<InstanceHeader>> group_by_series(std::vector<InstanceHeader> headers);

}  // namespace osteosign
