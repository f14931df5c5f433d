#include "tests/evaluation/painted_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "tests/real_series.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

/// What is painted, and its place.
struct Insertion {
  phantom::PaintedEllipsoid outer;
  std::optional<phantom::PaintedEllipsoid> core;
  DensityClass density;
  std::string place;
};

class Inserter {
 public:
  Inserter(const RealScan& scan, const SearchedCt& untouched, unsigned seed)
      : scan_(scan), untouched_(untouched), random_(seed) {
    const std::vector<std::uint16_t>& bones = untouched.bones.voxels;
    for (std::size_t i = 0; i < bones.size(); ++i)
      if (bones[i] != 0) bone_.push_back(i);
  }

  std::vector<Insertion> insertions(int wanted) {
    constexpr int most_tries = 4000;
    std::vector<Insertion> all;
    for (int attempt = 0; attempt < most_tries && static_cast<int>(all.size()) < wanted; ++attempt)
      if (auto insertion = tried(all)) all.push_back(std::move(*insertion));
    return all;
  }

 private:
  double between(double lowest, double highest) {
    return lowest + (highest - lowest) * (static_cast<double>(random_()) / 4294967296.0);
  }

  std::optional<Insertion> tried(const std::vector<Insertion>& others) {
    constexpr double apart_mm = 60, least_share_in_bone = 0.8;
    const ImageGrid& grid = scan_.ct.grid;
    const std::size_t voxel =
        bone_[static_cast<std::size_t>(between(0, 1) * static_cast<double>(bone_.size()))];
    const auto row = static_cast<std::size_t>(grid.size[0]),
               slice = row * static_cast<std::size_t>(grid.size[1]);
    const Eigen::Vector3d index(static_cast<double>(voxel % row), static_cast<double>(voxel % slice / row),
                                static_cast<double>(voxel / slice));
    Insertion insertion = drawn(grid.patient_from_voxel(index));
    for (const Insertion& other : others)
      if ((other.outer.centre_in_patient_mm - insertion.outer.centre_in_patient_mm).norm() < apart_mm)
        return std::nullopt;
    if (share_in_bone(insertion.outer) < least_share_in_bone) return std::nullopt;
    const bool in_vertebra =
        !untouched_.spine.vertebrae.voxels.empty() && untouched_.spine.vertebrae.voxels[voxel] != 0;
    insertion.place = in_vertebra ? part_of(insertion.outer.centre_in_patient_mm) : "other bone";
    return insertion;
  }

  Insertion drawn(const Eigen::Vector3d& centre_mm) {
    const double volume_mm3 = 150 * std::pow(33.0, between(0, 1));
    const double radius_mm = std::cbrt(0.75 * volume_mm3 / std::numbers::pi);
    Insertion insertion;
    insertion.outer.centre_in_patient_mm = centre_mm;
    insertion.outer.semi_axes_mm =
        radius_mm * Eigen::Vector3d(between(0.85, 1.15), between(0.85, 1.15), between(0.85, 1.15));
    insertion.density = scan_.of_bone_alone ? DensityClass::sclerotic
                                            : static_cast<DensityClass>(static_cast<int>(between(0, 3)));
    const bool dense = insertion.density == DensityClass::sclerotic;
    insertion.outer.hu = dense ? between(500, 900) : between(30, 50);
    if (insertion.density != DensityClass::mixed) return insertion;
    insertion.core = insertion.outer;
    const double scale = between(0.6, 0.75);
    insertion.core->centre_in_patient_mm.x() += (1 - scale) * insertion.core->semi_axes_mm.x();
    insertion.core->semi_axes_mm *= scale;
    insertion.core->hu = between(500, 900);
    return insertion;
  }

  /// Calls `visit` with the index of each voxel whose centre lies in an ellipsoid.
  template <class Visitor>
  void for_each_voxel_in(const phantom::PaintedEllipsoid& ellipsoid, const Visitor& visit) const {
    const ImageGrid& grid = scan_.ct.grid;
    const double reach_mm = ellipsoid.semi_axes_mm.maxCoeff();
    const Eigen::Array3d centre = grid.voxel_from_patient(ellipsoid.centre_in_patient_mm).array();
    const Eigen::Array3d reach = reach_mm / grid.spacing_mm.array();
    const Eigen::Array3i low = (centre - reach).floor().cast<int>(),
                         high = (centre + reach).ceil().cast<int>();
    for (int z = low.z(); z <= high.z(); ++z)
      for (int y = low.y(); y <= high.y(); ++y)
        for (int x = low.x(); x <= high.x(); ++x) {
          const Eigen::Vector3d offset =
              grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - ellipsoid.centre_in_patient_mm;
          if ((ellipsoid.axes.transpose() * offset).cwiseQuotient(ellipsoid.semi_axes_mm).norm() < 1)
            visit(x, y, z);
        }
  }

  double share_in_bone(const phantom::PaintedEllipsoid& ellipsoid) const {
    double all = 0, in_bone = 0;
    const ImageGrid& grid = scan_.ct.grid;
    for_each_voxel_in(ellipsoid, [&](int x, int y, int z) {
      ++all;
      in_bone += grid.contains(x, y, z) && untouched_.bones.voxels[grid.index(x, y, z)] != 0 ? 1 : 0;
    });
    return all > 0 ? in_bone / all : 0;
  }

  std::string part_of(const Eigen::Vector3d& point_mm) const {
    for (const VertebraGeometry& geometry : untouched_.geometries) {
      const Eigen::Vector3i at =
          geometry.box.voxel_from_patient(point_mm).array().round().matrix().cast<int>();
      if (!geometry.box.contains(at.x(), at.y(), at.z())) continue;
      const VertebraPart part = geometry.parts[geometry.box.index(at.x(), at.y(), at.z())];
      if (part != VertebraPart::none) return part == VertebraPart::body ? "body" : "arch";
    }
    return "arch";
  }

 public:
  TrueLesion truth_of(const Insertion& insertion) const {
    const ImageGrid& grid = scan_.ct.grid;
    TrueLesion lesion{.place = insertion.place, .density = insertion.density};
    Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
    double sum = 0, count = 0;
    const auto in_bone = [&](int x, int y, int z) {
      return grid.contains(x, y, z) && untouched_.bones.voxels[grid.index(x, y, z)] != 0;
    };
    for_each_voxel_in(insertion.outer, [&](int x, int y, int z) {
      if (!in_bone(x, y, z)) return;
      low = low.min(Eigen::Array3i(x, y, z));
      high = high.max(Eigen::Array3i(x, y, z));
      sum += scan_.ct.hounsfield[grid.index(x, y, z)];
      ++count;
    });
    lesion.mask.first = {low.x(), low.y(), low.z()};
    lesion.mask.box = grid.crop(lesion.mask.first,
                                {high.x() - low.x() + 1, high.y() - low.y() + 1, high.z() - low.z() + 1});
    lesion.mask.inside.assign(lesion.mask.box.voxel_count(), 0);
    for_each_voxel_in(insertion.outer, [&](int x, int y, int z) {
      if (in_bone(x, y, z))
        lesion.mask.inside[lesion.mask.box.index(x - low.x(), y - low.y(), z - low.z())] = 1;
    });
    lesion.volume_mm3 = count * grid.voxel_volume_mm3();
    lesion.contrast_hu = sum / count - insertion.outer.hu;
    return lesion;
  }

 private:
  const RealScan& scan_;
  const SearchedCt& untouched_;
  std::mt19937 random_;
  std::vector<std::size_t> bone_;
};

phantom::Painting painting_of(const std::vector<Insertion>& insertions, const RealScan& scan,
                              const ImageQuality& quality, int seed) {
  phantom::Painting painting = empty_painting(scan.ct.grid, quality, seed);
  if (scan.of_bone_alone) painting.noise_hu = 0.0;
  for (const Insertion& each : insertions) {
    painting.ellipsoids.push_back(each.outer);
    if (each.core) painting.ellipsoids.push_back(*each.core);
  }
  return painting;
}

}  // namespace

phantom::Painting empty_painting(const ImageGrid& grid, const ImageQuality& quality, int seed) {
  const auto known_or = [](const MeasuredQuantity& measured, double expected) {
    return measured.known() ? measured.value().value : expected;
  };
  phantom::Painting painting;
  painting.noise_hu = known_or(quality.noise_hu, 15);
  painting.in_plane_sigma_mm = known_or(quality.point_spread.in_plane_sigma_mm, 0.4 * grid.spacing_mm.x());
  painting.axial_sigma_mm = known_or(quality.point_spread.axial_sigma_mm, 0.3 * grid.spacing_mm.z());
  painting.seed = seed;
  return painting;
}

std::vector<RealScan> real_scans(const fs::path& data) {
  std::vector<RealScan> scans;
  for (const char* const patient : {"STS_013", "STS_018", "STS_023", "STS_027"})
    if (const fs::path folder = data / "sts" / patient / "ct_dicom"; fs::exists(folder))
      scans.push_back({patient, test::read_series(folder)});
  for (const char* const name : {"totalseg_lspine", "totalseg_cta"})
    if (const fs::path folder = data / name / "dicom"; fs::exists(folder))
      scans.push_back({name, test::read_series(folder)});
  if (const fs::path file = data / "s0328_bone" / "s0328_bone_hu_ge200.nii.gz"; fs::exists(file))
    scans.push_back({"s0328_bone", test::read_masked_hu(file), true});
  return scans;
}

std::optional<PaintedCopy> painted_copy(const RealScan& scan, const SearchedCt& untouched, int seed) {
  constexpr int in_a_copy = 5;
  Inserter inserter(scan, untouched, static_cast<unsigned>(seed));
  const std::vector<Insertion> insertions = inserter.insertions(in_a_copy);
  if (insertions.empty()) return std::nullopt;
  PaintedCopy copy{{fmt::format("{} copy {}", scan.name, seed), scan.name, {}, {}},
                   phantom::paint(scan.ct, painting_of(insertions, scan, untouched.quality, seed)).ct};
  if (scan.of_bone_alone)
    for (std::int16_t& hu : copy.ct.hounsfield) hu = hu < 200 ? std::int16_t{0} : hu;
  for (const Insertion& each : insertions) copy.scan.lesions.push_back(inserter.truth_of(each));
  return copy;
}

}  // namespace osteosign::evaluation
