#pragma once
#include <string>
#include <vector>

#include "features/values/lesion.h"
#include "io/values/structured_report.h"

namespace osteosign {

/// The code of a vertebral level, or of a vertebra when the level is not known.
CodedName site_of_level(const Measured<std::string>& level);

/// Where a lesion lies, as far as it is known: the level or the bone, its side and its part. Empty when not
/// even the bone is.
std::vector<FindingSite> sites_of(const LesionLocation& location);

}  // namespace osteosign
