#include "features/find/candidates/find_candidates.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <iterator>

#include "features/find/candidates/disc_tissue.h"
#include "features/find/candidates/join_candidates.h"
#include "features/find/candidates/outline_candidate.h"
#include "features/find/candidates/vertebral_candidates.h"
#include "features/find/outline_voxels.h"
#include "features/find/seed_region.h"

namespace osteosign {
namespace {

double brightest_soft_hu(const CtVolume& ct, const BoneRegionParameters& parameters) {
  const bool* const contrast = ct.acquisition.contrast_agent.if_known();
  return contrast != nullptr && *contrast ? parameters.bone_soft_with_contrast_to_hu
                                          : parameters.bone_soft_to_hu;
}

/// Whether what the atlas of the vertebrae told of a place tells of a candidate: as a candidate where both
/// share a part, as explained where it takes a good part of the candidate. A sheet of endplate beside a large
/// dense lesion does not explain the lesion.
bool tells_of(const BoneCandidate& told, const BoneCandidate& candidate, double least_confidence) {
  constexpr double least_shared_part = 0.1;
  constexpr double least_explained_part = 1.0 / 3;  // chosen: a sheet took a quarter of a painted ball
  if (told.left_out.empty())
    return told.confidence >= least_confidence &&
           shared_part(candidate.outline, told.outline) > least_shared_part;
  const OutlineOverlap overlap = overlap_of(candidate.outline, told.outline);
  return overlap.both > least_explained_part * overlap.one;
}

/// What the atlas of the vertebrae told of a place holds.
void leave_out_what_the_atlas_tells(const std::vector<BoneCandidate>& of_atlas, double least_confidence,
                                    std::vector<BoneCandidate>& candidates) {
  for (BoneCandidate& each : candidates) {
    if (!each.left_out.empty()) continue;
    if (std::ranges::any_of(
            of_atlas, [&](const BoneCandidate& told) { return tells_of(told, each, least_confidence); }))
      each.left_out = "the comparison of the vertebrae tells of it";
  }
}

std::string searched_text(const SearchedSeries& series) {
  int assessed = 0;
  for (const Vertebra& vertebra : series.vertebrae)
    assessed += vertebra.measurements.lytic_volume.known() ? 1 : 0;
  return fmt::format("all bones of the CT series, and {} of {} vertebrae surely against the other ones",
                     assessed, series.vertebrae.size());
}

std::vector<std::string> without_atlas(const SearchedSeries& series) {
  std::vector<std::string> notes;
  for (const Vertebra& vertebra : series.vertebrae)
    if (!vertebra.measurements.lytic_volume.known())
      notes.push_back(fmt::format(
          "searched for lesions as other bones are, not surely against the other vertebrae: {}: {}",
          vertebra.level.shown, vertebra.measurements.lytic_volume.reason()));
  return notes;
}

/// Streaks of metal look like lysis and like dense bone: what lies in them is never sure (methods A1.2:
/// reduced confidence). It is listed all the same where candidates that are not sure are: a lesion beside a
/// wire or a screw is as large as elsewhere.
void doubt_beside_metal(const VoxelMask& streak_zone, const CandidateParameters& parameters,
                        std::vector<BoneCandidate>& candidates) {
  constexpr auto beside_metal = "beside metal, whose streaks change densities";
  const double most_confidence = 0.9 * parameters.sure_confidence;  // chosen: clearly below
  if (streak_zone.row_count() == 0) return;
  for (BoneCandidate& each : candidates) {
    if (!each.left_out.empty()) continue;
    bool in_streaks = false;
    for_each_inside(each.outline, [&](const Eigen::Array3i& voxel) {
      in_streaks = in_streaks || streak_zone.contains(voxel.x(), voxel.y(), voxel.z());
    });
    if (!in_streaks) continue;
    each.reasons.emplace_back(beside_metal);
    if (each.confidence <= most_confidence) continue;
    each.confidence = most_confidence;
    if (most_confidence < parameters.least_confidence) each.left_out = beside_metal;
  }
}

void sort_out(std::vector<BoneCandidate> all, const CandidateParameters& parameters,
              CandidateSearch& search) {
  std::ranges::stable_sort(all, std::ranges::greater{}, &BoneCandidate::confidence);
  for (BoneCandidate& each : all) {
    if (each.left_out.empty() &&
        search.candidates.size() >= static_cast<std::size_t>(parameters.most_candidates))
      each.left_out = fmt::format("{} more confident candidates", parameters.most_candidates);
    (each.left_out.empty() ? search.candidates : search.left_out).push_back(std::move(each));
  }
  if (!search.left_out.empty())
    search.notes.push_back(fmt::format("search for lesions: {} candidates, {} regions left out by rule",
                                       search.candidates.size(), search.left_out.size()));
}

/// Lytic regions of marrow behind a hole of the cortex.
std::vector<BoneRegion> lytic_outside_of(const CoarseBone& bone, const CoarseBone& wider, double soft_to_hu,
                                         const CandidateParameters& parameters) {
  if (wider.hu.empty()) return {};
  std::vector<BoneRegion> regions =
      lytic_bone_regions(wider, LocalDensity(wider, parameters.local), soft_to_hu, parameters.regions);
  std::erase_if(regions, [&](const BoneRegion& region) {
    const auto outside = std::ranges::count_if(
        region.blocks, [&](const Eigen::Array3i& at) { return !bone.bone.contains(at.x(), at.y(), at.z()); });
    return static_cast<double>(outside) <
           parameters.regions.opened_region_share * static_cast<double>(region.blocks.size());
  });
  return regions;
}

/// Those of which regions of the same density among `found` take no more than the share.
std::vector<BoneRegion> not_among(const std::vector<BoneRegion>& found, std::vector<BoneRegion> regions,
                                  const ImageGrid& blocks, double most_shared) {
  VoxelMask lytic(blocks), dense(blocks);
  for (const BoneRegion& region : found)
    for (const Eigen::Array3i& at : region.blocks)
      (region.density == DensityClass::lytic ? lytic : dense).insert(at.x(), at.y(), at.z());
  std::erase_if(regions, [&](const BoneRegion& region) {
    const VoxelMask& same = region.density == DensityClass::lytic ? lytic : dense;
    const auto shared = std::ranges::count_if(
        region.blocks, [&](const Eigen::Array3i& at) { return same.contains(at.x(), at.y(), at.z()); });
    return static_cast<double>(shared) > most_shared * static_cast<double>(region.blocks.size());
  });
  return regions;
}

/// All regions of the bone against what `density` lets expect; lytic ones where soft tissue has a density.
std::vector<BoneRegion> regions_against(const CoarseBone& bone, const DensityExpectation& density,
                                        const std::optional<double>& soft_to_hu,
                                        const BoneRegionParameters& parameters) {
  std::vector<BoneRegion> dense, lytic;
  tbb::parallel_invoke([&] { dense = dense_bone_regions(bone, density, parameters); },
                       [&] {
                         if (soft_to_hu) lytic = lytic_bone_regions(bone, density, *soft_to_hu, parameters);
                       });
  std::ranges::move(lytic, std::back_inserter(dense));
  return dense;
}

LocalDensityParameters wide(const CandidateParameters& parameters) {
  LocalDensityParameters local = parameters.local;
  local.local_window_mm = parameters.wide_window_mm;
  return local;
}

}  // namespace

RegionSearch search_regions(const SearchedSeries& series, const CandidateParameters& parameters) {
  const double soft_hu = brightest_soft_hu(series.ct, parameters.regions);
  const SearchedBones searched{series.ct, series.bones, series.spine.canal_region, series.metal.invalid};
  const CoarseBone bone = coarse_bone(searched, soft_hu, parameters.regions.coarse);
  if (bone.hu.empty()) return {};
  RegionSearch found;
  std::optional<double> soft_to_hu = soft_hu;
  if (const Measured<int> background = constant_background_hu(series.ct); background.known()) {
    soft_to_hu.reset();
    found.notes.push_back(
        fmt::format("no search for lysis: everything but bone is {} HU", background.value()));
  }
  std::vector<BoneRegion> of_wide_window, of_shafts, opened;
  CoarseBone wider;
  const auto against = [&](const DensityExpectation& density) {
    return regions_against(bone, density, soft_to_hu, parameters.regions);
  };
  tbb::parallel_invoke([&] { found.regions = against(LocalDensity(bone, parameters.local)); },
                       [&] { of_wide_window = against(LocalDensity(bone, wide(parameters))); },
                       [&] { of_shafts = against(AlongShaft(bone, parameters.shafts)); },
                       [&] {
                         if (!soft_to_hu) return;
                         wider = with_opened_marrow(bone, searched, soft_hu, parameters.regions.coarse);
                         opened = lytic_outside_of(bone, wider, soft_hu, parameters);
                       });
  for (BoneRegion& region : of_shafts) region.against_shaft = true;
  for (std::vector<BoneRegion>* const more : {&of_wide_window, &of_shafts})
    std::ranges::move(not_among(found.regions, std::move(*more), bone.grid, parameters.most_shared_by_nearer),
                      std::back_inserter(found.regions));
  const ComparedPlaces compared{MirrorSide(bone), NeighbourVertebrae(bone, series.spine.found)};
  const auto signs_in = [&](const CoarseBone& blocks, const std::vector<BoneRegion>& regions) {
    return signed_regions({series.ct, blocks, known_noise_hu(series.quality)}, regions, compared,
                          parameters.explanations);
  };
  found.with_signs = signs_in(bone, found.regions);
  std::ranges::move(signs_in(wider, opened), std::back_inserter(found.with_signs));
  std::ranges::move(opened, std::back_inserter(found.regions));
  return found;
}

CandidateSearch find_candidates(const SearchedSeries& series, const CandidateParameters& parameters,
                                const LesionOutlineParameters& outline_parameters) {
  CandidateSearch search;
  if (parameters.search == 0) {
    search.searched = Unknown{"the search for lesions is switched off"};
    return search;
  }
  std::vector<BoneCandidate> all =
      vertebral_candidates(series.vertebral_regions, parameters.vertebral_sheet_roundness);
  leave_out_facet_sclerosis(series.ct, series.spine, series.vertebral_regions, parameters.least_confidence,
                            parameters.facets, all);
  RegionSearch found = search_regions(series, parameters);
  search.notes = std::move(found.notes);
  std::vector<BoneCandidate> in_bones = other_bone_candidates(found.regions, std::move(found.with_signs));
  leave_out_what_the_atlas_tells(all, parameters.least_confidence, in_bones);
  leave_out_facet_sclerosis(series.ct, series.spine, series.vertebral_regions, parameters.least_confidence,
                            parameters.facets, in_bones);
  std::ranges::move(in_bones, std::back_inserter(all));
  doubt_beside_metal(series.metal.streak_zone, parameters, all);
  all = with_mixed_joined(
      series.ct.grid, each_place_once(std::move(all), parameters.most_shared),
      {parameters.mixed_within_mm, parameters.mixed_least_share, parameters.least_confidence,
       [&](const CtLesionOutline& region) { return is_disc(region, series.bones, series.spine.found); }});
  std::erase_if(all, [&](const BoneCandidate& each) {
    return each.left_out.empty() && each.confidence < parameters.least_confidence;
  });
  sort_out(std::move(all), parameters, search);
  const OutlineScene scene{series.ct, series.bones, series.quality, outline_parameters};
  tbb::parallel_for(std::size_t{0}, search.candidates.size(), [&](std::size_t i) {
    search.candidates[i].outline = outline_of_candidate(scene, search.candidates[i]);
  });
  search.searched = searched_text(series);
  std::ranges::move(without_atlas(series), std::back_inserter(search.notes));
  return search;
}

}  // namespace osteosign
