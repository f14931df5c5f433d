#pragma once
#include "features/spine/dens.h"
#include "features/spine/found_vertebrae.h"
#include "features/spine/level_model.h"
#include "features/spine/vertebra_chain.h"

namespace osteosign {

struct ColumnParameters {
  VertebraChainParameters chain;
  LevelParameters levels;
};

template <class Visitor>
void describe(ColumnParameters& p, Visitor&& visit) {
  describe(p.chain, visit);
  describe(p.levels, visit);
}

/// All that is known of a column when its vertebrae are told apart.
struct Column {
  SpineAxis axis;
  LevelScale levels;
  BoneNodes nodes;
  RibSigns ribs;
  bool sacrum_below = false;        ///< what lies below the last disc is the sacrum
  bool below_last_in_view = false;  ///< at least most of a vertebra below the last disc lies in the CT
  std::optional<Dens> dens;         ///< on the vertebra above the first disc, which is C2
  /// From cranial to caudal: all between two discs, and those cut by the border of which enough is in view;
  /// not the sacrum.
  std::vector<Owner> vertebrae;
  LevelEvidence evidence;     ///< of these vertebrae
  std::vector<Owner> owners;  ///< of the nodes
};

/// The column along a canal (methods A2.2, A2.3). Where a dens was seen, the vertebra that carries it is the
/// first one: what lies above is no vertebra of the column.
Column find_column(const SpineImage& image, const Canal& canal, const VoxelMask& canal_region,
                   const std::optional<Dens>& dens, const ColumnParameters& parameters);

}  // namespace osteosign
