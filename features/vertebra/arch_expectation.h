#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "features/vertebra/arch_reference.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Density that the references of an arch let expect of a place.
struct ExpectedArch {
  double hu = 0;          ///< at the same place
  double lowest_hu = 0;   ///< the least within a millimetre
  double highest_hu = 0;  ///< the greatest within a millimetre
};

/// Mean HU of the eight places half a millimetre from one along each axis of a vertebra's frame, all in that
/// frame: single voxels are noisy.
double mean_of_a_millimetre_hu(const CtVolume& ct, const VertebraFrame& frame,
                               const Eigen::Vector3d& local_mm);

/// Where a reference has a place of the own vertebra, in the frame of the reference.
struct ReferencePlace {
  const ArchReference* reference;
  Eigen::Vector3d local_mm;
};

/// Compares an arch with its references voxel by voxel. Pedicles and laminae are some 7 mm thick and mostly
/// cortex, and neither sides nor neighbours are quite alike: compared at the same coordinates, or at any of
/// those within 2 mm, the difference of cortex and soft tissue is as large as that of a lesion. So each
/// reference is first moved by up to 4 mm to where the bone within 10 mm of a place lies on it best; then a
/// millimetre is left for what still differs. A lesion changes a small part of that bone.
class ArchExpectation {
 public:
  static constexpr std::size_t fewest =
      2;  ///< references; of one alone a difference could as well be its own

  ArchExpectation(const CtVolume& ct, const VertebraGeometry& own,
                  const std::vector<ArchReference>& references);

  /// Medians over the references that are alike there; nothing where fewer than two are.
  std::optional<ExpectedArch> at(const Eigen::Vector3d& local_mm);

  /// Of the references that are alike there, moved to where they fit. Remembers how they are moved.
  std::vector<ReferencePlace> places_in_references(const Eigen::Vector3d& local_mm);

  double sampled_hu(const ReferencePlace& there) const {
    return mean_of_a_millimetre_hu(ct_, there.reference->geometry->frame, there.local_mm);
  }

  const std::vector<ArchReference>& references() const { return references_; }

 private:
  using Cell = std::array<int, 3>;
  struct Moved {
    const ArchReference* reference;
    Eigen::Vector3d move_mm;
  };

  std::vector<Moved> moved_at(const Eigen::Vector3d& local_mm) const;
  const std::vector<Moved>& moved_in(const Cell& cell);

  const CtVolume& ct_;
  const VertebraGeometry& own_;
  const std::vector<ArchReference>& references_;
  std::map<Cell, std::vector<Moved>> moved_;
};

}  // namespace osteosign
