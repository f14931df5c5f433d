#pragma once
#include "features/prepare/image_quality.h"
#include "features/segment/bones.h"
#include "features/spine/find_canal.h"
#include "features/spine/level_model.h"
#include "features/spine/spine.h"
#include "features/spine/vertebra_chain.h"

namespace osteosign {

struct SpineParameters {
  CanalParameters canal;
  VertebraChainParameters vertebrae;
  LevelParameters levels;
};

template <class Visitor>
void describe(SpineParameters& p, Visitor&& visit) {
  describe(p.canal, visit);
  describe(p.vertebrae, visit);
  describe(p.levels, visit);
}

/// The spine of a CT from its bones (methods A2). Empty with a note when there is none in view.
Spine find_spine(const CtVolume& ct, const BoneSegmentation& bones, const ImageQuality& quality,
                 const SpineParameters& parameters);

}  // namespace osteosign
