#pragma once
#include "io/dicom/received_instance.h"

namespace osteosign {

/// True for an object that osteosign wrote, told by Manufacturer (0008,0070) or model name (0008,1090): when
/// a PACS sends our results back, they must not start an analysis.
bool is_own_result(const ReceivedInstance& instance);

}  // namespace osteosign
