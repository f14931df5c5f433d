#include "tests/evaluation/lesion_cortex.h"

#include <fmt/format.h>

#include <cmath>

#include "tests/evaluation/cortex_case.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 210;

using Results = EvaluatedCases<CortexCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_cortex_case));
}

std::string line(const char* who, const LesionCortex& m) {
  std::string why = m.thickness.reason();
  if (why.empty()) why = m.least_thickness.reason();
  return fmt::format(
      "    {:7} t={} least={} breach={} arc={} length={} around={} depth={} eroded={} expansion={} "
      "distance={} "
      "assessed={} {}\n",
      who, text(m.thickness), text(m.least_thickness), text(m.breach_area), text(m.breach_arc),
      text(m.breach_length), text(m.involved_circumference), text(m.erosion_depth), text(m.erosion_length),
      text(m.expansion), text(m.distance), text(m.assessed_fraction), why);
}

/// Errors of every figure, each in its own table.
struct CortexTables {
  ErrorTable thickness{"Thickness beyond the lesion from 0.8 mm on, error in mm; gate 0.1 mm"};
  ErrorTable thin{"Thickness of a cortex of 0.3 or 0.5 mm, error in mm"};
  ErrorTable mass{"Cortical mass beyond the lesion, error in % of it; gate 10 %"};
  ErrorTable least{"Least thickness beside the lesion, no hole, from 0.8 mm on, error in mm; gate 0.1 mm"};
  ErrorTable least_thin{"Least thickness below 0.8 mm, no hole, error in mm"};
  ErrorTable missed{"Breaches from 5 mm on that were missed: 1, gate 0"};
  ErrorTable area{"Area of the breaches, error in % of it; gate 15 %"};
  ErrorTable imagined{"Breaches seen in a cortex without: 1, gate 0"};
  ErrorTable expansion{"Expansion, error in mm"};
  ErrorTable assessed{"Part of the cortex beside the lesion that was assessed"};

  void add(const std::string& who, const CortexCase& cortex, const CortexFacts& truth,
           const LesionCortex* measured);
  std::string markdown() const {
    return thickness.markdown() + thin.markdown() + mass.markdown() + least.markdown() +
           least_thin.markdown() + missed.markdown() + area.markdown() + imagined.markdown() +
           expansion.markdown() + assessed.markdown();
  }
};

std::optional<double> error(const LesionCortex* measured, const MeasuredQuantity LesionCortex::*figure,
                            double truth) {
  if (measured == nullptr || !(measured->*figure).known()) return std::nullopt;
  return (measured->*figure).value().value - truth;
}

/// Whether the density of compact bone was seen in the scan or assumed changes every thickness.
std::string with_density(const std::string& who, const LesionCortex* measured) {
  if (measured == nullptr || !measured->thickness.known() || who == "all given") return who;
  const bool assumed = measured->thickness.value().method.find("assumed") != std::string::npos;
  return who + (assumed ? ", density assumed" : ", density seen");
}

void CortexTables::add(const std::string& who, const CortexCase& cortex, const CortexFacts& truth,
                       const LesionCortex* measured) {
  const std::string stratum =
      fmt::format("{}{}, ", cortex.geometry.name, cortex.cut_off != CutOff::nowhere ? ", cut off" : "");
  const std::string by_density = stratum + with_density(who, measured);
  const auto gate = [&](double value) {
    return cortex.geometry.has_gate ? std::optional<double>(value) : std::nullopt;
  };
  const auto thickness_error = error(measured, &LesionCortex::thickness, truth.thickness_mm);
  if (truth.thickness_mm >= 0.8)
    thickness.add(by_density, thickness_error, gate(0.1));
  else
    thin.add(by_density, thickness_error, std::nullopt);
  const bool broken = truth.breach_area_mm2 > 0;
  if (!broken && cortex.kind != CortexKind::thin && cortex.kind != CortexKind::expanded) {
    const auto least_error = error(measured, &LesionCortex::least_thickness, truth.least_thickness_mm);
    if (truth.least_thickness_mm >= 0.8)
      least.add(by_density, least_error, gate(0.1));
    else
      least_thin.add(by_density, least_error, std::nullopt);
  }
  if (cortex.kind == CortexKind::expanded)
    expansion.add(stratum + who, error(measured, &LesionCortex::expansion, truth.expansion_mm), std::nullopt);
  std::optional<double> found = error(measured, &LesionCortex::breach_area, 0);
  if (broken) {
    const std::optional<double> missed_one = found ? std::optional<double>(*found > 0 ? 0 : 1) : std::nullopt;
    missed.add(stratum + who, missed_one, gate(0));
    if (found) found = 100 * (*found / truth.breach_area_mm2 - 1);
    area.add(stratum + who, found, gate(15));
  } else {
    imagined.add(stratum + who, found ? std::optional<double>(*found > 0 ? 1 : 0) : std::nullopt, gate(0));
  }
  assessed.add(stratum + who, error(measured, &LesionCortex::assessed_fraction, 0), std::nullopt);
}

}  // namespace

std::string list_lesion_cortex(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const CortexCase& c = results.cases[i];
    const EvaluatedCortex& e = results.evaluated[i];
    lines += fmt::format(
        "{} {}, {}{}: noise {:.0f}, sigma {:.2f}; t {:.1f}, least {:.2f}, breach {:.1f}, expansion {:.1f}, "
        "mass {:.2f}; "
        "mass seen {}\n",
        c.scan.seed, name(c.kind), c.geometry.name, c.cut_off != CutOff::nowhere ? ", cut off" : "",
        c.scan.noise_hu, c.scan.psf_sigma_mm, e.truth.thickness_mm, e.truth.least_thickness_mm,
        e.truth.breach_area_mm2, e.truth.expansion_mm, e.truth.mass_mm,
        e.mass_mm.known() ? fmt::format("{:.2f}", e.mass_mm.value()) : e.mass_mm.reason());
    lines += line("given", e.with_truth) + line("outline", e.from_outline);
    lines += e.from_seed.known() ? line("seed", e.from_seed.value())
                                 : "    seed    " + e.from_seed.reason() + "\n";
  }
  return lines;
}

std::string evaluate_lesion_cortex(const Selection& selection) {
  const Results results = run(selection);
  CortexTables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const CortexCase& cortex = results.cases[i];
    const EvaluatedCortex& evaluated = results.evaluated[i];
    tables.add("from a seed", cortex, evaluated.truth, evaluated.from_seed.if_known());
    tables.add("outline given", cortex, evaluated.truth, &evaluated.from_outline);
    tables.add("all given", cortex, evaluated.truth, &evaluated.with_truth);
    const std::optional<double> mass_error =
        evaluated.mass_mm.known()
            ? std::optional<double>(100 * (evaluated.mass_mm.value() / evaluated.truth.mass_mm - 1))
            : std::nullopt;
    tables.mass.add(
        fmt::format("{}{}", cortex.geometry.name, cortex.cut_off != CutOff::nowhere ? ", cut off" : ""),
        mass_error, cortex.geometry.has_gate ? std::optional<double>(10) : std::nullopt);
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
