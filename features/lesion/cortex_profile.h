#pragma once
#include <optional>

#include "features/lesion/cortex_parameters.h"
#include "features/profile/fit_shell.h"
#include "features/profile/profile.h"

namespace osteosign {

/// What is known before a profile of the cortex is looked at.
struct CortexKnowledge {
  double density_hu;               ///< of compact bone
  double blur_mm;                  ///< sigma along the ray, interpolation included
  double noise_hu;                 ///< of the pooled profile
  double thickness_mm;             ///< of the undamaged cortex: where to look when there is none
  bool density_is_assumed = true;  ///< else the profile is not asked for its own, which takes another fit
};

/// The cortex that a pooled profile shows; position 0 is the undamaged surface, outside is positive.
struct CortexProfile {
  /// Mass as thickness of compact bone: the integral of what rises above the tissue on either side, by
  /// density - tissue outside. The blur of the scanner does not change it.
  Estimate mass_mm;
  double surface_hu;  ///< mean of the middle 2 mm of where the cortex is or was
  /// Three steps with known density and blur; none where they do not explain the profile, or where the tissue
  /// on the inner side is denser than half of compact bone: along a crest the ray does not leave the cortex.
  std::optional<Estimate> thickness_mm;
  std::optional<double> outer_edge_mm;
  bool dense_elsewhere;           ///< compact bone on the ray just beyond where the cortex was looked for
  bool may_show_density = false;  ///< thick enough for its own density to be looked for
  std::optional<double> own_density_hu;  ///< where the cortex is thick enough to show it
  std::optional<Profile> stretch;        ///< that was fitted; only where the density is assumed
};

/// Methods A5.1 (Treece et al., Med Image Anal 2010;14:276). Unknown when the profile does not reach 3 mm
/// beyond the cortex on both sides.
Measured<CortexProfile> look_at_cortex(const Profile& profile, const CortexKnowledge& known,
                                       const CortexParameters& parameters);

}  // namespace osteosign
