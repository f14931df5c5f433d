#include "tests/evaluation/lesion_cortex.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <cmath>

#include "tests/evaluation/cortex_case.h"
#include "tests/evaluation/error_table.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 210;

struct Results {
  std::vector<CortexCase> cases;
  std::vector<EvaluatedCortex> evaluated;
};

Results run(const Selection& selection) {
  Results results;
  for (int i = 0; i < cases; i += selection.stride)
    results.cases.push_back(random_cortex_case(selection.first_seed + i));
  results.evaluated.resize(results.cases.size());
  tbb::parallel_for(std::size_t{0}, results.cases.size(),
                    [&](std::size_t i) { results.evaluated[i] = evaluate(results.cases[i]); });
  return results;
}

std::string text(const MeasuredQuantity& value) {
  if (!value.known()) return "?";
  return fmt::format("{:.2f}({:.2f})", value.value().value, value.value().sd.value_or(0));
}

std::string line(const char* who, const CtLesionMeasurements& m) {
  std::string why = m.cortex_thickness.reason();
  if (why.empty()) why = m.cortex_least_thickness.reason();
  return fmt::format(
      "    {:5} t={} least={} breach={} arc={} len={} circ={} depth={} elen={} exp={} dist={} assessed={} {}\n",
      who, text(m.cortex_thickness), text(m.cortex_least_thickness), text(m.cortex_breach_area),
      text(m.cortex_breach_arc), text(m.cortex_breach_length), text(m.cortex_involved_circumference),
      text(m.cortex_erosion_depth), text(m.cortex_erosion_length), text(m.cortex_expansion),
      text(m.cortex_distance), text(m.cortex_assessed_fraction), why);
}

}  // namespace

std::string list_lesion_cortex(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const CortexCase& c = results.cases[i];
    const EvaluatedCortex& e = results.evaluated[i];
    lines += fmt::format(
        "{} {} {}{} noise={:.0f} sigma={:.2f} t={:.1f} least={:.2f} breach={:.1f} (d={:.1f}) exp={:.1f} mass={:.2f}/{} "
        "{:.2f}s\n",
        c.scan.seed, name(c.kind), c.geometry.name, c.cut_off ? " cut" : "", c.scan.noise_hu,
        c.scan.psf_sigma_mm, e.truth.thickness_mm, e.truth.least_thickness_mm, e.truth.breach_area_mm2,
        c.phantom.damage.breach_diameter_mm, e.truth.expansion_mm, e.truth.mass_mm,
        e.mass_mm.known() ? fmt::format("{:.2f}", e.mass_mm.value()) : e.mass_mm.reason(), e.seconds);
    lines += line("truth", e.with_truth);
    lines += e.as_used.known() ? line("used", e.as_used.value()) : "    used  " + e.as_used.reason() + "\n";
  }
  return lines;
}

std::string evaluate_lesion_cortex(const Selection& selection) { return list_lesion_cortex(selection); }

}  // namespace osteosign::evaluation
