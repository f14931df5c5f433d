#pragma once
#include <vector>

#include "pipeline/report/spine_pictures.h"

namespace osteosign {

/// A vertebra enlarged along its own axes: for each malignant finding the views that show it, with its
/// evidence marked. Views that nearly coincide are drawn once. None without a malignant finding.
std::vector<ReportPicture> vertebra_pictures(const CtVolume& ct, const DrawnVertebra& vertebra);

}  // namespace osteosign
