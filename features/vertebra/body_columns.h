#pragma once
#include "features/vertebra/body_back.h"

namespace osteosign {

/// One column of a body along its axis, as the label shows it.
struct BodyColumn {
  int x = 0;  ///< place in the block
  int y = 0;
  std::optional<double> bottom_mm;  ///< local z at which the label ends; nothing when the volume cuts it
  std::optional<double> top_mm;
  std::optional<double> length_mm() const;
};

/// The columns of the body in front of its posterior wall, without those much shorter than the rest (the
/// overhang of an osteophyte).
std::vector<BodyColumn> find_body_columns(const LocalBlock& block, const BodyBack& back);

}  // namespace osteosign
