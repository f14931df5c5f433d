#pragma once
#include <string>

#include "io/values/measured.h"

class DcmDataset;

namespace osteosign {

/// How the patient was looked at, in the words of View Position (0018,5101): AP, PA, LL, RL, RLD, LLD, RLO,
/// LLO, and where only the View Code Sequence (0054,0220) tells, also FRONTAL, LATERAL, OBLIQUE, AXIAL.
/// Unknown when neither attribute has a value that is understood.
Measured<std::string> read_view(DcmDataset& dataset);

/// R, L, U (unpaired) or B (both): Image Laterality (0020,0062), else Laterality (0020,0060).
Measured<std::string> read_laterality(DcmDataset& dataset);

/// Patient Orientation (0020,0020): where the rows and the columns run to, as in "L\\F". Unknown when a value
/// is missing or no direction of PS3.3 C.7.6.1.1.1.
Measured<std::string> read_orientation(DcmDataset& dataset);

/// Body Part Examined (0018,0015), else the code meaning of Anatomic Region Sequence (0008,2218), upper case.
Measured<std::string> read_body_part(DcmDataset& dataset);

}  // namespace osteosign
