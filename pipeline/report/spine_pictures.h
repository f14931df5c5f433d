#pragma once
#include <string>
#include <vector>

#include "classify/finding.h"
#include "features/spine/spine.h"
#include "features/values/vertebra_measurements.h"
#include "io/images/ct_volume.h"
#include "pipeline/report/picture.h"

namespace osteosign {

/// One vertebra as the pictures need it.
struct DrawnVertebra {
  std::string subject;  ///< of its findings
  std::string label;    ///< short name on pictures
  const VertebraGeometry* geometry;
  const VertebraMeasurements* measurements;
  std::vector<Finding> malignant;  ///< the malignant ones among its findings
};

/// The whole column of one CT, from cranial to caudal: a sagittal and a coronal picture along the bodies and
/// a coronal one along the canal, with level names, outlines of bodies and pedicles, endplates and the places
/// of the heights. None without a vertebra.
std::vector<ReportPicture> spine_pictures(const CtVolume& ct, const std::vector<CanalPoint>& canal,
                                          const std::vector<DrawnVertebra>& vertebrae,
                                          const std::string& series_name);

}  // namespace osteosign
