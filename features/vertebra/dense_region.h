#pragma once
#include <vector>

#include "features/vertebra/lytic_region.h"
#include "io/values/described.h"

namespace osteosign {

struct DenseRegionParameters {
  double dense_rise_hu = 100;
  double dense_rise_in_spreads = 3;
  double dense_from_hu = 250;
  double dense_depth_mm = 3;
  double dense_arch_rise_hu = 150;
  double dense_endplate_mm = 5;
};

template <class Visitor>
void describe(DenseRegionParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"dense_rise_hu", "Sclerosis lies at least this far above what is expected",
                             "methods A3.2: E + 100", 10, 1000},
        p.dense_rise_hu);
  visit(
      ParameterDescription{"dense_rise_in_spreads", "and this many spreads", "methods A3.2: z > 3", 0.5, 10},
      p.dense_rise_in_spreads);
  visit(ParameterDescription{"dense_from_hu", "and is denser than this", "methods A3.2: 250", 50, 1000},
        p.dense_from_hu);
  visit(ParameterDescription{"dense_depth_mm",
                             "The core of a dense region lies this deep below wall and endplates",
                             "methods A3.4: what lies nearer is sclerosis of the endplate, or cortex", 0, 10},
        p.dense_depth_mm);
  visit(ParameterDescription{"dense_arch_rise_hu",
                             "In pedicles and arch: this far above the mirror side and the neighbours",
                             "chosen on the development phantoms: cortex differs more than marrow", 20, 1000},
        p.dense_arch_rise_hu);
  visit(ParameterDescription{"dense_endplate_mm",
                             "A flat region that reaches no farther than this from an endplate belongs to it",
                             "methods A3.4: within 4 mm; one more for the blur", 0, 15},
        p.dense_endplate_mm);
}

/// Regions of the body that are denser than the other bodies let expect (smoothed by 1 mm: `dense_rise_hu`,
/// `dense_rise_in_spreads` and `dense_from_hu`), and of pedicles and arch that are denser than the mirror
/// side and the same place of the nearest vertebrae (methods A3.1, A3.2), or solid where these have marrow
/// (solid_bone.h); all but solid bone are grown to the middle between their
/// own and the expected density. All densities of the field and of the regions are turned (`turned`,
/// lysis_field.h). Explained by something else: flat sclerosis of an endplate, vertical struts of a
/// haemangioma.
std::vector<LyticRegion> dense_regions(const CtVolume& ct, LysisField field, const VertebraGeometry& own,
                                       ArchExpectation& expectation, double noise_hu,
                                       const DenseRegionParameters& dense, const LysisParameters& lysis);

}  // namespace osteosign
