#pragma once
#include "io/dicom/separate_reconstructions.h"

namespace osteosign {

/// What a listing shows of a reconstruction: slices ordered along their normal, their distance, their box.
SeriesEntry series_summary(const Reconstruction& reconstruction);

}  // namespace osteosign
