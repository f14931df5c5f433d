#include "tests/evaluation/facet_search.h"

#include <fmt/format.h>

#include <array>

#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_ct.h"
#include "sample_data/phantom/spine/spine_layout.h"
#include "tests/evaluation/search_case.h"

namespace osteosign::evaluation {
namespace {

using phantom::VertebraModel;

/// Deepest common place of the articular processes below a vertebra on the left side, in its frame.
Eigen::Vector3d left_joint_mm(const VertebraModel& upper, const VertebraModel& lower) {
  Eigen::Vector3d joint = Eigen::Vector3d::Zero();
  double least_mm = 1e9;
  for (double x = 5; x < 28; x += 0.5)
    for (double y = 5; y < 55; y += 0.5)
      for (double z = -40; z < 0; z += 0.5) {
        const Eigen::Vector3d at(x, y, z);
        const Eigen::Vector3d in_lower = lower.frame.local(upper.placed.phantom_from_local * at);
        const double away_mm = std::max(upper.arch.lower_process_distance_mm(at),
                                        lower.arch.upper_process_distance_mm(in_lower));
        if (away_mm >= least_mm) continue;
        least_mm = away_mm;
        joint = at;
      }
  return joint;
}

struct FacetCase {
  int seed;
  bool is_arthrosis;
};

/// A spine with something dense at a joint.
struct FacetSpine {
  phantom::RandomSpine spine;
  VertebraModel upper;
  Eigen::Vector3d left_joint_mm;  ///< in its frame
  std::string text;
};

/// A ball in the lower process of the upper vertebra or in the upper one of the lower vertebra.
phantom::SpineLesion lesion_at(const VertebraModel& upper, const VertebraModel& lower,
                               const Eigen::Vector3d& joint_mm, int seed) {
  constexpr std::uint64_t stream = 2'000'000'089;
  phantom::Draw draw(static_cast<std::uint64_t>(seed), stream);
  phantom::LesionBody body;
  body.semi_axis_x_mm = body.semi_axis_y_mm = body.semi_axis_z_mm = draw.between(3.5, 7.5);
  body.hu = draw.between(500, 900);
  const double side = draw.with_chance(0.5) ? 1 : -1;
  const bool in_upper = draw.with_chance(0.5);
  const Eigen::Vector3d aside_mm = upper.placed.size.facet_radius_mm * Eigen::Vector3d(-0.4, 0.8, 0.3);
  const Eigen::Vector3d at =
      in_upper ? Eigen::Vector3d(joint_mm + aside_mm)
               : lower.frame.local(upper.placed.phantom_from_local * Eigen::Vector3d(joint_mm - aside_mm));
  body.x_mm = side * at.x();
  body.y_mm = at.y();
  body.z_mm = at.z();
  return {in_upper ? upper.placed.number : lower.placed.number, body};
}

FacetSpine facet_spine(const FacetCase& which) {
  phantom::RandomSpine spine = phantom::random_spine(
      {.seed = static_cast<std::uint64_t>(which.seed),
       .sign = which.is_arthrosis ? phantom::SpineSign::facet_arthrosis : phantom::SpineSign::none,
       .severity = 0.6 + 0.1 * (which.seed / 2 % 5)});
  const std::vector<phantom::PlacedVertebra> placed = spine_layout(spine.phantom);
  const auto below = static_cast<std::size_t>(spine.vertebra);
  const VertebraModel upper(placed[below - 1], spine.phantom), lower(placed[below], spine.phantom);
  FacetSpine result{spine, upper, left_joint_mm(upper, lower), ""};
  if (which.is_arthrosis) {
    const phantom::FacetSigns& signs = spine.phantom.facets.at(spine.vertebra);
    result.text = fmt::format("seed {} arthrosis, left {:.1f} mm, right {:.1f} mm, {:.0f} HU", which.seed,
                              signs.left_arthrosis_mm, signs.right_arthrosis_mm, signs.arthrosis_hu);
    return result;
  }
  const phantom::SpineLesion lesion = lesion_at(upper, lower, result.left_joint_mm, which.seed);
  result.spine.phantom.lesions.push_back(lesion);
  result.text = fmt::format("seed {} ball in the {} vertebra, radius {:.1f} mm, {:.0f} HU", which.seed,
                            lesion.vertebra == upper.placed.number ? "upper" : "lower",
                            lesion.body.semi_axis_x_mm, lesion.body.hu);
  return result;
}

/// What was found at the joints of one or many spines.
struct FacetCounts {
  int spines = 0, with_rule = 0, without_rule = 0, explained = 0, explained_elsewhere = 0;
};

class FacetRun {
 public:
  FacetRun(const FacetSpine& spine, FacetCounts& counts) : spine_(spine), counts_(counts) {
    const phantom::SpineCt scanned = phantom::scan_spine(spine.spine.phantom, spine.spine.scan);
    phantom_from_patient_ = scanned.patient_from_phantom.inverse();
    const SearchedCt prepared = prepared_ct(scanned.ct);
    CandidateParameters without;
    without.facets.facet_reach_mm = 0;
    ++counts_.spines;
    for (const BoneCandidate& each : find_candidates(prepared.series(scanned.ct), without, {}).candidates)
      if (is_dense_at_joint(each)) note(each, "without the rule", counts_.without_rule);
    const CandidateSearch search = find_candidates(prepared.series(scanned.ct), {}, {});
    for (const BoneCandidate& each : search.candidates)
      if (is_dense_at_joint(each)) note(each, "with the rule", counts_.with_rule);
    for (const BoneCandidate& each : search.left_out)
      if (each.left_out.ends_with("facet joint"))
        note(each, "left out", is_dense_at_joint(each) ? counts_.explained : counts_.explained_elsewhere);
  }
  const std::string& lines() const { return lines_; }

 private:
  bool is_dense_at_joint(const BoneCandidate& candidate) const {
    constexpr double near_mm = 12;
    if (candidate.density == DensityClass::lytic) return false;
    const Eigen::Vector3d local =
        spine_.upper.frame.local(phantom_from_patient_ * candidate.middle_in_patient_mm);
    const Eigen::Vector3d on_left(std::abs(local.x()), local.y(), local.z());
    return (on_left - spine_.left_joint_mm).norm() < near_mm;
  }
  void note(const BoneCandidate& candidate, const char* how, int& count) {
    ++count;
    lines_ += fmt::format("{}: {}: {:.2f} cm3, {}\n", spine_.text, how, candidate.volume_mm3 / 1000,
                          text_of(candidate));
  }

  const FacetSpine& spine_;
  FacetCounts& counts_;
  Eigen::Isometry3d phantom_from_patient_ = Eigen::Isometry3d::Identity();
  std::string lines_;
};

std::string row(const char* name, const FacetCounts& counts) {
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, counts.spines, counts.without_rule,
                     counts.with_rule, counts.explained, counts.explained_elsewhere);
}

}  // namespace

std::string evaluate_facet_search(const Selection& selection) {
  constexpr int spines = 24;
  FacetCounts arthrosis, lesion;
  std::string lines;
  for (int i = 0; i < spines; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const bool is_arthrosis = (i / selection.stride) % 2 == 0;
    lines += FacetRun(facet_spine({seed, is_arthrosis}), is_arthrosis ? arthrosis : lesion).lines();
  }
  return "| at a facet joint | spines | dense candidates there without the rule | with it | left out by it | "
         "left out by it elsewhere |\n|---|---|---|---|---|---|\n" +
         row("arthrosis", arthrosis) + row("a dense ball in one articular process", lesion) +
         (selection.with_cases ? "\n" + lines : "");
}

}  // namespace osteosign::evaluation
