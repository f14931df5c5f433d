#include "features/find/candidates/outline_candidate.h"

#include "features/find/candidates/join_candidates.h"
#include "features/find/lesion_from_mask.h"
#include "features/find/outline_voxels.h"
#include "features/find/seed_region.h"

namespace osteosign {
namespace {

bool mean_the_same(const CtLesionOutline& region, const CtLesionOutline& drawn) {
  constexpr double least_share = 0.5, smallest = 0.4, largest = 2.5;
  const OutlineOverlap overlap = overlap_of(region, drawn);
  return overlap.both >= least_share * overlap.one && overlap.other >= smallest * overlap.one &&
         overlap.other <= largest * overlap.one;
}

}  // namespace

CtLesionOutline outline_of_candidate(const OutlineScene& scene, const BoneCandidate& candidate) {
  const CtLesionOutline& region = candidate.outline;
  const Measured<CtLesionOutline> drawn =
      outline_round_seed(scene, inscribed_ball(region).centre_in_patient_mm, everywhere());
  if (!drawn.known() || !mean_the_same(region, drawn.value()))
    return with_smooth_surface(scene.ct.grid, region);
  if (candidate.density == DensityClass::mixed)
    return with_smooth_surface(scene.ct.grid, united(scene.ct.grid, region, drawn.value()));
  return drawn.value();
}

}  // namespace osteosign
