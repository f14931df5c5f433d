#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <cmath>
#include <random>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/spine_case.h"
#include "tests/evaluation/spine_lines.h"
#include "tests/evaluation/spine_signs.h"

namespace osteosign::evaluation {
namespace {

using phantom::SliceWidth;
using phantom::SpineSign;

constexpr double degrees_of_radian = 57.29577951308232;

struct AccuracyCase {
  std::string slices;
  bool has_gate;
  phantom::SpineCase which;
};

/// Healthy spines and spines with a sign of any size, for thin and for thick slices.
std::vector<AccuracyCase> all_cases(int first_seed) {
  constexpr int repeats = 6;
  std::vector<AccuracyCase> cases;
  int seed = first_seed + 500;
  for (const SliceWidth slices : {SliceWidth::thin, SliceWidth::thick})
    for (const SpineSign sign : {SpineSign::none, SpineSign::anterior_loss, SpineSign::coronal_wedge,
                                 SpineSign::bulge, SpineSign::canal_mass, SpineSign::crush_loss})
      for (int i = 0; i < repeats; ++i, ++seed) {
        std::mt19937 random(static_cast<unsigned>(seed));
        const double severity = static_cast<double>(random()) / 4294967296.0;
        cases.push_back({slices == SliceWidth::thin ? "thin slices" : "slices of 3 mm",
                         slices == SliceWidth::thin,
                         {.seed = static_cast<std::uint64_t>(seed),
                          .sign = sign,
                          .severity = severity,
                          .slices = slices,
                          .vertebrae = 12}});
      }
  return cases;
}

std::optional<double> error_of(const MeasuredQuantity& found, double truth) {
  if (!found.known()) return std::nullopt;
  return found.value().value - truth;
}

double distance_to(const std::vector<CanalPoint>& line, const Eigen::Vector3d& point_mm) {
  double least = INFINITY;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Eigen::Vector3d from = line[i - 1].centre_mm, way = line[i].centre_mm - from;
    const double part = std::clamp((point_mm - from).dot(way) / way.squaredNorm(), 0.0, 1.0);
    least = std::min(least, (from + part * way - point_mm).norm());
  }
  return least;
}

struct AccuracyTables {
  ErrorTable found{"Vertebrae lost: 1 where a true vertebra was not found, gate 0"};
  ErrorTable invented{"Vertebrae invented in one spine, gate 0"};
  ErrorTable level{"Levels wrong: 1 where a level was told as certain that is not the true one, gate 0"};
  ErrorTable told{"Levels not told: 1 where no level was told"};
  ErrorTable centreline{"Canal centreline, distance in mm"};
  ErrorTable plane{"Endplate planes, distance at the middle in mm"};
  ErrorTable tilt{"Endplate planes, angle in degrees"};
  ErrorTable heights{"Heights of bodies, error in mm"};
  ErrorTable coronal{"Coronal wedge, error in degrees"};
  ErrorTable sagittal{"Sagittal wedge, error in degrees"};
  ErrorTable bulge{"Bulge of the posterior wall, error in mm"};
  ErrorTable canal{"Narrowing of the bony canal, error in percentage points"};
  ErrorTable volume{"Volume of bodies, error in %"};

  void add_plate(const std::string& stratum, const Measured<Endplate>* measured,
                 const phantom::EndplateTruth& truth, bool gated) {
    const Endplate* plate = measured == nullptr ? nullptr : measured->if_known();
    const auto gate = [&](double value) { return gated ? std::optional<double>(value) : std::nullopt; };
    if (plate == nullptr) {
      plane.add(stratum, std::nullopt, gate(1));
      tilt.add(stratum, std::nullopt, gate(2));
      return;
    }
    plane.add(stratum,
              (plate->centre_mm - truth.centre_mm).dot(plate->normal) /
                  std::max(0.5, plate->normal.dot(truth.normal)),
              gate(1));
    tilt.add(stratum, std::acos(std::clamp(plate->normal.dot(truth.normal), -1.0, 1.0)) * degrees_of_radian,
             gate(2));
  }

  /// A spine that ends in soft tissue without a disc is a thing of the phantom: no patient has such an
  /// endplate, so planes and heights of those vertebrae stand in rows of their own.
  void add(const AccuracyCase& which, const EvaluatedVertebra& vertebra, bool at_bare_end) {
    const auto gate = [&](double value) {
      return which.has_gate ? std::optional<double>(value) : std::nullopt;
    };
    const std::string plates = which.slices + (at_bare_end ? ", at a bare end" : "");
    const phantom::VertebraTruth& truth = vertebra.truth;
    found.add(which.slices, vertebra.measured == nullptr ? 1 : 0, gate(0));
    if (vertebra.measured == nullptr) return;
    const VertebraMeasurements& m = vertebra.measured->measurements;
    const Measured<std::string>& told_level = vertebra.measured->level.level;
    level.add(which.slices, told_level.known() && told_level.value() != truth.level ? 1 : 0, gate(0));
    told.add(which.slices, told_level.known() ? 0 : 1, std::nullopt);
    add_plate(plates, &vertebra.geometry->superior, truth.superior, which.has_gate);
    add_plate(plates, &vertebra.geometry->inferior, truth.inferior, which.has_gate);
    const phantom::BodyHeights& h = truth.heights;
    heights.add(plates + ", anterior", error_of(m.anterior_height, h.anterior_mm), gate(0.7));
    heights.add(plates + ", middle", error_of(m.middle_height, h.middle_mm), gate(0.7));
    heights.add(plates + ", posterior", error_of(m.posterior_height, h.posterior_mm), gate(0.7));
    heights.add(plates + ", left", error_of(m.left_height, h.left_mm), gate(0.7));
    heights.add(plates + ", right", error_of(m.right_height, h.right_mm), gate(0.7));
    coronal.add(plates, error_of(m.coronal_wedge, truth.coronal_wedge_deg), gate(1.5));
    sagittal.add(plates, error_of(m.sagittal_wedge, truth.sagittal_wedge_deg), gate(1.5));
    const char* wall = truth.bulge_mm > 0.5 ? ", bulging wall" : ", healthy wall";
    // Measured is the way beyond the chord, in front of which a healthy wall lies.
    bulge.add(which.slices + wall, error_of(m.posterior_wall_bulge, truth.bulge_beyond_chord_mm), gate(0.5));
    if (const auto error = error_of(m.canal_narrowing, truth.canal_narrowing))
      canal.add(which.slices, 100 * *error, gate(4));
    else
      canal.add(which.slices, std::nullopt, gate(4));
    if (const auto error = error_of(m.body_volume, truth.body_volume_mm3))
      volume.add(which.slices, 100 * *error / truth.body_volume_mm3, std::nullopt);
    else
      volume.add(which.slices, std::nullopt, std::nullopt);
  }

  void add(const AccuracyCase& which, const EvaluatedSpine& spine) {
    invented.add(which.slices, spine.invented, which.has_gate ? std::optional<double>(0) : std::nullopt);
    for (std::size_t i = 0; i < spine.vertebrae.size(); ++i) {
      const bool is_last = i + 1 == spine.vertebrae.size();
      const bool on_sacrum = spine.vertebrae[i].truth.level == "L5";
      add(which, spine.vertebrae[i], i == 0 || (is_last && !on_sacrum));
    }
    for (std::size_t i = 0; i < spine.truth.canal.size(); i += 10)
      centreline.add(which.slices, distance_to(spine.canal, spine.truth.canal[i].centre_mm),
                     which.has_gate ? std::optional<double>(1.5) : std::nullopt);
  }

  std::string markdown() const {
    std::string text;
    for (const ErrorTable* table : {&found, &invented, &level, &told, &centreline, &plane, &tilt, &heights,
                                    &coronal, &sagittal, &bulge, &canal, &volume})
      text += table->markdown();
    return text;
  }
};

}  // namespace

std::string evaluate_spine_accuracy(const Selection& selection) {
  const std::vector<AccuracyCase> cases = all_cases(selection.first_seed);
  const auto stride = static_cast<std::size_t>(selection.stride);
  std::vector<EvaluatedSpine> spines((cases.size() + stride - 1) / stride);
  tbb::parallel_for(std::size_t{0}, spines.size(), [&](std::size_t i) {
    const phantom::RandomSpine random = phantom::random_spine(cases[i * stride].which);
    spines[i] = evaluate(random.phantom, random.scan);
  });
  AccuracyTables tables;
  std::string lines;
  for (std::size_t i = 0; i < spines.size(); ++i) {
    tables.add(cases[i * stride], spines[i]);
    if (selection.with_cases) lines += lines_of(cases[i * stride].which, spines[i]) + "\n";
  }
  return lines + fmt::format("{} random spines of twelve vertebrae.\n\n", spines.size()) + tables.markdown();
}

}  // namespace osteosign::evaluation
