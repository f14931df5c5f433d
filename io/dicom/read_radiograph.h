#pragma once
#include "io/dicom/find_series.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// One CR, DX, RF or XA image (single frame) with the modality LUT applied, turned so that dense is bright
/// (MONOCHROME1, Presentation LUT Shape INVERSE), its spacing decided by the table in read_radiograph.cpp.
/// Throws InputError naming file, tag and value.
Radiograph read_radiograph(const InstanceEntry& instance);

}  // namespace osteosign
