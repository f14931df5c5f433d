#pragma once
#include "io/dicom/radiograph_spacing.h"

class DcmDataset;

namespace osteosign {

/// The attributes of a radiograph that decide about its spacing, as they stand in the header.
SpacingAttributes read_spacing_attributes(DcmDataset& dataset);

}  // namespace osteosign
