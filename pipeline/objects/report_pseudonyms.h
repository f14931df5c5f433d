#pragma once
#include "io/values/structured_report.h"
#include "pipeline/pseudonyms.h"

namespace osteosign {

/// The report with pseudonyms in every text; codes and numbers stay.
StructuredReport pseudonymized(StructuredReport report, const Pseudonyms& pseudonyms);

}  // namespace osteosign
