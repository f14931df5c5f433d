#include "tests/evaluation/real_seeds.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>

#include "features/find/candidates/candidate_at.h"
#include "features/find/outline_round_seed.h"
#include "features/find/outline_voxels.h"
#include "features/find/seed_region.h"
#include "features/shape/signed_distance.h"
#include "tests/evaluation/painted_copy.h"

namespace osteosign::evaluation {
namespace {

constexpr int copies = 8, places_per_scan = 60;
constexpr double least_depth_mm = 4;

/// Outlines from one seed.
struct Seeded {
  std::string scan, group;
  std::optional<double> one_density, from_seed,
      program;  ///< Dice where there is a lesion, else volume in mm3
};

double volume_mm3(const CtLesionOutline& outline) {
  return static_cast<double>(std::count(outline.inside.begin(), outline.inside.end(), 1)) *
         outline.box.voxel_volume_mm3();
}

double dice(const CtLesionOutline& drawn, const CtLesionOutline& truth) {
  const OutlineOverlap overlap = overlap_of(drawn, truth);
  return 2 * overlap.both / (overlap.one + overlap.other);
}

Seeded seeded(const CtVolume& ct, const SearchedCt& searched, const Eigen::Vector3d& seed,
              const CtLesionOutline* truth) {
  const LesionOutlineParameters parameters;
  const auto figure = [&](const Measured<CtLesionOutline>& drawn) -> std::optional<double> {
    if (!drawn.known()) return {};
    return truth != nullptr ? dice(drawn.value(), *truth) : volume_mm3(drawn.value());
  };
  Seeded result;
  result.one_density =
      figure(outline_round_seed({ct, searched.bones, searched.quality, parameters}, seed, everywhere()));
  Measured<CtLesionOutline> program =
      outline_lesion_from_seed(ct, searched.bones, searched.quality, seed, parameters);
  result.from_seed = figure(program);
  const BoneCandidate* const meant = candidate_at(searched.search, ct.grid, seed);
  if (!program.known() && meant != nullptr) program = meant->outline;
  result.program = figure(program);
  return result;
}

/// A third of the radius of the largest ball in the lesion beside its middle.
Eigen::Vector3d seed_in(const CtLesionOutline& truth) {
  const InscribedBall ball = inscribed_ball(truth);
  return ball.centre_in_patient_mm + ball.radius_mm / 3 * Eigen::Vector3d(1, -1, 1).normalized();
}

std::string size_of(double volume) {
  return volume < 500 ? "0.15 to 0.5 cm3" : volume < 1500 ? "0.5 to 1.5 cm3" : "above";
}

void add_lesions(std::vector<Seeded>& all, const RealScan& scan, const PaintedCopy& copy) {
  const SearchedCt searched = search_ct(copy.ct);
  for (const TrueLesion& lesion : copy.scan.lesions) {
    Seeded one = seeded(copy.ct, searched, seed_in(lesion.mask), &lesion.mask);
    one.scan = scan.name;
    one.group = fmt::format("{}, {}, {}", name_of(lesion.density), lesion.place, size_of(lesion.volume_mm3));
    all.push_back(std::move(one));
  }
}

/// Places of bone, spread evenly over all of it.
std::vector<Eigen::Vector3d> places_in(const LabelMap& bones) {
  std::vector<std::uint8_t> bone(bones.voxels.size());
  std::transform(bones.voxels.begin(), bones.voxels.end(), bone.begin(),
                 [](auto label) { return static_cast<std::uint8_t>(label != 0); });
  const std::vector<float> distance_mm = signed_distance_mm(bones.grid, bone);
  std::vector<std::size_t> deep;
  for (std::size_t i = 0; i < bone.size(); ++i)
    if (distance_mm[i] < -least_depth_mm) deep.push_back(i);
  std::vector<Eigen::Vector3d> places;
  const auto row = static_cast<std::size_t>(bones.grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(bones.grid.size[1]);
  for (std::size_t k = 0; k < places_per_scan && !deep.empty(); ++k) {
    const std::size_t i = deep[(2 * k + 1) * deep.size() / (2 * places_per_scan)];
    places.push_back(bones.grid.patient_from_voxel(Eigen::Vector3d(
        static_cast<double>(i % row), static_cast<double>(i % slice / row), static_cast<double>(i / slice))));
  }
  return places;
}

std::string normal_table(const std::vector<Seeded>& all) {
  struct Row {
    int places = 0, one_density = 0, from_seed = 0, program = 0;
    std::string volumes;
  };
  std::map<std::string, Row> rows;
  for (const Seeded& one : all) {
    Row& row = rows[one.scan];
    ++row.places;
    row.one_density += one.one_density.has_value();
    row.from_seed += one.from_seed.has_value();
    row.program += one.program.has_value();
    if (one.program) row.volumes += fmt::format(" {:.2f}", *one.program / 1000);
  }
  std::string text =
      "\n| scan without a lesion | places | outlined by one density | by all phases | with candidates | "
      "their "
      "volumes, cm3 |\n|---|---|---|---|---|---|\n";
  for (const auto& [scan, row] : rows)
    text += fmt::format("| {} | {} | {} | {} | {} |{} |\n", scan, row.places, row.one_density, row.from_seed,
                        row.program, row.volumes);
  return text;
}

std::string lesion_table(const std::vector<Seeded>& all) {
  struct Row {
    std::vector<double> one_density, from_seed, program;
  };
  std::map<std::string, Row> rows;
  for (const Seeded& one : all) {
    Row& row = rows[one.group];
    row.one_density.push_back(one.one_density.value_or(0));
    row.program.push_back(one.program.value_or(0));
    row.from_seed.push_back(one.from_seed.value_or(0));
  }
  const auto figures = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    const auto good = std::count_if(values.begin(), values.end(), [](double dice) { return dice >= 0.7; });
    return fmt::format("{:.2f}, {}", sum / static_cast<double>(values.size()), good);
  };
  std::string text =
      "\n| lesions painted into real bone | number | by one density: mean Dice (0 without an outline), 0.7 "
      "and "
      "more | by all phases | with candidates, as users get it |\n|---|---|---|---|---|\n";
  for (const auto& [group, row] : rows)
    text += fmt::format("| {} | {} | {} | {} | {} |\n", group, row.program.size(), figures(row.one_density),
                        figures(row.from_seed), figures(row.program));
  return text;
}

}  // namespace

std::string evaluate_real_seeds(const std::filesystem::path& data, const Selection& selection) {
  std::vector<Seeded> lesions, normal;
  int seed = selection.first_seed;
  for (const RealScan& scan : real_scans(data)) {
    const SearchedCt searched = search_ct(scan.ct);
    const std::vector<Eigen::Vector3d> places = places_in(searched.bones);
    std::vector<Seeded> found(places.size());
    tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t i) {
      found[i] = seeded(scan.ct, searched, places[i], nullptr);
      found[i].scan = scan.name;
    });
    normal.insert(normal.end(), found.begin(), found.end());
    for (int copy = 0; copy < copies; copy += selection.stride)
      if (const std::optional<PaintedCopy> painted = painted_copy(scan, searched, seed + copy))
        add_lesions(lesions, scan, *painted);
    seed += copies;
  }
  if (normal.empty()) return fmt::format("{} is not there: nothing was measured.\n", data.string());
  return lesion_table(lesions) + normal_table(normal);
}

}  // namespace osteosign::evaluation
