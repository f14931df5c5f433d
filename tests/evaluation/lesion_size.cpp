#include "tests/evaluation/lesion_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/lesion_case.h"

namespace osteosign::evaluation {
namespace {

constexpr double lytic_hu = 40;
constexpr double sclerotic_hu = 900;

LesionCase ball_case(double radius_mm, double hu, const ScanGeometry& geometry, int seed) {
  phantom::BonePhantom description = phantom::sphere_phantom(radius_mm, hu);
  description.bone.radius_mm = std::max(22.0, radius_mm + 12);
  return {.phantom = description,
          .scan = scan_of(geometry, description.bone.radius_mm, seed),
          .geometry = geometry,
          .with_box = true};
}

/// An ellipsoid with axes 0.7 to 1.4 times the radius.
LesionCase random_case(int seed) {
  std::mt19937 random(static_cast<unsigned>(seed));
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  const ScanGeometry& geometry = scan_geometries()[random() % 5];
  const double hu = random() % 2 == 0 ? lytic_hu : sclerotic_hu;
  LesionCase result = ball_case(between(5, 13), hu, geometry, seed);
  result.scan.noise_hu = between(0, 30);
  result.scan.psf_sigma_mm = between(0.35, 0.8);
  phantom::LesionBody& body = result.phantom.lesions.front();
  body.semi_axis_x_mm *= between(0.75, 1.1);
  body.semi_axis_y_mm *= between(0.75, 1.1);
  body.semi_axis_z_mm *= between(0.75, 1.4);
  return result;
}

std::vector<LesionCase> all_cases(int first_seed) {
  constexpr int random_cases = 20;
  std::vector<LesionCase> cases;
  int seed = first_seed;
  for (const ScanGeometry& geometry : scan_geometries())
    for (const double hu : {lytic_hu, sclerotic_hu})
      for (const double radius_mm : {4.0, 6.0, 8.0, 12.0})
        cases.push_back(ball_case(radius_mm, hu, geometry, seed++));
  for (int i = 0; i < random_cases; ++i) cases.push_back(random_case(seed++));
  return cases;
}

struct SizeTables {
  ErrorTable volume{"Volume, error in %"};
  ErrorTable longest{"Longest in-plane diameter, error in pixels"};
  ErrorTable sphericity{"Sphericity, error"};
  ErrorTable diameter_3d{"Largest 3-D diameter, error in mm"};

  void add(const std::string& stratum, const LesionCase& lesion, const phantom::LesionTruth& truth,
           const CtLesionMeasurements* measured) {
    constexpr double gate_from_mm = 8;
    const double radius_mm = std::cbrt(truth.semi_axes_mm.prod());
    const auto gated = [&](double gate) {
      return lesion.geometry.has_gate ? std::optional<double>(gate) : std::nullopt;
    };
    const auto error = [&](const MeasuredQuantity CtLesionMeasurements::*figure, double true_value,
                           double unit) -> std::optional<double> {
      if (measured == nullptr || !(measured->*figure).known()) return std::nullopt;
      return ((measured->*figure).value().value - true_value) / unit;
    };
    volume.add(stratum, error(&CtLesionMeasurements::volume, truth.volume_mm3, truth.volume_mm3 / 100),
               gated(radius_mm >= gate_from_mm ? 3 : 10));
    longest.add(
        stratum,
        error(&CtLesionMeasurements::longest_diameter, truth.longest_diameter_mm, lesion.geometry.pixel_mm),
        gated(1));
    sphericity.add(stratum, error(&CtLesionMeasurements::sphericity, truth.sphericity, 1), gated(0.02));
    diameter_3d.add(stratum,
                    error(&CtLesionMeasurements::largest_diameter_3d, truth.largest_diameter_3d_mm, 1),
                    std::nullopt);
  }
};

}  // namespace

std::string evaluate_lesion_size(const Selection& selection) {
  const std::vector<LesionCase> cases = thinned(all_cases(selection.first_seed), selection.stride);
  const std::vector<EvaluatedCase> results = evaluate(cases);
  SizeTables tables;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const phantom::LesionTruth& truth = results[i].truth;
    const double radius_mm = std::cbrt(truth.semi_axes_mm.prod());
    const std::string stratum =
        fmt::format("{}, {}, {}", cases[i].geometry.name, radius_mm >= 8 ? "r 8 mm and more" : "r 4 to 8 mm",
                    cases[i].phantom.lesions.front().hu < 200 ? "lytic" : "sclerotic");
    const Measured<CtLesionMeasurements>& used = results[i].as_used;
    tables.add(stratum + ", as used", cases[i], truth, used.if_known());
    tables.add(stratum + ", from a box", cases[i], truth, results[i].from_box.if_known());
    tables.add(stratum + ", true outline", cases[i], truth, &results[i].with_truth);
  }
  return tables.volume.markdown() + tables.longest.markdown() + tables.sphericity.markdown() +
         tables.diameter_3d.markdown();
}

}  // namespace osteosign::evaluation
