#include "features/spine/find_canal.h"

#include "features/spine/follow_canal.h"

namespace osteosign {

Canal find_canal(const SpineImage& image, const CanalParameters& parameters) {
  Canal canal;
  CanalChain chain;
  {
    const UprightVolume upright = make_upright(image, parameters.candidates.spacing_mm);
    chain = best_canal_chain(upright, canal_candidates(upright, parameters.candidates), parameters.chain);
  }
  canal.score = chain.score;
  if (chain.points_mm.empty()) return canal;
  chain = followed_beyond(chain, image, parameters.candidates);
  canal.points = turn_to_bodies(smooth_canal(chain.points_mm, chain.weights, parameters.wave_mm), image);
  for (int pass = 0; pass < 2; ++pass) {
    canal.sections = canal_sections(canal.points, image, parameters.outline);
    std::vector<double> weights;
    for (const CanalSection& section : canal.sections) weights.push_back(0.02 + seen_share(section));
    canal.points = turn_to_bodies(
        smooth_canal(section_middles(canal.points, canal.sections), weights, parameters.wave_mm), image);
  }
  canal.sections = canal_sections(canal.points, image, parameters.outline);
  return canal;
}

}  // namespace osteosign
