#include "pipeline/analyze_ct.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "features/find/candidates/candidate_at.h"
#include "features/find/candidates/join_candidates.h"
#include "features/find/lesion_from_box.h"
#include "features/find/lesion_from_mask.h"
#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"
#include "pipeline/unmeasured.h"

namespace osteosign {
namespace {

/// A seed or box outside of this series is no fault of the series: others of the study may hold it.
template <class Outline>
Measured<CtLesionOutline> outline_unless_outside(const Outline& outline) {
  try {
    return outline();
  } catch (const Failure& failure) {
    return Unknown{failure.what()};
  }
}

std::vector<CtLesion> outline_lesions(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                      const CtPrompts& prompts, const LesionOutlineParameters& parameters) {
  std::vector<CtLesion> lesions;
  for (const Eigen::Vector3d& seed : prompts.seeds_in_patient_mm)
    lesions.push_back({.origin = LesionOrigin::seed,
                       .marked_in_patient_mm = Eigen::AlignedBox3d(seed),
                       .outline = outline_unless_outside(
                           [&] { return outline_lesion_from_seed(ct, bones, quality, seed, parameters); }),
                       .measurements = {}});
  for (const Eigen::AlignedBox3d& box : prompts.boxes_in_patient_mm)
    lesions.push_back({.origin = LesionOrigin::box,
                       .marked_in_patient_mm = box,
                       .outline = outline_unless_outside(
                           [&] { return outline_lesion_from_box(ct, bones, quality, box, parameters); }),
                       .measurements = {}});
  if (prompts.lesion_mask)
    for (const auto& [label, outline] : outline_lesions_from_mask(ct, *prompts.lesion_mask))
      lesions.push_back({.origin = LesionOrigin::mask,
                         .marked_in_patient_mm = Eigen::AlignedBox3d(outline.box.origin_mm),
                         .outline = outline,
                         .measurements = {}});
  return lesions;
}

/// An outline that was given stays as it is, and nothing beyond a box is lesion; else what was drawn in the
/// bone takes what has grown through the cortex with it.
void measure(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality, CtLesion& lesion,
             const CtLesionParameters& parameters) {
  if (!lesion.outline.known()) {
    lesion.measurements = unmeasured<CtLesionMeasurements>(lesion.outline.reason());
    return;
  }
  MeasuredCtLesion measured = measure_ct_lesion(ct, bones, quality, lesion.outline.value(), parameters);
  lesion.measurements = std::move(measured.measurements);
  const bool has_limits = lesion.origin == LesionOrigin::mask || lesion.origin == LesionOrigin::box;
  if (has_limits || !measured.outline_with_mass) return;
  measure_extent(lesion.measurements, *measured.outline_with_mass);
  lesion.outline = std::move(*measured.outline_with_mass);
}

/// Whether a candidate is one of the lesions that were given.
bool is_given(const BoneCandidate& candidate, const std::vector<CtLesion>& given) {
  constexpr double least_shared_part = 0.2;
  constexpr double near_mark_mm = 5;  // a seed, or the middle of a box
  return std::ranges::any_of(given, [&](const CtLesion& lesion) {
    return lesion.outline.known()
               ? shared_part(lesion.outline.value(), candidate.outline) >= least_shared_part
               : (lesion.marked_in_patient_mm.center() - candidate.middle_in_patient_mm).norm() <
                     near_mark_mm;
  });
}

/// Seeds that give no outline of their own get that of the candidate they point at, with a note on each: what
/// the search holds against other bone may be told where the densities round a seed do not tell it.
void outline_seeds_from(const CandidateSearch& search, const ImageGrid& series, CtAnalysis& analysis) {
  for (CtLesion& lesion : analysis.lesions) {
    if (lesion.origin != LesionOrigin::seed || lesion.outline.known()) continue;
    const Eigen::Vector3d seed = lesion.marked_in_patient_mm.center();
    const BoneCandidate* const meant = candidate_at(search, series, seed);
    if (meant == nullptr) continue;
    analysis.notes.push_back(
        fmt::format("seed at {:.0f}, {:.0f}, {:.0f} mm: outlined as the search found it, since {}", seed.x(),
                    seed.y(), seed.z(), lesion.outline.reason()));
    lesion.outline = meant->outline;
  }
}

/// Candidates beside the given lesions, and a note on each.
void add_candidates(const CandidateSearch& search, CtAnalysis& analysis) {
  const std::vector<CtLesion> given = analysis.lesions;
  for (const BoneCandidate& candidate : search.candidates) {
    if (is_given(candidate, given)) continue;
    const Eigen::Vector3d& at = candidate.middle_in_patient_mm;
    analysis.lesions.push_back({.origin = LesionOrigin::candidate,
                                .marked_in_patient_mm = Eigen::AlignedBox3d(at),
                                .outline = candidate.outline,
                                .measurements = {},
                                .confidence = candidate.confidence});
    analysis.notes.push_back(fmt::format("candidate at {:.0f}, {:.0f}, {:.0f} mm, confidence {:.2f}: {}",
                                         at.x(), at.y(), at.z(), candidate.confidence,
                                         fmt::join(candidate.reasons, "; ")));
  }
  analysis.searched = search.searched;
  analysis.notes.insert(analysis.notes.end(), search.notes.begin(), search.notes.end());
}

/// Labels from elsewhere name the vertebrae; the built-in segmenter leaves that to the spine.
Spine spine_in(const CtVolume& ct, const SegmentedBones& segmented, const SpineParameters& parameters) {
  if (const auto* const labelled = std::get_if<LabelledBones>(&segmented))
    return spine_from_labels(ct, labelled->bones, parameters);
  return find_spine(ct, std::get<BoneSegmentation>(segmented), parameters);
}

Metal metal_in(const CtVolume& ct, const SegmentedBones& segmented, const MetalParameters& parameters) {
  const auto* const tissue = std::get_if<BoneSegmentation>(&segmented);
  return tissue != nullptr ? tissue->metal : find_metal(ct, parameters);
}

}  // namespace

CtAnalysis analyze_ct(const CtVolume& ct, const CtPrompts& prompts, const Segmenter& segment_bones,
                      const Parameters& parameters) {
  CtAnalysis analysis;
  StageTimes& times = analysis.times;
  analysis.quality =
      times.timed("image_quality", [&] { return estimate_image_quality(ct, parameters.bones.quality); });
  SegmentedBones segmented = times.timed("bones", [&] { return segment_bones(ct, analysis.quality); });
  analysis.spine = times.timed("find_spine", [&] { return spine_in(ct, segmented, parameters.spine); });
  analysis.vertebra_geometries = times.timed("vertebra_geometry", [&] {
    return find_geometries(ct, analysis.spine, analysis.quality, parameters.vertebra);
  });
  const Metal metal = metal_in(ct, segmented, parameters.bones.metal);
  MeasuredColumn column = times.timed("measure_vertebrae", [&] {
    return measure_column(ct, analysis.spine, analysis.vertebra_geometries, metal, analysis.quality,
                          parameters.vertebra);
  });
  analysis.spine_measurements = std::move(column.spine);
  std::visit(
      [&analysis](auto& found) {
        analysis.bones = std::move(found.bones);
        analysis.notes = std::move(found.notes);
      },
      segmented);
  analysis.notes.insert(analysis.notes.end(), analysis.spine_measurements.notes.begin(),
                        analysis.spine_measurements.notes.end());
  analysis.lesions = times.timed("lesion_outlines", [&] {
    return outline_lesions(ct, analysis.bones, analysis.quality, prompts, parameters.lesion_outline);
  });
  const CandidateSearch search = times.timed("search", [&] {
    return find_candidates({ct, analysis.bones, analysis.spine, analysis.spine_measurements.vertebrae,
                            column.regions, metal, analysis.quality},
                           parameters.candidates, parameters.lesion_outline);
  });
  outline_seeds_from(search, ct.grid, analysis);
  add_candidates(search, analysis);
  times.timed("lesion_measurements", [&] {
    tbb::parallel_for(std::size_t{0}, analysis.lesions.size(), [&](std::size_t i) {
      CtLesion& lesion = analysis.lesions[i];
      // Isolated, so that a thread that waits within one lesion does not begin another: memory.
      tbb::this_task_arena::isolate(
          [&] { measure(ct, analysis.bones, analysis.quality, lesion, parameters.ct_lesion); });
    });
  });
  return analysis;
}

}  // namespace osteosign
