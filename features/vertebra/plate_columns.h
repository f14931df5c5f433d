#pragma once
#include "features/vertebra/body_columns.h"
#include "features/vertebra/geometry_parameters.h"
#include "io/images/ct_volume.h"

namespace osteosign {

enum class PlateSide { superior, inferior };

/// What one column of a body shows of an endplate. Ways are counted outwards along the axis of the frame:
/// cranially for a superior plate, caudally for an inferior one.
struct PlateColumn {
  int x = 0;  ///< place in the block
  int y = 0;
  double label_edge_mm = 0;
  double room_mm = 0;    ///< from there to the label of another vertebra, or to the end of the block
  double length_mm = 0;  ///< of the column of the body
  /// Half level of the HU; nothing where there is no edge near the label's, or next to that of a neighbour.
  std::optional<double> edge_mm;
  bool is_followed = false;  ///< that edge lies far from the label's, next to a neighbour's
};

int outward_sign(PlateSide side);

/// The columns that end on one side inside of the volume, with the outermost half-level crossing of the
/// native HU in each, pooled with its eight neighbours (methods A2.2). It lies near the label's edge or,
/// where the label closes a depressed plate, farther inside, next to the edges of the columns round it.
std::vector<PlateColumn> find_plate_columns(const CtVolume& ct, const LocalBlock& block,
                                            const std::vector<BodyColumn>& body, PlateSide side,
                                            double least_step_hu,
                                            const VertebraGeometryParameters& parameters);

}  // namespace osteosign
