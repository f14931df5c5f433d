#include <gtest/gtest.h>
#include <cstdio>
#include <cstdlib>
#include <random>
#include "features/vertebra/geometry.h"
#include "features/vertebra/pedicles.h"
#include "features/vertebra/posterior_wall.h"
#include "features/vertebra/wall_reference.h"
#include "sample_data/phantom/spine/spine_truth.h"
namespace osteosign::test {
namespace {
std::string text(const MeasuredQuantity& q) {
  char b[80];
  if (!q.known()) return "[" + q.reason().substr(0, 22) + "]";
  std::snprintf(b, 80, "%.2f", q.value().value);
  return b;
}
double env(const char* name, double otherwise) { return std::getenv(name) ? std::atof(std::getenv(name)) : otherwise; }
TEST(LookPhantom, Prints) {
  using namespace phantom;
  const int first = int(env("SEED", 1)), last = int(env("LAST", 1));
  for (int seed = first; seed <= last; ++seed) {
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto uniform = [&](double a, double b) { return a + (b - a) * (random() / 4294967296.0); };
    SpinePhantom p;
    p.shape.vertebrae = 6;
    p.shape.lowest_level = random() % 2 ? 24 : 18;
    p.shape.scoliosis_deg = random() % 3 == 0 ? uniform(-20, 20) : 0;
    p.bone.texture_seed = seed;
    p.bone.cancellous_hu = uniform(90, 200);
    if (env("HEALTHY", 0) == 0) {
      const int sick = 2 + int(random() % 3);
      VertebraSigns& s = p.signs[sick];
      switch (random() % 4) {
        case 0: s.bulge_mm = uniform(1, 7); break;
        case 1: s.retropulsion_mm = uniform(2, 6); break;
        case 2: s.breach_mm = uniform(5, 12); s.breach_x_mm = uniform(-5, 5); s.breach_z_mm = (random() % 2 ? 1 : -1) * uniform(5, 7); break;
        case 3: s.bulge_mm = uniform(1, 5); s.crush_loss = uniform(0, .3); break;
      }
      VertebraSigns& t = p.signs[1 + sick % 4 + 1];
      if (random() % 2) t.left_pedicle_cut = 1; else t.right_pedicle_lysis = random() % 2 ? 1 : 0.6;
    }
    CtScan scan = spine_scan();
    const double T = env("T", seed % 2 ? 1.0 : 1.5);
    scan.increment_mm = scan.slice_thickness_mm = T;
    scan.column_mm = scan.row_mm = env("PIXEL", 0.7);
    scan.columns = int(110 / scan.column_mm); scan.rows = int(130 / scan.row_mm);
    scan.slices = int(env("LENGTH", p.shape.lowest_level == 24 ? 225 : 180) / T);
    scan.noise_hu = env("NOISE", 25);
    scan.psf_sigma_mm = env("PSF", 0.6);
    scan.seed = seed;
    const SpineCt scanned = scan_spine(p, scan);
    const SpineTruth truth = spine_truth(scanned);
    Spine spine;
    spine.vertebrae = true_vertebra_map(scanned, scanned.ct.grid);
    spine.canal = truth.canal;
    for (auto& v : spine.vertebrae.voxels) if (v > truth.vertebrae.size()) v = 0;
    ImageQuality quality;
    quality.noise_hu = Quantity{scanned.noise_hu, Unit::hu};
    quality.point_spread = {Quantity{scanned.in_plane_sigma_mm, Unit::mm}, Quantity{scanned.axial_sigma_mm, Unit::mm}};
    std::vector<VertebraGeometry> geometry;
    for (const auto& v : truth.vertebrae) {
      FoundVertebra f;
      f.label = std::uint16_t(v.number);
      f.body_centre_mm = v.frame.origin_mm;
      f.cranial = v.frame.axes.col(2);
      f.forward = -v.frame.axes.col(1);
      spine.found.push_back(f);
    }
    for (const auto& f : spine.found) geometry.push_back(find_geometry(scanned.ct, spine, f, quality, {}));
    const auto walls = measure_posterior_walls(scanned.ct, spine, geometry, quality, {});
    const auto canals = see_canals(scanned.ct, spine, geometry, {});
    const auto narrow = canal_narrowings(canals, geometry, walls, {});
    const auto ped = measure_pedicles(scanned.ct, spine, geometry, canals, walls, quality, {});
    for (std::size_t i = 0; i < walls.size(); ++i) {
      const auto& v = truth.vertebrae[i];
      const auto g = p.signs.count(int(i) + 1) ? p.signs.at(int(i) + 1) : VertebraSigns{};
      if (std::getenv("AREAS")) {
        std::printf("  areas:");
        for (std::size_t k = 0; k < canals[i].sections.size(); ++k) std::printf(" %.0f", canals[i].sections[k].area_mm2);
        std::printf("\n");
      }
      if (std::getenv("WALL") && g.bulge_mm + g.retropulsion_mm > 0) {
        const auto f = see_wall(scanned.ct, spine.canal, geometry[i], quality, {});
        if (f.known()) {
          const auto& w = f.value(); const auto c = corner_chord(w, {}).value();
          std::printf("  wall ");
          const int m = w.grid.columns / 2;
          for (int r = 0; r < w.grid.rows; ++r) std::printf(" %.2f(%.2f)%d", w.posterior_mm[w.grid.index(m, r)] - c.at(m, w.grid.share(r)), w.cortex_mm[w.grid.index(m, r)], int(w.sight[w.grid.index(m, r)]));
          std::printf("\n");
        }
      }
      std::printf("R %d %s T %.1f | bulge %.2f %s retro %.1f conv %s | breach %.0f %s seen %s | area %.0f %s narrow %.3f %s", seed, v.level.c_str(), T, v.bulge_beyond_chord_mm, text(walls[i].bulge).c_str(), g.retropulsion_mm, text(walls[i].convexity).c_str(), v.breach_area_mm2, text(walls[i].breach_area).c_str(), text(walls[i].seen_fraction).c_str(), v.canal_area_mm2, text(canals[i].least_area).c_str(), v.canal_narrowing, text(narrow[i]).c_str());
      const auto side = [&](const char* name, const PedicleTruth& t, const Pedicle& q) {
        std::printf(" | %s removed %.2f vol %.0f %s ratio %s isth %.0f %s ring %s hu %s", name, t.removed_fraction, t.volume_mm3, text(q.volume).c_str(), text(q.volume_ratio).c_str(), t.isthmus_area_mm2, text(q.isthmus_area).c_str(), text(q.ring_completeness).c_str(), text(q.mean_hu).c_str());
      };
      side("L", v.left_pedicle, ped[i].left);
      side("R", v.right_pedicle, ped[i].right);
      std::printf(" | %s\n", geometry[i].superior.known() ? geometry[i].inferior.known() ? "" : geometry[i].inferior.reason().c_str() : geometry[i].superior.reason().c_str());
    }
    std::fflush(stdout);
  }
}
}  // namespace
}  // namespace osteosign::test
