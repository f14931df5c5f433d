#include "features/spine/find_canal.h"

#include "features/spine/follow_canal.h"

namespace osteosign {

Canal find_canal(const SpineScene& scene, const CanalParameters& parameters) {
  Canal canal;
  CanalChain chain;
  {
    const UprightVolume upright = make_upright(scene, parameters.candidates.spacing_mm);
    chain = best_canal_chain(upright, canal_candidates(upright, parameters.candidates), parameters.chain);
  }
  canal.score = chain.score;
  if (chain.points_mm.empty()) return canal;
  chain = followed_beyond(chain, scene, parameters.candidates);
  canal.points = turn_to_bodies(smooth_canal(chain.points_mm, chain.weights, parameters.wave_mm), scene);
  for (int pass = 0; pass < 2; ++pass) {
    canal.sections = canal_sections(canal.points, scene, parameters.outline);
    std::vector<double> weights;
    for (const CanalSection& section : canal.sections) weights.push_back(0.02 + seen_share(section));
    canal.points = turn_to_bodies(
        smooth_canal(section_middles(canal.points, canal.sections), weights, parameters.wave_mm), scene);
  }
  canal.sections = canal_sections(canal.points, scene, parameters.outline);
  return canal;
}

}  // namespace osteosign
