#pragma once
#include "io/dicom/find_series.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// One CR, DX, RF or XA image (single frame): the modality LUT applied, turned within the full range of
/// stored values so that dense is bright (film_intensity.h), padding set to the lowest value, its spacing
/// decided by the table in radiograph_spacing.h. `display_window` is the first VOI window, turned with the
/// pixels; VOI tables are not read. What contradicted itself in the header stands in `notes`. Throws
/// InputError naming file, tag and value.
Radiograph read_radiograph(const InstanceEntry& instance);

}  // namespace osteosign
