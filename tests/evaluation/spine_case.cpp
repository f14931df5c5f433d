#include "tests/evaluation/spine_case.h"

#include <algorithm>

#include "classify/assess.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"

namespace osteosign::evaluation {
namespace {

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

/// Judges with the levels that were found, and with the true ones.
void judge(EvaluatedSpine& spine) {
  SpineMeasurements at_given_levels = spine.measured;
  const auto index_of = [&](const EvaluatedVertebra& vertebra) {
    return static_cast<std::size_t>(vertebra.measured - spine.measured.vertebrae.data());
  };
  for (const EvaluatedVertebra& vertebra : spine.vertebrae)
    if (vertebra.measured != nullptr)
      at_given_levels.vertebrae[index_of(vertebra)].level =
          VertebraLevel{vertebra.truth.level, vertebra.truth.level, 1, "label map"};
  const std::vector<std::vector<Finding>> findings = findings_of_vertebrae(spine.measured);
  const std::vector<std::vector<Finding>> given = findings_of_vertebrae(at_given_levels);
  for (EvaluatedVertebra& vertebra : spine.vertebrae) {
    if (vertebra.measured == nullptr) continue;
    vertebra.findings = findings[index_of(vertebra)];
    vertebra.findings_at_given_levels = given[index_of(vertebra)];
  }
}

}  // namespace

std::vector<std::vector<Finding>> findings_of_vertebrae(const SpineMeasurements& measured) {
  StudyMeasurements study;
  for (const Vertebra& vertebra : measured.vertebrae)
    study.vertebrae.push_back({.subject = std::to_string(vertebra.label),
                               .level = vertebra.level,
                               .measurements = vertebra.measurements,
                               .cobb = measured.cobb});
  std::vector<std::vector<Finding>> findings(measured.vertebrae.size());
  for (const Finding& finding : assess(study, {}, {}).findings)
    for (std::size_t i = 0; i < measured.vertebrae.size(); ++i)
      if (finding.subject == study.vertebrae[i].subject) findings[i].push_back(finding);
  return findings;
}

EvaluatedSpine evaluate(const phantom::SpinePhantom& phantom, const phantom::CtScan& scan) {
  const phantom::SpineCt scanned = phantom::scan_spine(phantom, scan);
  EvaluatedSpine result;
  result.truth = phantom::spine_truth(scanned);
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const BoneSegmentation bones = segment_bone_tissue(scanned.ct, quality, {});
  const Spine spine = find_spine(scanned.ct, bones, {});
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
