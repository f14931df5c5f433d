#pragma once
#include <fmt/format.h>

#include "sample_data/phantom/random_numbers.h"
#include "tests/features/segment/phantom_bones.h"

namespace osteosign::test {

/// Evenly distributed choices, the same on every machine.
class Chance {
 public:
  explicit Chance(int seed) : random_(static_cast<std::uint64_t>(seed), 77) {}
  double between(double low, double high) { return low + (high - low) * random_.uniform(); }
  int one_of(int choices) { return static_cast<int>(random_.uniform() * choices); }
  double either(double one, double other) { return one_of(2) == 0 ? one : other; }

 private:
  phantom::RandomNumbers random_;
};

/// A scan of about 80 x 80 x 50 mm.
inline phantom::CtScan random_scan(int kind, int seed, Chance& chance) {
  phantom::CtScan scan;
  const bool anisotropic = kind == 1;
  scan.column_mm = scan.row_mm = anisotropic ? 0.7 : chance.between(0.7, 1.0);
  scan.increment_mm = anisotropic ? 3 : scan.column_mm;
  scan.slice_thickness_mm = anisotropic ? 3 : 1;
  scan.columns = scan.rows = static_cast<int>(std::lround(88 / scan.column_mm));
  scan.slices = static_cast<int>(std::lround(48 / scan.increment_mm));
  scan.oblique_deg = kind == 2 ? chance.between(15, 40) : 0;
  scan.psf_sigma_mm = chance.between(0.4, 0.7);
  scan.noise_hu = chance.between(10, 30);
  scan.seed = seed;
  return scan;
}

/// P1: a lytic or sclerotic ball; P2: a tube with thin or damaged cortex; P3: a lesion with a soft edge or a
/// rim (methods C1).
inline phantom::BonePhantom random_bone(int kind, Chance& chance) {
  if (kind == 0) {
    phantom::BonePhantom phantom = phantom::sphere_phantom(chance.between(3, 14), chance.either(40, 900));
    phantom.lesions[0].x_mm = chance.between(-6, 6);
    return phantom;
  }
  if (kind == 1) {
    phantom::BonePhantom phantom = phantom::tube_phantom(chance.between(0.5, 4));
    phantom::CorticalDamage& damage = phantom.damage;
    const int what = chance.one_of(4);
    if (what == 1) damage.scallop_fraction = chance.between(0.2, 1);
    if (what == 2) damage.breach_diameter_mm = chance.between(2, 12);
    if (what == 3) damage.expansion_mm = chance.between(1, 6);
    return phantom;
  }
  phantom::EdgeProfile edge;
  edge.shape = chance.one_of(2) == 0 ? phantom::EdgeShape::gaussian : phantom::EdgeShape::linear;
  edge.width_mm = chance.between(1, 12);
  phantom::BonePhantom phantom = phantom::margin_phantom(edge);
  phantom.lesions[0].rim_mm = chance.either(0, chance.between(0.5, 3));
  phantom.lesions[0].rim_completeness = chance.between(0.3, 1);
  return phantom;
}

inline const char* const bone_kinds[] = {"p1", "p2", "p3"};
inline const char* const scan_kinds[] = {"isotropic", "anisotropic", "oblique"};

/// Bone kind and scan kind go round with the seed; all other figures are random.
inline PhantomCase random_case(int seed) {
  Chance chance(seed);
  const int bone = seed % 3;
  const int scan = (seed / 3) % 3;
  PhantomCase made;
  made.phantom = random_bone(bone, chance);
  made.scan = random_scan(scan, seed, chance);
  phantom::Surroundings& around = made.phantom.around;
  around.tables = chance.one_of(2);
  around.vessels = chance.one_of(3) == 0 ? 1 : 0;
  around.vessel_hu = chance.between(250, 400);
  around.fat_mm = chance.either(0, 4);
  const phantom::BonePhantom& phantom = made.phantom;
  made.name = fmt::format(
      "{} {} {} t={:.1f} scallop={:.2f} breach={:.1f} expansion={:.1f} lesion={} table={} vessel={} "
      "noise={:.0f} "
      "sigma={:.2f}",
      seed, bone_kinds[bone], scan_kinds[scan], phantom.bone.cortex_mm, phantom.damage.scallop_fraction,
      phantom.damage.breach_diameter_mm, phantom.damage.expansion_mm,
      phantom.lesions.empty() ? "none" : fmt::format("{:.0f}HU", phantom.lesions[0].hu), around.tables,
      around.vessels, made.scan.noise_hu, made.scan.psf_sigma_mm);
  return made;
}

}  // namespace osteosign::test
