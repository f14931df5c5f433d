#pragma once
#include "io/dicom/find_series.h"

class DcmDataset;

namespace osteosign {

/// Age from Patient's Age (0010,1010), or else from Patient's Birth Date (0010,0030) and Study Date
/// (0008,0020); sex from (0010,0040). Unknown, with the reason, when they are absent or make no sense.
PatientFacts patient_facts(DcmDataset& dataset);

/// Age in years of an age string (PS3.5 AS: "055Y", "018M", "003W", "010D"), or unknown.
Measured<double> age_from_string(const std::string& age_string);

/// Years between two dates YYYYMMDD, or unknown.
Measured<double> age_from_dates(const std::string& birth_date, const std::string& study_date);

}  // namespace osteosign
