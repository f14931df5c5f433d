#pragma once
#include <filesystem>

#include "sample_data/phantom/dicom_attributes.h"
#include "sample_data/phantom/kinds.h"

namespace osteosign::phantom {

/// Makes the study and writes `folder`/dicom/*.dcm and `folder`/truth.json. Throws UsageError when the folder
/// already holds a study, OutputError when it cannot be written.
void write_study(const Kind& kind, const std::filesystem::path& folder, Compression compression);

}  // namespace osteosign::phantom
