#include "features/vertebra/pedicles.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstdlib>

#include "features/vertebra/cortex_limits.h"
#include "features/vertebra/pedicle_ratio.h"
#include "features/vertebra/pedicle_ring.h"

namespace osteosign {
namespace {

constexpr int levels_compared = 2;

/// What one vertebra shows before it is compared with the others.
struct SeenPedicles {
  Measured<PedicleSpace> space = Unknown{"not looked at"};
  PedicleBlock block;
  std::optional<PedicleOutline> left;
  std::optional<PedicleOutline> right;
  const std::optional<PedicleOutline>& of(Side side) const { return side == Side::left ? left : right; }
};

SeenPedicles look_at_pedicles(const CtVolume& ct, const Spine& spine, const VertebraGeometry& vertebra,
                              const CanalAtLevel& canal, const PosteriorWall& wall,
                              const PedicleParameters& parameters) {
  SeenPedicles seen;
  seen.space = pedicle_space(vertebra, canal, wall, parameters);
  if (!seen.space.known()) return seen;
  seen.block = sample_pedicles(ct, spine.vertebrae, vertebra, seen.space.value(), parameters);
  seen.left = seen_outline(seen.block, seen.space.value(), Side::left, parameters);
  seen.right = seen_outline(seen.block, seen.space.value(), Side::right, parameters);
  return seen;
}

/// The outlines of the levels up to two away, as they would be at this one.
std::vector<PedicleOutline> neighbouring_outlines(const std::vector<SeenPedicles>& all,
                                                  const std::vector<VertebraGeometry>& vertebrae,
                                                  std::size_t own) {
  std::vector<PedicleOutline> outlines;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == own || !all[i].space.known()) continue;
    if (std::abs(vertebrae[i].label - vertebrae[own].label) > levels_compared) continue;
    for (const Side side : {Side::left, Side::right})
      if (all[i].of(side))
        outlines.push_back(scaled_outline(*all[i].of(side), all[i].space.value(), all[own].space.value()));
  }
  return outlines;
}

/// Where a pedicle is expected, and whether its own bone told it.
struct ExpectedPedicle {
  PedicleOutline outline;
  bool own = false;
};

Measured<ExpectedPedicle> expected_pedicle(const SeenPedicles& seen, Side side,
                                           const std::vector<PedicleOutline>& neighbours,
                                           const PedicleParameters& parameters) {
  const std::optional<PedicleOutline>& own = seen.of(side);
  const std::optional<PedicleOutline>& other = seen.of(side == Side::left ? Side::right : Side::left);
  double usual_mm2 = other ? other->area_mm2 : 0;
  if (!neighbours.empty()) usual_mm2 = std::max(usual_mm2, median_outline(neighbours).area_mm2);
  if (own && own->area_mm2 >= parameters.least_part_of_other * usual_mm2 && usual_mm2 > 0)
    return ExpectedPedicle{*own, true};
  if (other && other->area_mm2 >= parameters.least_part_of_other * usual_mm2)
    return ExpectedPedicle{*other, false};
  if (!neighbours.empty()) return ExpectedPedicle{median_outline(neighbours), false};
  if (own) return ExpectedPedicle{*own, false};
  return Unknown{"neither side nor a neighbour tells where the pedicle should be"};
}

void measure_side(Pedicle& pedicle, const CtVolume& ct, const VertebraFrame& frame, const SeenPedicles& seen,
                  Side side, const PedicleOutline& outline, const std::string& coarse,
                  const PedicleParameters& parameters) {
  const PedicleSpace& space = seen.space.value();
  const PedicleBone bone = measure_pedicle_bone(seen.block, space, side, outline, parameters);
  pedicle.volume = bone.volume;
  pedicle.isthmus_area = bone.isthmus_area;
  pedicle.mean_hu = bone.mean_hu;
  pedicle.ring_completeness = Unknown{coarse};
  if (coarse.empty())
    pedicle.ring_completeness = ring_completeness(ct, frame, space, side, outline, bone, parameters);
  if (!bone.isthmus_area.known()) return;
  const double sign = side == Side::left ? 1 : -1;
  pedicle.isthmus_in_patient_mm = frame.patient_from_local(
      {space.middle_x_mm + sign * bone.isthmus_mm.x(), bone.isthmus_y_mm, bone.isthmus_mm.y()});
}

/// Measures both sides; what they tell others stands in the sizes.
struct LevelPedicles {
  Pedicles pedicles;
  PedicleSizes volumes;
  PedicleSizes isthmus_areas;
};

LevelPedicles measure_level(const CtVolume& ct, const VertebraGeometry& vertebra, const SeenPedicles& seen,
                            const std::vector<PedicleOutline>& neighbours, const std::string& coarse,
                            const PedicleParameters& parameters) {
  LevelPedicles level;
  level.volumes.level = vertebra.label;
  const auto measure = [&](Side side, Pedicle& pedicle, bool& tells) {
    const Measured<ExpectedPedicle> expected = seen.space.known()
                                                   ? expected_pedicle(seen, side, neighbours, parameters)
                                                   : Measured<ExpectedPedicle>(seen.space.unknown());
    if (!expected.known()) {
      pedicle.volume = pedicle.volume_ratio = pedicle.isthmus_area = pedicle.ring_completeness =
          pedicle.mean_hu = expected.unknown();
      return;
    }
    measure_side(pedicle, ct, vertebra.frame, seen, side, expected.value().outline, coarse, parameters);
    tells = expected.value().own && pedicle.volume.known();
  };
  measure(Side::left, level.pedicles.left, level.volumes.left_tells);
  measure(Side::right, level.pedicles.right, level.volumes.right_tells);
  level.isthmus_areas = level.volumes;
  level.volumes.left = level.pedicles.left.volume;
  level.volumes.right = level.pedicles.right.volume;
  level.isthmus_areas.left = level.pedicles.left.isthmus_area;
  level.isthmus_areas.right = level.pedicles.right.isthmus_area;
  return level;
}

}  // namespace

std::vector<Pedicles> measure_pedicles(const CtVolume& ct, const Spine& spine,
                                       const std::vector<VertebraGeometry>& vertebrae,
                                       const std::vector<CanalAtLevel>& canals,
                                       const std::vector<PosteriorWall>& walls, const ImageQuality& quality,
                                       const PedicleParameters& parameters) {
  std::vector<SeenPedicles> seen(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    seen[i] = look_at_pedicles(ct, spine, vertebrae[i], canals[i], walls[i], parameters);
  });
  const std::string coarse = too_coarse_for_cortex(
      ct, quality, {parameters.thickest_slices_mm, parameters.widest_blur_mm}, "the ring of a pedicle");
  std::vector<LevelPedicles> levels(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    const std::vector<PedicleOutline> neighbours =
        seen[i].space.known() ? neighbouring_outlines(seen, vertebrae, i) : std::vector<PedicleOutline>{};
    levels[i] = measure_level(ct, vertebrae[i], seen[i], neighbours, coarse, parameters);
  });
  std::vector<PedicleSizes> volumes;
  std::vector<PedicleSizes> isthmus_areas;
  for (const LevelPedicles& level : levels) {
    volumes.push_back(level.volumes);
    isthmus_areas.push_back(level.isthmus_areas);
  }
  const std::vector<PedicleRatios> volume_ratios = pedicle_ratios(volumes);
  const std::vector<PedicleRatios> isthmus_ratios = pedicle_ratios(isthmus_areas);
  const std::string too_coarse_to_compare =
      too_coarse_for_cortex(ct, quality, {parameters.ratio_thickest_slices_mm, 2 * parameters.widest_blur_mm},
                            "comparing pedicles");
  std::vector<Pedicles> results;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    results.push_back(levels[i].pedicles);
    if (!seen[i].space.known()) continue;
    const bool compared = too_coarse_to_compare.empty();
    const auto set = [&](Pedicle& pedicle, const MeasuredQuantity& volume, const MeasuredQuantity& isthmus) {
      pedicle.volume_ratio = compared ? volume : Unknown{too_coarse_to_compare};
      pedicle.isthmus_ratio = compared ? isthmus : Unknown{too_coarse_to_compare};
    };
    set(results.back().left, volume_ratios[i].left, isthmus_ratios[i].left);
    set(results.back().right, volume_ratios[i].right, isthmus_ratios[i].right);
  }
  return results;
}

}  // namespace osteosign
