#include "tests/evaluation/neck_levels.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <vector>

#include "features/spine/find_spine.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "tests/features/spine/cropped_scan.h"

namespace osteosign::evaluation {
namespace {

struct NeckCount {
  int spines = 0, dens_seen = 0, vertebrae = 0, lost = 0, invented = 0, right = 0, uncertain = 0, wrong = 0;

  NeckCount& operator+=(const NeckCount& other) {
    for (const auto member :
         {&NeckCount::spines, &NeckCount::dens_seen, &NeckCount::vertebrae, &NeckCount::lost,
          &NeckCount::invented, &NeckCount::right, &NeckCount::uncertain, &NeckCount::wrong})
      this->*member += other.*member;
    return *this;
  }
};

phantom::SpineCt scanned_neck(int seed, bool is_cut) {
  constexpr double above_body_mm = 3;
  const int lowest = phantom::first_thoracic_level + 1 + seed % 5;
  const phantom::RandomSpine random =
      phantom::random_spine({.seed = static_cast<std::uint64_t>(seed),
                             .slices = seed % 2 != 0 ? phantom::SliceWidth::thin : phantom::SliceWidth::thick,
                             .vertebrae = lowest - phantom::axis_level + 1,
                             .lowest_level = lowest});
  phantom::SpineCt scanned = phantom::scan_spine(random.phantom, random.scan);
  if (!is_cut) return scanned;
  const Eigen::Vector3d top_mm = test::above_body_of_c2(scanned, above_body_mm);
  return test::without_slices_above(std::move(scanned), top_mm);
}

/// How far off a vertebra may be found: half of its height, and more for C2, whose middle is that of body and
/// dens.
double tolerance_mm(const phantom::VertebraModel& vertebra) {
  constexpr double least_height_mm = 12, by_dens_mm = 6;
  return std::max(vertebra.placed.size.height_mm, least_height_mm) / 2 + (vertebra.dens ? by_dens_mm : 0);
}

NeckCount count(const phantom::SpineCt& scanned) {
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const Spine spine = find_spine(scanned.ct, segment_bone_tissue(scanned.ct, quality, {}), {});
  NeckCount result{.spines = 1};
  std::vector<bool> taken(spine.found.size(), false);
  for (const phantom::VertebraModel& vertebra : scanned.scene->column().vertebrae()) {
    const Eigen::Vector3d centre_mm =
        scanned.patient_from_phantom * vertebra.placed.phantom_from_local.translation();
    const double slice = scanned.ct.grid.voxel_from_patient(centre_mm).z();
    if (slice < 0 || slice > scanned.ct.grid.size[2] - 1) continue;
    ++result.vertebrae;
    std::size_t nearest = spine.found.size();
    double nearest_mm = tolerance_mm(vertebra);
    for (std::size_t i = 0; i < spine.found.size(); ++i) {
      const double distance_mm = (spine.found[i].body_centre_mm - centre_mm).norm();
      if (taken[i] || distance_mm >= nearest_mm) continue;
      nearest_mm = distance_mm;
      nearest = i;
    }
    if (nearest == spine.found.size()) {
      ++result.lost;
      continue;
    }
    taken[nearest] = true;
    const Measured<std::string>& level = spine.found[nearest].level.level;
    if (!level.known())
      ++result.uncertain;
    else
      ++(level.value() == phantom::level_name(vertebra.placed.level) ? result.right : result.wrong);
  }
  result.invented = static_cast<int>(std::ranges::count(taken, false));
  result.dens_seen = std::ranges::any_of(spine.found, &FoundVertebra::carries_dens) ? 1 : 0;
  return result;
}

std::string row(const char* name, int first_seed, int spines, bool is_cut) {
  std::vector<NeckCount> counts(static_cast<std::size_t>(spines));
  tbb::parallel_for(0, spines, [&](int i) {
    counts[static_cast<std::size_t>(i)] = count(scanned_neck(first_seed + i, is_cut));
  });
  NeckCount all;
  for (const NeckCount& each : counts) all += each;
  return fmt::format("| {} | {} of {} | {} of {} | {} | {} | {} | {} |\n", name, all.dens_seen, all.spines,
                     all.lost, all.vertebrae, all.invented, all.right, all.uncertain, all.wrong);
}

}  // namespace

std::string evaluate_neck_levels(const Selection& selection) {
  constexpr int whole = 24, cut = 8, first_cut = 100;
  return "| necks | dens seen | vertebrae lost | invented | levels right | uncertain | wrong |\n"
         "|---|---|---|---|---|---|---|\n" +
         row("whole, half of them in slices of 3 mm", selection.first_seed, whole, false) +
         row("cut 3 mm above the body of C2", selection.first_seed + first_cut, cut, true);
}

}  // namespace osteosign::evaluation
