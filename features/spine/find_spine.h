#pragma once
#include "features/segment/bones.h"
#include "features/spine/column.h"
#include "features/spine/find_canal.h"
#include "features/spine/spine.h"

namespace osteosign {

struct SpineParameters {
  CanalParameters canal;
  ColumnParameters column;
};

template <class Visitor>
void describe(SpineParameters& p, Visitor&& visit) {
  describe(p.canal, visit);
  describe(p.column, visit);
}

/// The spine of a CT from its bones (methods A2). Empty with a note when there is none in view.
Spine find_spine(const CtVolume& ct, const BoneSegmentation& bones, const SpineParameters& parameters);

/// The same from the vertebrae of a label map made elsewhere, on the grid of the CT. Instances keep the
/// voxels of their labels; levels are those of the names (io/values/label_scheme.h), certain where there is
/// one. The canal is searched in the image beside them. Ribs and other bones are left out.
Spine spine_from_labels(const CtVolume& ct, const LabelMap& bones, const SpineParameters& parameters);

}  // namespace osteosign
