#include "tests/evaluation/cortex_case.h"

#include <cmath>
#include <numbers>

#include "features/find/lesion_from_seed.h"
#include "features/lesion/reference_cortex.h"
#include "features/segment/bones.h"
#include "sample_data/phantom/random_numbers.h"

namespace osteosign::evaluation {
namespace {

constexpr double marrow_hu = 200;
constexpr double lesion_hu = 40;

class Chance {
 public:
  explicit Chance(int seed) : random_(static_cast<std::uint64_t>(seed), 31) {}
  double between(double low, double high) { return low + (high - low) * random_.uniform(); }
  template <std::size_t N>
  double one_of(const std::array<double, N>& values) {
    return values[static_cast<std::size_t>(random_.uniform() * N)];
  }

 private:
  phantom::RandomNumbers random_;
};

/// An ellipsoid whose outermost point lies `left_mm` below the undamaged surface.
phantom::LesionBody lesion_below(const phantom::LongBone& bone, double left_mm, Chance& chance) {
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = chance.between(4, 6);
  lesion.semi_axis_y_mm = chance.between(6, 8);
  lesion.semi_axis_z_mm = chance.between(8, 11);
  lesion.hu = lesion_hu;
  lesion.x_mm = bone.radius_mm - left_mm - lesion.semi_axis_x_mm;
  return lesion;
}

phantom::BonePhantom random_phantom(CortexKind kind, Chance& chance) {
  const bool thin = kind == CortexKind::thin;
  const double cortex_mm = thin ? chance.one_of(std::array{0.3, 0.5})
                           : kind == CortexKind::intact || kind == CortexKind::deep
                               ? chance.one_of(std::array{0.8, 1.2, 2.0, 3.0, 4.0})
                               : chance.one_of(std::array{1.2, 2.0, 3.0, 4.0});
  phantom::BonePhantom phantom = phantom::tube_phantom(cortex_mm);
  phantom.bone.marrow_hu = marrow_hu;
  phantom.damage.breach_hu = lesion_hu;
  double left_mm = cortex_mm;
  if (kind == CortexKind::deep) left_mm = cortex_mm + chance.between(4.5, 6);
  if (kind == CortexKind::scalloped) {
    phantom.damage.scallop_fraction = chance.between(0.2, 0.9);
    phantom.damage.scallop_radius_mm = chance.between(12, 16);
    left_mm = cortex_mm * (1 - phantom.damage.scallop_fraction);
  }
  if (kind == CortexKind::breached) phantom.damage.breach_diameter_mm = chance.between(5, 20);
  if (kind == CortexKind::expanded) {
    phantom.damage.expansion_mm = chance.between(2.5, 6);
    phantom.damage.expansion_radius_mm = chance.between(16, 20);
    left_mm = cortex_mm - phantom.damage.expansion_mm;
  }
  phantom.lesions.push_back(lesion_below(phantom.bone, left_mm, chance));
  return phantom;
}

phantom::CtScan random_scan(const ScanGeometry& geometry, int seed, Chance& chance) {
  constexpr double width_mm = 54, length_mm = 76;
  phantom::CtScan scan;
  scan.columns = scan.rows = static_cast<int>(width_mm / geometry.pixel_mm);
  scan.column_mm = scan.row_mm = geometry.pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = geometry.slice_mm;
  scan.slices = static_cast<int>(length_mm / geometry.slice_mm);
  scan.oblique_deg = geometry.oblique_deg;
  scan.psf_sigma_mm = chance.between(0.45, 0.65);
  scan.noise_hu = chance.between(0, 30);
  scan.seed = seed;
  return scan;
}

/// The part of a scan of which a border goes through the bone: 6 mm beyond the axis, or 16 mm above the
/// damage.
CtVolume cut_off(const CtVolume& ct, CutOff where) {
  if (where == CutOff::nowhere) return ct;
  constexpr double beyond_axis_mm = 6, above_damage_mm = 16;
  std::array<int, 3> first{0, 0, 0};
  std::array<int, 3> size = ct.grid.size;
  if (where == CutOff::far_side) {
    first[0] = size[0] / 2 - static_cast<int>(beyond_axis_mm / ct.grid.spacing_mm.x());
    size[0] -= first[0];
  } else {
    size[2] = size[2] / 2 + static_cast<int>(above_damage_mm / ct.grid.spacing_mm.z());
  }
  CtVolume part = ct;
  part.grid = ct.grid.crop(first, size);
  part.hounsfield.clear();
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y) {
      const auto row = ct.hounsfield.begin() +
                       static_cast<std::ptrdiff_t>(ct.grid.index(first[0], first[1] + y, first[2] + z));
      part.hounsfield.insert(part.hounsfield.end(), row, row + size[0]);
    }
  part.slices.resize(static_cast<std::size_t>(size[2]));
  return part;
}

/// Cortex on the ray from the axis through a place of the undamaged surface.
double thickness_at(const phantom::PhantomCt& scanned, double radius_mm, double angle, double z_mm) {
  constexpr double step_mm = 0.02;
  const Eigen::Vector3d outward(std::cos(angle), std::sin(angle), 0);
  const Eigen::Vector3d along(0, 0, z_mm);
  const Eigen::Vector3d on_surface = scanned.patient_from_phantom * (radius_mm * outward + along);
  const double outer_mm = radius_mm - scanned.bone_distance_mm(on_surface);
  const double cortex_mm = scanned.cortex.thickness_mm(on_surface);
  int samples = 0;
  for (double depth = step_mm / 2; depth < cortex_mm; depth += step_mm)
    samples += scanned.lesions[0].distance_mm(scanned.patient_from_phantom *
                                              ((outer_mm - depth) * outward + along)) > 0;
  return samples * step_mm;
}

ImageQuality true_quality(const phantom::PhantomCt& scanned) {
  ImageQuality quality;
  quality.noise_hu = Quantity{scanned.noise_hu, Unit::hu};
  quality.point_spread = {Quantity{scanned.in_plane_sigma_mm, Unit::mm},
                          Quantity{scanned.axial_sigma_mm, Unit::mm}};
  return quality;
}

Measured<double> mass_beyond_lesion_mm(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                                       const ImageQuality& quality, const CortexParameters& parameters) {
  if (!bone.known()) return bone.unknown();
  const Measured<CortexSurface> surface = undamaged_surface(ct, bone.value(), quality, parameters);
  if (!surface.known()) return surface.unknown();
  const Measured<ReferenceCortex> reference =
      reference_cortex(CortexRays(ct, surface.value(), quality), parameters);
  if (!reference.known()) return reference.unknown();
  return reference.value().mass_mm.value;
}

}  // namespace

const char* name(CortexKind kind) {
  constexpr std::array names{"intact", "deep", "scalloped", "breached", "expanded", "thin"};
  return names[static_cast<std::size_t>(kind)];
}

CortexCase random_cortex_case(int seed) {
  constexpr std::array kinds{CortexKind::intact,   CortexKind::breached, CortexKind::scalloped,
                             CortexKind::expanded, CortexKind::breached, CortexKind::deep,
                             CortexKind::thin};
  Chance chance(seed);
  CortexCase made;
  made.kind = kinds[static_cast<std::size_t>(seed) % kinds.size()];
  made.geometry = scan_geometries()[static_cast<std::size_t>(seed) % scan_geometries().size()];
  if (seed % 6 == 5) made.cut_off = seed / 6 % 2 == 0 ? CutOff::far_side : CutOff::end;
  made.phantom = random_phantom(made.kind, chance);
  made.scan = random_scan(made.geometry, seed, chance);
  return made;
}

CortexFacts cortex_facts(const CortexCase& cortex, const phantom::PhantomCt& scanned) {
  const phantom::LongBone& bone = cortex.phantom.bone;
  constexpr double reach_mm = 24, step_mm = 0.2;
  CortexFacts facts{bone.cortex_mm, bone.cortex_mm, 0, cortex.phantom.damage.expansion_mm, 0};
  for (double z = -reach_mm + step_mm / 2; z < reach_mm; z += step_mm)
    for (double arc = -reach_mm + step_mm / 2; arc < reach_mm; arc += step_mm) {
      const double thickness = thickness_at(scanned, bone.radius_mm, arc / bone.radius_mm, z);
      facts.least_thickness_mm = std::min(facts.least_thickness_mm, thickness);
      if (thickness <= 0) facts.breach_area_mm2 += step_mm * step_mm;
    }
  const double muscle_hu = cortex.phantom.around.muscle_hu;
  facts.mass_mm = bone.cortex_mm / 2 * (1 + (bone.cortex_hu - bone.marrow_hu) / (bone.cortex_hu - muscle_hu));
  return facts;
}

EvaluatedCortex evaluate(const CortexCase& cortex) {
  phantom::PhantomCt scanned = phantom::scan_phantom(cortex.phantom, cortex.scan);
  scanned.ct.acquisition.convolution_kernel = "B30f";  // where no thick cortex shows the blur
  EvaluatedCortex result;
  result.truth = cortex_facts(cortex, scanned);
  scanned.ct = cut_off(scanned.ct, cortex.cut_off);
  const CtVolume& ct = scanned.ct;
  const phantom::LesionTruth& lesion = scanned.lesions.front();
  const CtLesionOutline outline = phantom::true_lesion_outline(lesion, ct.grid, 3);

  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  result.from_outline = measure_cortex(ct, bone_near_lesion(ct, bones, outline, {}), quality, {});
  const Measured<CtLesionOutline> grown = outline_lesion_from_seed(ct, bones, quality, lesion.centre_mm, {});
  if (grown.known())
    result.from_seed = measure_cortex(ct, bone_near_lesion(ct, bones, grown.value(), {}), quality, {});
  else
    result.from_seed = grown.unknown();

  CortexParameters true_density;
  true_density.cortex_assumed_hu = cortex.phantom.bone.cortex_hu;
  const LabelMap true_bones = phantom::true_bone_mask(scanned, ct.grid);
  const ImageQuality known_quality = true_quality(scanned);
  const Measured<BoneNearLesion> true_bone = bone_near_lesion(ct, true_bones, outline, true_density);
  result.with_truth = measure_cortex(ct, true_bone, known_quality, true_density);
  result.mass_mm = mass_beyond_lesion_mm(ct, true_bone, known_quality, true_density);
  return result;
}

}  // namespace osteosign::evaluation
