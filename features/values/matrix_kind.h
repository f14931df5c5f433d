#pragma once
#include <string_view>

#include "io/values/errors.h"

namespace osteosign {

/// What a lesion of bone is made of, by the names of the field.
enum class MatrixKind {
  none,          ///< no mineral, fat, gas or fluid level, and no ground glass
  chondroid,     ///< rings, arcs and dots of mineral
  osteoid,       ///< a cloud of mineral
  ground_glass,  ///< even, denser than soft tissue, without trabeculae
  fat,
  fluid_level,  ///< in two cavities or more
  gas,
  nidus  ///< a dense centre in a lucent ball in dense bone
};

inline std::string_view word(MatrixKind kind) {
  switch (kind) {
    case MatrixKind::none:
      return "none";
    case MatrixKind::chondroid:
      return "chondroid";
    case MatrixKind::osteoid:
      return "osteoid";
    case MatrixKind::ground_glass:
      return "ground_glass";
    case MatrixKind::fat:
      return "fat";
    case MatrixKind::fluid_level:
      return "fluid_level";
    case MatrixKind::gas:
      return "gas";
    case MatrixKind::nidus:
      return "nidus";
  }
  throw InternalError("matrix without a word");
}

}  // namespace osteosign
