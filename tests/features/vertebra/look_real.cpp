#include <gtest/gtest.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <Eigen/Dense>
#include "features/vertebra/body_back.h"
#include "features/vertebra/canal_outline.h"
#include "features/vertebra/geometry.h"
#include "features/vertebra/pedicles.h"
#include "features/vertebra/posterior_wall.h"
#include "features/vertebra/wall_reference.h"
#include "features/segment/resample_labels.h"
#include "io/dicom/read_ct.h"
#include "io/files/label_map_file.h"
#include "tests/features/vertebra/labelled_spine.h"
namespace osteosign::test {
namespace {
namespace fs = std::filesystem;
const fs::path real_data = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct";
std::string text(const MeasuredQuantity& q) {
  char b[80];
  if (!q.known()) return "[" + q.reason().substr(0, 22) + "]";
  std::snprintf(b, 80, "%.2f", q.value().value);
  return b;
}
CtVolume read_series(const fs::path& folder) {
  const Listing listing = find_series({folder});
  return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error).ct;
}
CtVolume read_hu(const fs::path& file, int offset) {
  const LabelMap stored = read_label_map(file);
  CtVolume ct;
  ct.grid = stored.grid;
  for (auto v : stored.voxels) ct.hounsfield.push_back(static_cast<std::int16_t>(v - offset));
  return ct;
}
void add_canal(Spine& spine, const std::vector<VertebraGeometry>& geometry) {
  std::vector<Eigen::Vector3d> middles;
  std::vector<Eigen::Vector3d> forward;
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    const VertebraCrop crop = crop_vertebra(spine, spine.found[i], 80, 12);
    if (crop.empty()) continue;
    const LocalBlock block = resample_to_frame(crop, geometry[i].frame, {{-42, -38, -36}, {42, 48, 36}}, 1);
    const auto back = find_body_back(block);
    if (!back.known()) { std::printf("no back %s\n", back.reason().c_str()); continue; }
    const auto outline = find_canal_outline(block, back.value());
    if (!outline.known()) { std::printf("no outline %s\n", outline.reason().c_str()); continue; }
    const CanalOutline& o = outline.value();
    middles.push_back(geometry[i].frame.patient_from_local({(o.left_mm.x() + o.right_mm.x()) / 2, o.front_mm + 0.45 * (o.back_mm - o.front_mm), (o.lowest_z_mm + o.highest_z_mm) / 2}));
    forward.push_back(-geometry[i].frame.axes.col(1));
  }
  if (middles.size() < 1) return;
  const Eigen::Vector3d up = geometry.front().frame.axes.col(2);
  const Eigen::Vector3d down = -geometry.back().frame.axes.col(2);
  middles.insert(middles.begin(), middles.front() + 30 * up);
  middles.push_back(middles.back() + 30 * down);
  forward.insert(forward.begin(), forward.front());
  forward.push_back(forward.back());
  double arc = 0;
  for (std::size_t i = 1; i < middles.size(); ++i) {
    const Eigen::Vector3d way = middles[i] - middles[i - 1];
    const int n = static_cast<int>(way.norm());
    for (int k = 0; k < n; ++k) {
      const double t = double(k) / n;
      const Eigen::Vector3d tangent = -way.normalized();
      Eigen::Vector3d f = (1 - t) * forward[i - 1] + t * forward[i];
      f = (f - tangent * tangent.dot(f)).normalized();
      spine.canal.push_back({middles[i - 1] + t * way, tangent, f, arc});
      arc += way.norm() / n;
    }
  }
}
void dump(const CtVolume& ct, const VertebraGeometry& g, const std::string& name) {
  // axial, sagittal, coronal reslices in the frame
  std::ofstream out("/tmp/wall_look/" + name + ".raw", std::ios::binary);
  const auto plane = [&](auto place) {
    for (int r = 0; r < 160; ++r)
      for (int c = 0; c < 160; ++c) {
        const Eigen::Vector3d v = ct.grid.voxel_from_patient(g.frame.patient_from_local(place(c * 0.5 - 40, r * 0.5 - 40)));
        const Eigen::Array3i i = v.array().round().cast<int>();
        const std::int16_t hu = ct.grid.contains(i.x(), i.y(), i.z()) ? ct.hounsfield[ct.grid.index(i.x(), i.y(), i.z())] : -1000;
        out.write(reinterpret_cast<const char*>(&hu), 2);
      }
  };
  plane([](double a, double b) { return Eigen::Vector3d(a, b + 20, 5); });
  plane([](double a, double b) { return Eigen::Vector3d(0, a + 15, -b); });
  plane([&](double a, double b) { return Eigen::Vector3d(a, g.depth_mm.known() ? g.depth_mm.value() / 2 + 5 : 20, -b); });
}
void run(const std::string& name, const CtVolume& ct, const LabelMap& map, const std::vector<LabelledLevel>& levels) {
  Spine spine = spine_from_labels(resample_labels(map, ct.grid, {}).labels, levels);
  const ImageQuality quality = estimate_image_quality(ct, {});
  std::printf("== %s noise %s psf %s %s\n", name.c_str(), text(quality.noise_hu).c_str(), text(quality.point_spread.in_plane_sigma_mm).c_str(), text(quality.point_spread.axial_sigma_mm).c_str());
  std::vector<VertebraGeometry> geometry;
  for (const auto& found : spine.found) geometry.push_back(find_geometry(ct, spine, found, quality, {}));
  add_canal(spine, geometry);
  const auto walls = measure_posterior_walls(ct, spine, geometry, quality, {});
  const auto canals = see_canals(ct, spine, geometry, {});
  const auto narrow = canal_narrowings(canals, geometry, walls, {});
  const auto ped = measure_pedicles(ct, spine, geometry, canals, quality, {});
  fs::create_directories("/tmp/wall_look");
  for (std::size_t i = 0; i < walls.size(); ++i) {
    std::printf("%s bulge %s area %s conv %s breach %s seen %s | canal %s ring %s narrow %s | w %s h %s\n", spine.found[i].level.shown.c_str(), text(walls[i].bulge).c_str(), text(walls[i].bulge_area).c_str(), text(walls[i].convexity).c_str(), text(walls[i].breach_area).c_str(), text(walls[i].seen_fraction).c_str(), text(canals[i].least_area).c_str(), "-", text(narrow[i]).c_str(),
      geometry[i].width_mm.known() ? std::to_string(geometry[i].width_mm.value()).c_str() : geometry[i].width_mm.reason().c_str(), geometry[i].superior.known() ? "ok" : geometry[i].superior.reason().c_str());
    for (const Pedicle* p : {&ped[i].left, &ped[i].right})
      std::printf("     vol %s ratio %s isth %s ring %s hu %s\n", text(p->volume).c_str(), text(p->volume_ratio).c_str(), text(p->isthmus_area).c_str(), text(p->ring_completeness).c_str(), text(p->mean_hu).c_str());
    const auto field = see_wall(ct, spine.canal, geometry[i], quality, {});
    if (field.known() && std::getenv("WALL_PROFILE")) {
      const auto chord = corner_chord(field.value(), {});
      if (chord.known()) { std::printf("   off:"); for (double v : profile_behind_chord(field.value(), chord.value())) std::printf(" %.1f", v);
        std::vector<double> cm = field.value().cortex_mm; std::sort(cm.begin(), cm.end()); std::printf("  cm %.2f %.2f %.2f x0 %.1f\n", cm[cm.size()/10], cm[cm.size()/2], cm[cm.size()*9/10], field.value().grid.middle_x_mm); }
      else std::printf("  chord %s\n", chord.reason().c_str());
    } else if (!field.known()) std::printf("  field %s\n", field.reason().c_str());
    if (field.known()) {
      std::ofstream out("/tmp/wall_look/" + name + "_" + spine.found[i].level.shown + ".txt");
      const WallField& f = field.value();
      const auto chord = corner_chord(f, {});
      for (int c = 0; c < f.grid.columns; ++c)
        for (int r = 0; r < f.grid.rows; ++r)
          out << f.grid.x_mm(c) << ' ' << f.grid.z_mm(c, r) << ' ' << f.posterior_mm[f.grid.index(c, r)] << ' ' << int(f.sight[f.grid.index(c, r)]) << ' ' << f.cortex_mm[f.grid.index(c, r)] << ' ' << (chord.known() ? chord.value().at(c, f.grid.share(r)) : -99) << '\n';
    }
    dump(ct, geometry[i], name + "_" + spine.found[i].level.shown);
  }
}
TEST(LookReal, Lspine) { run("lspine", read_series(real_data / "totalseg_lspine/dicom"), read_label_map(real_data / "totalseg_lspine/totalseg.nii.gz"), totalsegmentator_levels()); }
TEST(LookReal, Tptbox) { run("tptbox", read_hu("/tmp/wall_tpt_ct.nii.gz", 1024), read_label_map(real_data / "tptbox_L3/sub-ct_seg-vert_label-22_msk.nii.gz"), verse_levels()); }
TEST(LookReal, S0328) { run("s0328", read_hu(real_data / "s0328_bone/s0328_bone_hu_ge200.nii.gz", 0), read_label_map(real_data / "s0328_bone/s0328_bones_ml.nii.gz"), totalsegmentator_levels()); }
}  // namespace
}  // namespace osteosign::test
