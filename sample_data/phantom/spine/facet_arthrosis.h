#pragma once
#include <vector>

#include "sample_data/phantom/spine/spine_column.h"

namespace osteosign::phantom {

/// Dense bone on both sides of the facet joints below one vertebra.
class FacetArthrosis {
 public:
  /// The vertebrae must outlive it.
  FacetArthrosis(const VertebraModel& upper, const VertebraModel& lower, const FacetSigns& signs,
                 double joint_gap_mm)
      : upper_(upper), lower_(lower), signs_(signs), joint_gap_mm_(joint_gap_mm) {}

  /// Signed distance in mm of a point in the bone of one of the two vertebrae from its dense part, negative
  /// inside: what is nearer to the articular process of the other vertebra than the gap of the joint and the
  /// depth of the sign. Infinite on a side without the sign and in other vertebrae.
  double distance_mm(const BoneAt& bone, const Eigen::Vector3d& phantom_mm) const;
  double hu() const { return signs_.arthrosis_hu; }

 private:
  const VertebraModel& upper_;
  const VertebraModel& lower_;
  FacetSigns signs_;
  double joint_gap_mm_;
};

/// Those of a phantom.
std::vector<FacetArthrosis> facet_arthroses(const SpineColumn& column, const SpinePhantom& phantom);

}  // namespace osteosign::phantom
