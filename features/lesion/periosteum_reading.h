#pragma once
#include "features/lesion/periosteum_layers.h"
#include "features/lesion/periosteum_shell.h"
#include "features/lesion/periosteum_texture.h"

namespace osteosign {

enum class NewBone { none, merged, one_layer, several_layers, hidden_layers, spicules, pushed_out };

/// What stands on the bone at one place.
struct PlaceReading {
  bool assessed = false;
  bool cortex_below = true;  ///< there is cortex where it was
  bool lines = false;        ///< what stands there is made of lines, not of plates
  NewBone kind = NewBone::none;
  LayersOnRay seen{};
  BoneTexture texture{};
  double top_mm = 0;  ///< outer face of the outermost bone
};

/// All places of the shell. `pushed_out`: there is no cortex where it was, and bone farther out, as over an
/// expanding lesion or in an outgrowth.
std::vector<PlaceReading> read_places(const CtVolume& ct, const PeriosteumShell& shell,
                                      const PeriosteumParameters& parameters);

}  // namespace osteosign
