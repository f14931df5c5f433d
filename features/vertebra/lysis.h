#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "features/spine/spine.h"
#include "features/values/lesion.h"
#include "features/values/vertebral_region.h"
#include "features/vertebra/dense_region.h"
#include "features/vertebra/lysis_parameters.h"
#include "features/vertebra/vein_window.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Definition of `lytic_volume`: volume of the largest connected region that is soft tissue where bone is
/// expected (methods A3.1, A3.2). Expected is, in the body, the density of the same place of the other bodies
/// (ExpectedDensity); in pedicles and arch, that of the mirror side and of the same part of the nearest
/// vertebrae. The core of the region: native HU smoothed by 1 mm of soft tissue (0 to 110 HU, 150 with
/// contrast medium), below the expectation by 60 HU and 2.5 spreads, 1.5 mm and 1.5 voxels inside of wall and
/// endplates, opened by 1.5 mm. From there it grows to the middle between its own and the expected density.
/// In pedicles and arch soft tissue is a core too, however thin, where mirror side and neighbours, each moved
/// to where it fits, have bone all round within a millimetre (lost_bone.h). Beside dense bone of the body
/// lysis is looked for with that taken out (mixed_lesion.h).
/// The shape of the body is used, not the label, so a lesion left out of the label is found. Left out: the
/// basivertebral vein, Schmorl nodes, haemangiomas, gas and what lies within 3 mm of it, densities near
/// metal. The mean at the width of a lesion makes a core too where it lies 60 HU and four of its spreads
/// below. Unit: mm3. 0 when nothing was found where a lesion would have been: balls of 40 HU and 5 mm radius
/// put at places all over the body (lysis_detection.h) are seen at 95 % of them. Unknown when: they
/// are not and nothing was found, or less than half of such a ball (marrow as dark as soft tissue, or too
/// different between the vertebrae, noise, thick voxels); nothing was found but the voxels are too large to
/// search pedicles and arch; an endplate was not seen; the image holds bone only.
///
/// Definition of `cortical_defect_area`: area of the largest gap in the wall of the body beside that region:
/// points of the wall whose cortical mass is below 0.2 mm or a fifth of the median of the wall, and that are
/// nowhere denser than 150 HU (methods A5.3). Unit: mm2. 0 without a region beside the wall.
/// Unknown when: the lysis is unknown, or the voxels are larger than `defect_largest_voxel_mm`.
///
/// Definition of `vacuum_cleft_volume`: gas in the body more than one voxel away from the endplates (methods
/// A7.2, A9.7): voxels below -200 HU and their surroundings, each as far as it lies between marrow and air.
/// Unit: mm3. Unknown when: an endplate was not seen.
struct VertebraLysis {
  MeasuredQuantity lytic_volume = Unknown{"not measured"};
  MeasuredQuantity cortical_defect_area = Unknown{"not measured"};
  MeasuredQuantity vacuum_cleft_volume = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> lysis_in_patient_mm;  ///< voxel of the region nearest to its middle
  std::optional<CtLesionOutline> region;               ///< the lytic region itself
  bool has_haemangioma = false;                        ///< one of the regions is explained by struts or fat
  std::vector<VertebralRegion> all_regions;  ///< every lytic and dense one, those that are explained too
};

/// The same of all vertebrae of a column, in their order.
struct ColumnLysis {
  std::vector<VertebraLysis> vertebrae;
  std::vector<std::string> notes;  ///< how the expectation was made, and when it cannot be trusted
};

/// `vertebrae` run from cranial to caudal; `shapes` are theirs (find_body_shapes).
ColumnLysis measure_lysis(const CtVolume& ct, const Metal& metal, const ImageQuality& quality,
                          const std::vector<VertebraGeometry>& vertebrae,
                          const std::vector<Measured<BodyShape>>& shapes, const VeinWindow& vein,
                          const LysisParameters& parameters, const DenseRegionParameters& dense = {});

}  // namespace osteosign
