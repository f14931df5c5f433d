#include "tests/evaluation/spine_case.h"

#include <algorithm>
#include <functional>

#include "classify/assess.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"

namespace osteosign::evaluation {
namespace {

using LevelOf = std::function<VertebraLevel(const EvaluatedVertebra&)>;

/// Judges the vertebrae that were found, with those levels.
void judge(EvaluatedSpine& spine, std::vector<Finding> EvaluatedVertebra::*findings,
           const LevelOf& level_of) {
  StudyMeasurements study;
  std::vector<EvaluatedVertebra*> judged;
  for (EvaluatedVertebra& vertebra : spine.vertebrae) {
    if (vertebra.measured == nullptr) continue;
    study.vertebrae.push_back({.subject = std::to_string(vertebra.measured->label),
                               .level = level_of(vertebra),
                               .measurements = vertebra.measured->measurements,
                               .cobb = spine.measured.cobb});
    judged.push_back(&vertebra);
  }
  for (const Finding& finding : assess(study, {}, {}).findings)
    for (std::size_t i = 0; i < judged.size(); ++i)
      if (finding.subject == study.vertebrae[i].subject) (judged[i]->*findings).push_back(finding);
}

void judge(EvaluatedSpine& spine) {
  judge(spine, &EvaluatedVertebra::findings, [](const EvaluatedVertebra& v) { return v.measured->level; });
  judge(spine, &EvaluatedVertebra::findings_at_given_levels, [](const EvaluatedVertebra& v) {
    return VertebraLevel{v.truth.level, v.truth.level, 1, "label map"};
  });
}

std::size_t nearest(const std::vector<phantom::VertebraTruth>& truths, const Eigen::Vector3d& point_mm) {
  const auto distance = [&](const phantom::VertebraTruth& truth) {
    return (truth.frame.origin_mm - point_mm).norm();
  };
  return static_cast<std::size_t>(std::ranges::min_element(truths, {}, distance) - truths.begin());
}

void match(EvaluatedSpine& spine) {
  for (const phantom::VertebraTruth& truth : spine.truth.vertebrae)
    spine.vertebrae.push_back({.truth = truth});
  for (std::size_t i = 0; i < spine.measured.vertebrae.size(); ++i) {
    const Vertebra& found = spine.measured.vertebrae[i];
    EvaluatedVertebra& there = spine.vertebrae[nearest(spine.truth.vertebrae, found.centre_in_patient_mm)];
    const double distance_mm = (there.truth.frame.origin_mm - found.centre_in_patient_mm).norm();
    const bool inside = distance_mm < 0.5 * std::max(there.truth.healthy_heights.middle_mm, 12.0);
    if (!inside || there.measured != nullptr) {
      ++spine.invented;
      continue;
    }
    there.measured = &found;
    there.geometry = &spine.geometries[i];
  }
}

}  // namespace

EvaluatedSpine evaluate(const phantom::SpinePhantom& phantom, const phantom::CtScan& scan) {
  const phantom::SpineCt scanned = phantom::scan_spine(phantom, scan);
  EvaluatedSpine result;
  result.truth = phantom::spine_truth(scanned);
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const BoneSegmentation bones = segment_bone_tissue(scanned.ct, quality, {});
  const Spine spine = find_spine(scanned.ct, bones, quality, {});
  result.geometries = find_geometries(scanned.ct, spine, quality, {});
  result.measured = measure_vertebrae(scanned.ct, spine, result.geometries, bones.metal, quality, {});
  result.canal = spine.canal;
  match(result);
  judge(result);
  return result;
}

Verdict verdict_of(const std::vector<Finding>& findings, std::string_view criterion) {
  for (const Finding& finding : findings)
    if (finding.criterion == criterion) return finding.verdict;
  return Verdict::not_assessable;
}

}  // namespace osteosign::evaluation
