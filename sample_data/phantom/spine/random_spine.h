#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/spine/spine_phantom.h"

namespace osteosign::phantom {

/// What a random spine shows, in one vertebra unless said otherwise.
enum class SpineSign {
  none,
  osteoporosis,  ///< all vertebrae: little mineral, coarse trabeculae, thin cortex
  osteophytes,   ///< all vertebrae
  anterior_loss,
  middle_loss,
  crush_loss,
  coronal_wedge,
  bulge,
  retropulsion,
  breach,
  left_pedicle,
  right_pedicle,
  lytic_body,
  lytic_arch,
  sclerotic_body,
  patches,
  holes,
  canal_mass,
  schmorl_node,
  vacuum_cleft,
  haemangioma,
  facet_arthrosis  ///< of the joints below the vertebra, on one side or both
};
/// All of them in the order above, and their names ("anterior_loss").
const std::vector<SpineSign>& spine_signs();
std::string name_of(SpineSign sign);

/// Thin slices are 0.8 to 1.5 mm, thick ones 3 mm.
enum class SliceWidth { thin, thick };

/// What to make. `severity` goes from 0, nothing to see, to 1, complete: height loss 0.6, wedge 20 deg, bulge
/// and retropulsion 6 mm, breach 16 mm, a whole pedicle, lesion radius 9 mm, patches of 120 HU, a third of
/// the volume in holes, canal mass 9 mm, node 14 mm, cleft 26 mm, haemangioma 20 mm, dense bone
/// below the facets 5 mm deep.
struct SpineCase {
  std::uint64_t seed = 1;
  SpineSign sign = SpineSign::none;
  double severity = 0.5;
  SliceWidth slices = SliceWidth::thin;
  int vertebrae = 7;
  int lowest_level = 0;  ///< as in vertebra_size.h; 0 is a random one
};

/// A spine of random size, curve, rotation, density and texture with that sign, and a random scan that holds
/// it.
struct RandomSpine {
  SpinePhantom phantom;
  CtScan scan;
  int vertebra = 0;  ///< number of the vertebra with the sign; never one of the outermost two on either side
};
/// The same case gives the same spine. Throws UsageError when there are fewer than five vertebrae.
RandomSpine random_spine(const SpineCase& which);

}  // namespace osteosign::phantom
