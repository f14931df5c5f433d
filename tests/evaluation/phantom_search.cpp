#include "tests/evaluation/phantom_search.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <cmath>
#include <numbers>
#include <random>

#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_layout.h"
#include "sample_data/phantom/spine/spine_truth.h"
#include "tests/evaluation/region_lines.h"
#include "tests/evaluation/search_tables.h"

namespace osteosign::evaluation {
namespace {

using phantom::LesionBody;
using phantom::SpineSign;

enum class Place { body, pedicle, lamina };

/// Uniform numbers from a seed.
class Random {
 public:
  explicit Random(int seed) : engine_(static_cast<unsigned>(seed)) {}
  double between(double lowest, double highest) {
    return lowest + (highest - lowest) * (static_cast<double>(engine_()) / 4294967296.0);
  }

 private:
  std::mt19937 engine_;
};

void set_densities(DensityClass density, Random& random, LesionBody& body) {
  body.hu = density == DensityClass::sclerotic ? random.between(500, 900) : random.between(30, 50);
}

/// The dense part of a mixed lesion: 22 to 42 % of its volume, at one of its sides.
LesionBody dense_part(LesionBody body, Random& random) {
  const double scale = random.between(0.6, 0.75);
  const double side = random.between(0, 1) < 0.5 ? 1 : -1;
  body.x_mm += side * (1 - scale) * body.semi_axis_x_mm;
  body.semi_axis_x_mm *= scale;
  body.semi_axis_y_mm *= scale;
  body.semi_axis_z_mm *= scale;
  body.hu = random.between(500, 900);
  return body;
}

LesionBody random_body(const phantom::VertebraModel& vertebra, DensityClass density, Place place,
                       Random& random) {
  const double volume_mm3 = 100 * std::pow(50.0, random.between(0, 1));
  double radius_mm = std::cbrt(0.75 * volume_mm3 / std::numbers::pi);
  const phantom::VertebraSize& size = vertebra.placed.size;
  radius_mm = std::min(radius_mm, 0.46 * size.height_mm);
  LesionBody body;
  body.semi_axis_x_mm = radius_mm * random.between(0.9, 1.1);
  body.semi_axis_y_mm = radius_mm * random.between(0.9, 1.1);
  body.semi_axis_z_mm = radius_mm * random.between(0.9, 1.1);
  const auto free_mm = [&](double whole_mm) { return std::max(0.0, 0.42 * whole_mm - radius_mm); };
  const double side = random.between(0, 1) < 0.5 ? 1 : -1;
  body.x_mm = random.between(-1, 1) * free_mm(size.width_mm);
  body.y_mm = random.between(-1, 1) * free_mm(size.depth_mm);
  body.z_mm = random.between(-1, 1) * free_mm(size.height_mm);
  if (place != Place::body) {
    const phantom::PedicleAxis& axis = vertebra.arch.left_pedicle();
    const double along = place == Place::pedicle ? random.between(0, 0.3) : random.between(0.6, 0.9);
    const Eigen::Vector3d at = axis.isthmus_mm + along * axis.length_mm * axis.direction;
    body.x_mm = side * at.x();
    body.y_mm = at.y();
    body.z_mm = at.z() - (place == Place::lamina ? 0.15 * size.height_mm : 0);
  }
  set_densities(density, random, body);
  return body;
}

struct P5Case {
  int seed;
  SpineSign sign;  ///< of spines without a lesion
  bool has_lesions;
  std::string name() const {
    return fmt::format("seed {} {}", seed, has_lesions ? "lesions" : name_of(sign));
  }
};

std::vector<P5Case> p5_cases(const Selection& selection) {
  constexpr int ill = 48, healthy = 24;
  constexpr std::array<SpineSign, 6> without{SpineSign::none,         SpineSign::osteoporosis,
                                             SpineSign::osteophytes,  SpineSign::schmorl_node,
                                             SpineSign::vacuum_cleft, SpineSign::haemangioma};
  std::vector<P5Case> cases;
  for (int i = 0; i < ill + healthy; i += selection.stride)
    cases.push_back(
        {selection.first_seed + i, without[static_cast<std::size_t>(i) % without.size()], i < ill});
  return cases;
}

/// The types take turns, the places too; half of the lesions lie in bodies.
void add_lesions(const P5Case& which, phantom::RandomSpine& spine) {
  Random random(which.seed);
  const std::vector<phantom::PlacedVertebra> placed = spine_layout(spine.phantom);
  for (int k = 0; k < 2; ++k) {
    const int number = 2 * which.seed + k;
    const auto density = static_cast<DensityClass>(number % 3);
    const Place place = number / 3 % 2 == 0   ? Place::body
                        : number / 6 % 2 == 0 ? Place::pedicle
                                              : Place::lamina;
    const int vertebra = k == 0 ? 3 : 5;
    const phantom::VertebraModel model(placed[static_cast<std::size_t>(vertebra - 1)], spine.phantom);
    spine.phantom.lesions.push_back({vertebra, random_body(model, density, place, random)});
    if (density == DensityClass::mixed)
      spine.phantom.lesions.push_back({vertebra, dense_part(spine.phantom.lesions.back().body, random)});
  }
}

/// The voxels with a label from `first` to `last`.
CtLesionOutline mask_of(const LabelMap& lesions, std::uint16_t first, std::uint16_t last) {
  Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
  const ImageGrid& grid = lesions.grid;
  const auto visit_all = [&](const auto& visit) {
    for (int z = 0; z < grid.size[2]; ++z)
      for (int y = 0; y < grid.size[1]; ++y)
        for (int x = 0; x < grid.size[0]; ++x)
          if (const std::uint16_t label = lesions.voxels[grid.index(x, y, z)];
              label >= first && label <= last)
            visit(x, y, z);
  };
  visit_all([&](int x, int y, int z) {
    low = low.min(Eigen::Array3i(x, y, z));
    high = high.max(Eigen::Array3i(x, y, z));
  });
  CtLesionOutline mask;
  if (high.x() < 0) return mask;
  mask.first = {low.x(), low.y(), low.z()};
  mask.box = grid.crop(mask.first, {high.x() - low.x() + 1, high.y() - low.y() + 1, high.z() - low.z() + 1});
  mask.inside.assign(mask.box.voxel_count(), 0);
  visit_all(
      [&](int x, int y, int z) { mask.inside[mask.box.index(x - low.x(), y - low.y(), z - low.z())] = 1; });
  return mask;
}

/// A spine with its lesions, not searched yet.
struct P5Scan {
  SearchedScan scan;
  CtVolume ct;
};

P5Scan scanned_spine(const P5Case& which) {
  phantom::RandomSpine spine =
      phantom::random_spine({.seed = static_cast<std::uint64_t>(which.seed),
                             .sign = which.has_lesions ? SpineSign::none : which.sign,
                             .severity = 0.4 + 0.05 * (which.seed % 12)});
  if (which.has_lesions) add_lesions(which, spine);
  const phantom::SpineCt scanned = phantom::scan_spine(spine.phantom, spine.scan);
  SearchedScan scan{which.name(), std::to_string(which.seed), {}, {}};
  const LabelMap truth = true_lesion_map(scanned, scanned.ct.grid);
  std::size_t label = 0;
  for (int k = 0; which.has_lesions && k < 2; ++k) {
    const phantom::SpineLesion& lesion = spine.phantom.lesions[label];
    const int number = 2 * which.seed + k;
    const bool mixed = static_cast<DensityClass>(number % 3) == DensityClass::mixed;
    const auto first = static_cast<std::uint16_t>(label + 1);
    label += mixed ? 2 : 1;
    TrueLesion entry{.place = number / 3 % 2 == 0 ? "body" : "arch",
                     .density = static_cast<DensityClass>(number % 3),
                     .mask = mask_of(truth, first, static_cast<std::uint16_t>(label))};
    entry.volume_mm3 = static_cast<double>(std::ranges::count(entry.mask.inside, std::uint8_t{1})) *
                       scanned.ct.grid.voxel_volume_mm3();
    const double marrow_hu = vertebra_truth(scanned, lesion.vertebra).cancellous_hu +
                             (entry.place == "arch" ? spine.phantom.bone.arch_extra_hu : 0);
    entry.contrast_hu = marrow_hu - lesion.body.hu;
    if (entry.volume_mm3 > 0) scan.lesions.push_back(std::move(entry));
  }
  return {std::move(scan), scanned.ct};
}

SearchedScan searched(const P5Case& which) {
  P5Scan spine = scanned_spine(which);
  return matched(std::move(spine.scan), spine.ct.grid, search_ct(spine.ct).search);
}

}  // namespace

std::string list_regions_of_phantoms(const Selection& selection) {
  std::string text;
  for (const P5Case& which : p5_cases(selection)) {
    const P5Scan spine = scanned_spine(which);
    text += lines_of_regions(spine.scan, spine.ct, prepared_ct(spine.ct));
  }
  return text;
}

std::string evaluate_phantom_search(const Selection& selection) {
  const std::vector<P5Case> cases = p5_cases(selection);
  std::vector<SearchedScan> scans(cases.size());
  tbb::parallel_for(std::size_t{0}, cases.size(), [&](std::size_t i) { scans[i] = searched(cases[i]); });
  return search_tables(scans, {500, 75}) + (selection.with_cases ? list_of_search(scans) : "");
}

}  // namespace osteosign::evaluation
