#pragma once
#include <string>

#include "io/values/measured.h"

namespace osteosign {

/// Where a lesion lies, as the scores and the knowledge tables ask for it.
struct JudgedSite {
  Measured<std::string> bone = Unknown{"the bone is not named"};  ///< "femur", "rib", "vertebra" ...
  Measured<std::string> part =
      Unknown{"the part of the bone is unknown"};  ///< "metaphysis", "left pedicle" ...
  Measured<std::string> position = Unknown{"the position across the bone is unknown"};  ///< "central" ...
};

}  // namespace osteosign
