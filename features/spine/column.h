#pragma once
#include "features/spine/found_vertebrae.h"
#include "features/spine/level_model.h"
#include "features/spine/vertebra_chain.h"

namespace osteosign {

/// All that is known of a column when its vertebrae are told apart.
struct Column {
  SpineAxis axis;
  LevelScale levels;
  BoneNodes nodes;
  std::vector<Owner> owners;  ///< of the nodes
  RibSigns ribs;
  bool sacrum_below = false;        ///< what lies below the last disc is the sacrum
  bool below_last_in_view = false;  ///< at least most of a vertebra below the last disc lies in the CT
};

/// The column along a canal (methods A2.2, A2.3).
Column find_column(const SpineImage& image, const Canal& canal, const VoxelMask& canal_region,
                   const VertebraChainParameters& parameters);

/// Owners that are vertebrae, from cranial to caudal: all between two discs, and those cut by the border of
/// which enough is in view. Not the sacrum.
std::vector<Owner> vertebra_owners(const Column& column);

/// What the column shows of its levels, for these owners.
LevelEvidence level_evidence(const Column& column, const std::vector<Owner>& owners,
                             const std::string& body_part);

}  // namespace osteosign
