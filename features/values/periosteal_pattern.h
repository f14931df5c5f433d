#pragma once
#include <string_view>

#include "io/values/errors.h"

namespace osteosign {

/// What the periosteum beside a lesion has laid down, by the names of the field.
enum class PeriostealPattern {
  none,
  solid,            ///< new bone that is merged with the cortex
  single_lamella,   ///< unilamellar
  multilamellated,  ///< several lamellae: onion skin
  interrupted,      ///< a lamella that ends freely and begins again
  codman_triangle,  ///< a plate that rises from the cortex towards the lesion and ends freely
  hair_on_end,      ///< spicules at right angles to the bone
  sunburst,         ///< spicules that go out from one place
  outgrowth         ///< a knob of the bone itself: no periosteal reaction
};

inline std::string_view word(PeriostealPattern pattern) {
  switch (pattern) {
    case PeriostealPattern::none:
      return "none";
    case PeriostealPattern::solid:
      return "solid";
    case PeriostealPattern::single_lamella:
      return "single_lamella";
    case PeriostealPattern::multilamellated:
      return "multilamellated";
    case PeriostealPattern::interrupted:
      return "interrupted";
    case PeriostealPattern::codman_triangle:
      return "codman_triangle";
    case PeriostealPattern::hair_on_end:
      return "hair_on_end";
    case PeriostealPattern::sunburst:
      return "sunburst";
    case PeriostealPattern::outgrowth:
      return "outgrowth";
  }
  throw InternalError("periosteal pattern without a word");
}

}  // namespace osteosign
