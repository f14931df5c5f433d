#include "tests/evaluation/lesion_soft_tissue.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "classify/soft_tissue.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/soft_tissue_case.h"
#include "tests/evaluation/verdict_words.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 66;
constexpr double clear_contrast_hu = 15;
constexpr double gated_thickness_mm = 5;

using Results = EvaluatedCases<SoftTissueCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_soft_tissue_case));
}

std::string line(const char* who, const MeasuredSoftTissue& one) {
  const CtLesionMeasurements& m = one.measurements;
  return fmt::format(
      "    {:7} dice={:.2f} thick={} volume={} cover={} focality={} contrast={} fat={} seen={} breach={} "
      "{}\n",
      who, one.dice_with_mass.value_or(0), text(m.soft_tissue_mass_thickness),
      text(m.soft_tissue_mass_volume), text(m.soft_tissue_mass_coverage), text(m.soft_tissue_mass_focality),
      text(m.soft_tissue_mass_contrast), text(m.soft_tissue_fat_plane_loss),
      text(m.soft_tissue_assessed_fraction), text(m.cortex_breach_area),
      m.soft_tissue_mass_thickness.reason());
}

/// Masses that are far from muscle in density have a gate; the rest is listed without.
std::string stratum_of(const SoftTissueCase& one) {
  return std::abs(one.contrast_hu()) >= clear_contrast_hu
             ? fmt::format("contrast from {} HU on", clear_contrast_hu)
             : fmt::format("contrast below {} HU", clear_contrast_hu);
}

struct SoftTissueTables {
  ErrorTable thickness{"Thickness of masses from 3 mm on, error in mm; gate 2 mm"};
  ErrorTable volume{"Volume of masses, error in % of it; gate 25 %"};
  ErrorTable missed{"Masses from 5 mm on that were called none: 1, gate 0"};
  ErrorTable dice{"Lesion and mass outlined together, Dice less 1"};
  ErrorTable drawn_for_nothing{"Outlines drawn into the soft tissue where there is no mass: 1, gate 0"};
  ErrorTable imagined{"Masses seen where there is none: 1, gate 0"};
  std::map<std::string, std::map<std::string, int>> verdicts;

  void add(const std::string& who, const SoftTissueCase& one, const phantom::SoftTissueTruth& truth,
           const MeasuredSoftTissue* outlined);
  std::string markdown() const;
};

std::optional<double> value(const CtLesionMeasurements* measured,
                            const MeasuredQuantity CtLesionMeasurements::*figure) {
  if (measured == nullptr || !(measured->*figure).known()) return std::nullopt;
  return (measured->*figure).value().value;
}

std::string verdict_of(const CtLesionMeasurements* measured) {
  if (measured == nullptr) return "no outline";
  return words_of(judge_soft_tissue(*measured, {"1"}, {}).verdict);
}

void SoftTissueTables::add(const std::string& who, const SoftTissueCase& one,
                           const phantom::SoftTissueTruth& truth, const MeasuredSoftTissue* outlined) {
  const CtLesionMeasurements* const measured = outlined != nullptr ? &outlined->measurements : nullptr;
  const std::optional<double> with_mass = outlined != nullptr ? outlined->dice_with_mass : std::nullopt;
  const std::optional<double> found = value(measured, &CtLesionMeasurements::soft_tissue_mass_thickness);
  const std::string kind = std::string(name(one.kind)) + ", " + who;
  ++verdicts[truth.thickness_mm > 0 ? kind + ", " + stratum_of(one) : kind][verdict_of(measured)];
  if (truth.thickness_mm <= 0) {
    drawn_for_nothing.add(kind, with_mass ? 1 : 0, 0);
    imagined.add(kind, found ? std::optional<double>(*found > 0 ? 1 : 0) : std::nullopt, 0);
    return;
  }
  const std::string stratum = stratum_of(one) + ", " + who;
  dice.add(stratum, with_mass ? std::optional<double>(*with_mass - 1) : std::nullopt, std::nullopt);
  const bool has_gate = std::abs(one.contrast_hu()) >= clear_contrast_hu;
  const auto gate = [&](double limit) { return has_gate ? std::optional<double>(limit) : std::nullopt; };
  if (truth.thickness_mm >= gated_thickness_mm)
    missed.add(stratum, found ? std::optional<double>(*found > 0 ? 0 : 1) : std::nullopt, gate(0));
  thickness.add(stratum, found ? std::optional<double>(*found - truth.thickness_mm) : std::nullopt, gate(2));
  const std::optional<double> cells = value(measured, &CtLesionMeasurements::soft_tissue_mass_volume);
  volume.add(stratum, cells ? std::optional<double>(100 * (*cells / truth.volume_mm3 - 1)) : std::nullopt,
             gate(25));
}

std::string SoftTissueTables::markdown() const {
  std::string text = thickness.markdown() + volume.markdown() + dice.markdown() + missed.markdown() +
                     imagined.markdown() + drawn_for_nothing.markdown();
  text +=
      "**Verdicts**\n\n| what lies beside the bone | benign | neutral | malignant | not assessable | no "
      "outline |\n|---|---|---|---|---|---|\n";
  for (const auto& [what, counts] : verdicts) {
    text += "| " + what + " |";
    for (const char* verdict : {"benign", "neutral", "malignant", "not assessable", "no outline"})
      text += fmt::format(" {} |", counts.contains(verdict) ? counts.at(verdict) : 0);
    text += "\n";
  }
  return text + "\n";
}

}  // namespace

std::string list_lesion_soft_tissue(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const SoftTissueCase& c = results.cases[i];
    const EvaluatedSoftTissue& e = results.evaluated[i];
    lines += fmt::format(
        "{} {}, {}: noise {:.0f}; mass {:.1f} mm, {:.0f} mm3, {:.0f} HU, lesion {:.0f} HU; muscle {:.0f} HU, "
        "step "
        "{:.0f}, beside {:.0f}; sheath {:.1f}; breach {:.1f}\n",
        c.scan.seed, name(c.kind), c.geometry.name, c.scan.noise_hu, e.truth.thickness_mm, e.truth.volume_mm3,
        c.phantom.soft_tissue.mass_hu, c.phantom.lesions.front().hu, c.phantom.around.muscle_hu,
        c.phantom.soft_tissue.bundle_step_hu, c.phantom.soft_tissue.bundle_beside_hu,
        c.phantom.soft_tissue.sheath_mm, c.phantom.damage.breach_diameter_mm);
    lines += line("outline", e.from_outline);
    lines += e.from_seed.known() ? line("seed", e.from_seed.value())
                                 : "    seed    " + e.from_seed.reason() + "\n";
  }
  return lines;
}

std::string evaluate_lesion_soft_tissue(const Selection& selection) {
  const Results results = run(selection);
  SoftTissueTables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const EvaluatedSoftTissue& evaluated = results.evaluated[i];
    tables.add("outline given", results.cases[i], evaluated.truth, &evaluated.from_outline);
    tables.add("from a seed", results.cases[i], evaluated.truth, evaluated.from_seed.if_known());
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
