#pragma once
#include "features/vertebra/lysis.h"
#include "features/vertebra/trabeculae.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::test {

/// Labels, canal, centres and axes as they truly are.
Spine true_spine(const phantom::SpineCt& scanned, const phantom::SpineTruth& truth);

/// The densities of a random spine, measured from its true labels.
struct MeasuredSpine {
  phantom::SpineTruth truth;
  std::size_t target = 0;  ///< vertebra with the sign
  std::vector<Trabeculae> frames;
  ColumnLysis lysis;

  double lytic_mm3(std::size_t vertebra) const;  ///< 0 where it is unknown
  bool uneven(std::size_t vertebra) const;       ///< z above 2.5 or octant ratio above 3 (methods A9.6)
};
MeasuredSpine measure_random_spine(const phantom::SpineCase& which);

}  // namespace osteosign::test
