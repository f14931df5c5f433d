#pragma once
#include <string_view>

#include "io/values/errors.h"

namespace osteosign {

/// Where along a long bone.
enum class LongBonePart { epiphysis, metaphysis, diaphysis };

/// Where across a long bone.
enum class PositionInBone {
  central,    ///< in the marrow, about its axis
  eccentric,  ///< in the marrow, to one side
  cortical,   ///< in the cortex
  surface     ///< on the bone, outside of its undamaged surface
};

inline std::string_view word(LongBonePart part) {
  switch (part) {
    case LongBonePart::epiphysis:
      return "epiphysis";
    case LongBonePart::metaphysis:
      return "metaphysis";
    case LongBonePart::diaphysis:
      return "diaphysis";
  }
  throw InternalError("part of a long bone without a word");
}

inline std::string_view word(PositionInBone position) {
  switch (position) {
    case PositionInBone::central:
      return "central";
    case PositionInBone::eccentric:
      return "eccentric";
    case PositionInBone::cortical:
      return "cortical";
    case PositionInBone::surface:
      return "surface";
  }
  throw InternalError("position in a bone without a word");
}

}  // namespace osteosign
