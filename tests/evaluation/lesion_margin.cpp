#include <fmt/format.h>

#include <cmath>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/lesion_case.h"
#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {
namespace {

using phantom::EdgeProfile;
using phantom::EdgeShape;

LesionCase margin_case(const EdgeProfile& edge, const ScanGeometry& geometry, int seed) {
  const phantom::BonePhantom description = phantom::margin_phantom(edge);
  return {description, scan_of(geometry, description.bone.radius_mm, seed), geometry};
}

std::vector<LesionCase> edge_cases(int first_seed) {
  constexpr int sharp_cases = 8;
  std::vector<LesionCase> cases;
  int seed = first_seed;
  for (const ScanGeometry& geometry : scan_geometries()) {
    for (int i = 0; i < sharp_cases; ++i) cases.push_back(margin_case({}, geometry, seed++));
    for (const EdgeShape shape : {EdgeShape::linear, EdgeShape::gaussian})
      for (const double width_mm : {1.0, 2.0, 4.0, 6.0, 8.0, 12.0})
        cases.push_back(margin_case({shape, width_mm}, geometry, seed++));
  }
  return cases;
}

std::vector<LesionCase> rim_cases(int first_seed) {
  std::vector<LesionCase> cases;
  int seed = first_seed + 200;
  for (const ScanGeometry& geometry : scan_geometries())
    for (const double rim_mm : {0.5, 1.0, 2.0, 3.0})
      for (const double completeness : {0.3, 0.6, 1.0}) {
        LesionCase lesion = margin_case({}, geometry, seed++);
        lesion.phantom.lesions.front().rim_mm = rim_mm;
        lesion.phantom.lesions.front().rim_completeness = completeness;
        cases.push_back(lesion);
      }
  return cases;
}

/// Sharp edges in slices of 1.5 mm whose header promises another thickness than the scanner's.
std::vector<LesionCase> wrong_header_cases(int first_seed) {
  constexpr int cases_of_each = 4;
  std::vector<LesionCase> cases;
  int seed = first_seed + 300;
  for (const double header_thickness : {0.8, 1.25})
    for (int i = 0; i < cases_of_each; ++i) {
      cases.push_back(margin_case({}, scan_geometries()[2], seed++));
      cases.back().header_thickness = header_thickness;
    }
  return cases;
}

std::optional<double> value_of(const CtLesionMeasurements* measured,
                               const MeasuredQuantity CtLesionMeasurements::*figure) {
  if (measured == nullptr || !(measured->*figure).known()) return std::nullopt;
  return (measured->*figure).value().value;
}

std::optional<double> difference(std::optional<double> value, double truth) {
  if (!value) return std::nullopt;
  return *value - truth;
}

const char* width_class(double width_mm) {
  if (width_mm == 0) return "W 0";
  return width_mm <= 4 ? "W 1 to 4" : "W 6 to 12";
}

struct EdgeTables {
  ErrorTable width{"Margin width W (10 to 90 %) up to 4 mm, error in mm; gate 0.4 mm"};
  ErrorTable wide{"Margin width W of 6, 8 and 12 mm, error in % of it; gate 10 %"};
  ErrorTable false_rim{"Part of a rimless surface on which a rim was seen"};

  void add(const std::string& who, const LesionCase& lesion, const CtLesionMeasurements* measured) {
    const double truth = lesion.phantom.lesions.front().edge.width_mm;
    const std::string stratum = fmt::format("{}, {}, {}", lesion.geometry.name, width_class(truth), who);
    const auto gate = [&](double limit) {
      return lesion.geometry.has_gate ? std::optional<double>(limit) : std::nullopt;
    };
    const std::optional<double> error =
        difference(value_of(measured, &CtLesionMeasurements::margin_width), truth);
    if (truth <= 4)
      width.add(stratum, error, gate(0.4));
    else
      wide.add(stratum, error ? std::optional<double>(100 * *error / truth) : std::nullopt, gate(10));
    false_rim.add(fmt::format("{}, {}", lesion.geometry.name, who),
                  value_of(measured, &CtLesionMeasurements::rim_completeness), std::nullopt);
  }
};

struct RimTables {
  ErrorTable missed{
      "Rims missed: 1 where less than half of the true part of the surface was seen rimmed, gate 0"};
  ErrorTable completeness{"Rim completeness, error as part of the surface"};
  ErrorTable thickness{"Rim thickness, error in mm"};
  ErrorTable width{"Margin width of sharp edges with a rim, error in mm"};

  void add(const std::string& who, const LesionCase& lesion, const CtLesionMeasurements* measured) {
    const phantom::LesionBody& body = lesion.phantom.lesions.front();
    const std::string stratum =
        fmt::format("{}, rim {} mm, {}", lesion.geometry.name, body.rim_mm < 1 ? "0.5" : "1 to 3", who);
    const std::optional<double> seen = value_of(measured, &CtLesionMeasurements::rim_completeness);
    const bool has_gate = lesion.geometry.has_gate && body.rim_mm >= 1;
    missed.add(stratum, seen.value_or(0) < 0.5 * body.rim_completeness ? 1 : 0,
               has_gate ? std::optional<double>(0.0) : std::nullopt);
    completeness.add(stratum, difference(seen, body.rim_completeness), std::nullopt);
    thickness.add(stratum, difference(value_of(measured, &CtLesionMeasurements::rim_thickness), body.rim_mm),
                  std::nullopt);
    width.add(stratum, value_of(measured, &CtLesionMeasurements::margin_width), std::nullopt);
  }
};

/// How well the blur of the scanner is known, and what a wrong header does to the width of sharp edges.
struct BlurTables {
  ErrorTable in_plane{"In-plane blur estimated from the series, error in % of sigma"};
  ErrorTable wrong_header{
      "Sharp edges as used, Slice Thickness of the header wrong: error of the width in mm"};

  static std::optional<double> known(const Measured<double>& value, double unit) {
    return value.known() ? std::optional<double>(value.value() / unit) : std::nullopt;
  }
  void add(const LesionCase& lesion, const EvaluatedCase& result) {
    in_plane.add(fmt::format("{}, sigma {} mm", lesion.geometry.has_gate ? "thin slices" : "3-mm slices",
                             lesion.scan.psf_sigma_mm),
                 known(result.in_plane_sigma_error_mm, lesion.scan.psf_sigma_mm / 100), std::nullopt);
  }
  void add_wrong_header(const LesionCase& lesion, const EvaluatedCase& result) {
    wrong_header.add(fmt::format("{}, header {} of the truth", lesion.geometry.name, lesion.header_thickness),
                     value_of(result.as_used.if_known(), &CtLesionMeasurements::margin_width), 0.4);
  }
};

}  // namespace

std::string evaluate_lesion_margin(const Selection& selection) {
  EdgeTables edges;
  RimTables rims;
  BlurTables blur;
  const auto gather = [&](auto& tables, const std::vector<LesionCase>& all) {
    const std::vector<LesionCase> cases = thinned(all, selection.stride);
    const std::vector<EvaluatedCase> results = evaluate(cases);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      tables.add("as used", cases[i], results[i].as_used.if_known());
      tables.add("true outline", cases[i], &results[i].with_truth);
      blur.add(cases[i], results[i]);
    }
  };
  gather(edges, edge_cases(selection.first_seed));
  gather(rims, rim_cases(selection.first_seed));
  const std::vector<LesionCase> wrong = thinned(wrong_header_cases(selection.first_seed), selection.stride);
  const std::vector<EvaluatedCase> of_wrong = evaluate(wrong);
  for (std::size_t i = 0; i < wrong.size(); ++i) blur.add_wrong_header(wrong[i], of_wrong[i]);
  return edges.width.markdown() + edges.wide.markdown() + edges.false_rim.markdown() +
         rims.missed.markdown() + rims.completeness.markdown() + rims.thickness.markdown() +
         rims.width.markdown() + blur.in_plane.markdown() + blur.wrong_header.markdown();
}

}  // namespace osteosign::evaluation
