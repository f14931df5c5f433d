#include <fmt/format.h>

#include <cmath>
#include <random>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/lesion_case.h"
#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {
namespace {

using phantom::EdgeProfile;
using phantom::EdgeShape;

LesionCase margin_case(const EdgeProfile& edge, const ScanGeometry& geometry, double noise_hu, int seed) {
  const phantom::BonePhantom description = phantom::margin_phantom(edge);
  return {description, scan_of(geometry, description.bone.radius_mm, noise_hu, seed), geometry};
}

LesionCase rim_case(double rim_mm, double completeness, const ScanGeometry& geometry, double noise_hu,
                    int seed) {
  LesionCase result = margin_case({}, geometry, noise_hu, seed);
  result.phantom.lesions.front().rim_mm = rim_mm;
  result.phantom.lesions.front().rim_completeness = completeness;
  return result;
}

std::vector<LesionCase> edge_cases(int first_seed) {
  std::vector<LesionCase> cases;
  int seed = first_seed;
  for (const ScanGeometry& geometry : scan_geometries()) {
    const auto add = [&](const EdgeProfile& edge) {
      const double noise_hu = 10.0 * (seed % 4);
      cases.push_back(margin_case(edge, geometry, noise_hu, seed++));
    };
    add({});
    add({});
    for (const EdgeShape shape : {EdgeShape::linear, EdgeShape::gaussian})
      for (const double width_mm : {1.0, 2.0, 4.0, 6.0, 8.0, 12.0}) add({shape, width_mm});
  }
  return cases;
}

std::vector<LesionCase> rim_cases(int first_seed) {
  std::vector<LesionCase> cases;
  int seed = first_seed + 200;
  for (const ScanGeometry& geometry : scan_geometries())
    for (const double rim_mm : {0.5, 1.0, 2.0, 3.0})
      for (const double completeness : {0.3, 0.6, 1.0}) {
        const double noise_hu = 10.0 * (seed % 4);
        cases.push_back(rim_case(rim_mm, completeness, geometry, noise_hu, seed++));
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
  ErrorTable width{"Margin width W (10 to 90 %), error in mm; gate 0.4 mm up to 4 mm, 10 % above"};
  ErrorTable false_rim{"Part of a rimless surface on which a rim was seen"};

  void add(const std::string& who, const LesionCase& lesion, const CtLesionMeasurements* measured) {
    const double truth = lesion.phantom.lesions.front().edge.width_mm;
    const std::string stratum = fmt::format("{}, {}, {}", lesion.geometry.name, width_class(truth), who);
    const std::optional<double> gate =
        lesion.geometry.has_gate ? std::optional<double>(truth <= 4 ? 0.4 : 0.1 * truth) : std::nullopt;
    width.add(stratum, difference(value_of(measured, &CtLesionMeasurements::margin_width), truth), gate);
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

}  // namespace

std::string evaluate_lesion_margin(const Selection& selection) {
  const std::vector<LesionCase> with_edges = thinned(edge_cases(selection.first_seed), selection.stride);
  const std::vector<LesionCase> with_rims = thinned(rim_cases(selection.first_seed), selection.stride);
  EdgeTables edges;
  RimTables rims;
  const auto gather = [](auto& tables, const std::vector<LesionCase>& cases) {
    const std::vector<EvaluatedCase> results = evaluate(cases);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      tables.add("as used", cases[i], results[i].as_used.if_known());
      tables.add("true outline", cases[i], &results[i].with_truth);
    }
  };
  gather(edges, with_edges);
  gather(rims, with_rims);
  return edges.width.markdown() + edges.false_rim.markdown() + rims.missed.markdown() +
         rims.completeness.markdown() + rims.thickness.markdown() + rims.width.markdown();
}

}  // namespace osteosign::evaluation
