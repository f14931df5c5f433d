#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmsr/dsrdoctr.h>

#include "io/values/dicom_object.h"
#include "io/values/structured_report.h"

namespace osteosign {

/// The content tree of TID 1500 (PS3.16) for the report.
void add_measurement_report(DSRDocumentTree& tree, const StructuredReport& report, const Equipment& device);

}  // namespace osteosign
