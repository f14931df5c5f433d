#pragma once
#include "io/dicom/received_instance.h"

namespace osteosign {

/// True for an object that osteosign wrote: its ManufacturerModelName (0008,1090) is our name, or, where a
/// PACS left that out, its Manufacturer (0008,0070). When a PACS sends our results back, they must not start
/// an analysis. Phantoms have a model name of their own and are studies like any other.
bool is_own_result(const ReceivedInstance& instance);

}  // namespace osteosign
