#include "features/vertebra/arch_expectation.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/nearest_voxel.h"

namespace osteosign {
namespace {

constexpr double cell_mm = 5;    ///< references are moved together within a cell
constexpr double round_mm = 10;  ///< bone within this distance tells how: twice the thickness of a pedicle
constexpr double sample_step_mm = 2;
constexpr double farthest_mm = 4;
constexpr double least_correlation = 0.6;  ///< as of counterparts in other bones

/// Of the voxel nearest to a point; air beyond the volume.
double hu_at(const CtVolume& ct, const Eigen::Vector3d& point_mm) {
  const std::optional<std::size_t> voxel = nearest_voxel(ct.grid, point_mm);
  return voxel ? ct.hounsfield[*voxel] : CtVolume::padding_hu;
}

/// Lungs and the densest cortex are cut off, so that neither decides.
double clipped(double hu) { return std::clamp(hu, -100.0, 700.0); }

/// The bone round a place of the own vertebra, and the same places of a reference.
struct Compared {
  std::vector<double> own_hu;
  std::vector<Eigen::Vector3d> there_mm;
};

Compared compared_round(const CtVolume& ct, const VertebraGeometry& own, const ArchReference& reference,
                        const Eigen::Vector3d& local_mm) {
  Compared compared;
  for (double z = -round_mm; z <= round_mm; z += sample_step_mm)
    for (double y = -round_mm; y <= round_mm; y += sample_step_mm)
      for (double x = -round_mm; x <= round_mm; x += sample_step_mm) {
        const Eigen::Vector3d away(x, y, z);
        if (away.norm() > round_mm) continue;
        compared.own_hu.push_back(clipped(hu_at(ct, own.frame.patient_from_local(local_mm + away))));
        compared.there_mm.push_back(reference.place_of(local_mm + away));
      }
  return compared;
}

double correlation(const CtVolume& ct, const ArchReference& reference, const Compared& compared,
                   const Eigen::Vector3d& move_mm) {
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < compared.own_hu.size(); ++i) {
    const double own = compared.own_hu[i];
    const double there =
        clipped(hu_at(ct, reference.geometry->frame.patient_from_local(compared.there_mm[i] + move_mm)));
    a += own, b += there, aa += own * own, bb += there * there, ab += own * there;
  }
  const auto count = static_cast<double>(compared.own_hu.size());
  const double variance = (aa - a * a / count) * (bb - b * b / count);
  return variance > 0 ? (ab - a * b / count) / std::sqrt(variance) : 0;
}

struct Best {
  Eigen::Vector3d move_mm = Eigen::Vector3d::Zero();
  double correlation = -1;
};

/// From the best move on, steps to the best of the 26 beside it, until none is better.
void climb(const CtVolume& ct, const ArchReference& reference, const Compared& compared, double step_mm,
           Best& best) {
  for (bool better = true; better;) {
    better = false;
    const Eigen::Vector3d from = best.move_mm;
    for (int z = -1; z <= 1; ++z)
      for (int y = -1; y <= 1; ++y)
        for (int x = -1; x <= 1; ++x) {
          const Eigen::Vector3d move = from + step_mm * Eigen::Vector3d(x, y, z);
          if (move == from || move.cwiseAbs().maxCoeff() > farthest_mm) continue;
          const double found = correlation(ct, reference, compared, move);
          if (found <= best.correlation) continue;
          best = {move, found};
          better = true;
        }
  }
}

}  // namespace

double mean_of_a_millimetre_hu(const CtVolume& ct, const VertebraFrame& frame,
                               const Eigen::Vector3d& local_mm) {
  double sum = 0;
  for (const double z : {-0.5, 0.5})
    for (const double y : {-0.5, 0.5})
      for (const double x : {-0.5, 0.5})
        sum += hu_at(ct, frame.patient_from_local(local_mm + Eigen::Vector3d(x, y, z)));
  return sum / 8;
}

ArchExpectation::ArchExpectation(const CtVolume& ct, const VertebraGeometry& own,
                                 const std::vector<ArchReference>& references)
    : ct_(ct), own_(own), references_(references) {}

std::vector<ArchExpectation::Moved> ArchExpectation::moved_at(const Eigen::Vector3d& local_mm) const {
  std::vector<Moved> all;
  for (const ArchReference& reference : references_) {
    const Compared compared = compared_round(ct_, own_, reference, local_mm);
    Best best;
    best.correlation = correlation(ct_, reference, compared, best.move_mm);
    climb(ct_, reference, compared, 2, best);
    climb(ct_, reference, compared, 1, best);
    if (best.correlation >= least_correlation) all.push_back({&reference, best.move_mm});
  }
  return all;
}

const std::vector<ArchExpectation::Moved>& ArchExpectation::moved_in(const Cell& cell) {
  const auto known = moved_.find(cell);
  if (known != moved_.end()) return known->second;
  return moved_.emplace(cell, moved_at(cell_mm * Eigen::Vector3d(cell[0], cell[1], cell[2]))).first->second;
}

std::vector<ReferencePlace> ArchExpectation::places_in_references(const Eigen::Vector3d& local_mm) {
  const Eigen::Array3i cell = (local_mm / cell_mm).array().round().cast<int>();
  std::vector<ReferencePlace> places;
  for (const Moved& moved : moved_in({cell.x(), cell.y(), cell.z()})) {
    if (moved.reference->mirror && !mirror_tells(own_, local_mm)) continue;
    places.push_back({moved.reference, moved.reference->place_of(local_mm) + moved.move_mm});
  }
  return places;
}

std::optional<ExpectedArch> ArchExpectation::at(const Eigen::Vector3d& local_mm) {
  constexpr double tolerance_mm = 1;
  std::vector<double> same, lowest, highest;
  for (const ReferencePlace& there : places_in_references(local_mm)) {
    const double here = sampled_hu(there);
    double low = here, high = here;
    for (int axis = 0; axis < 3; ++axis)
      for (const double way_mm : {-tolerance_mm, tolerance_mm}) {
        const double hu =
            sampled_hu({there.reference, there.local_mm + way_mm * Eigen::Vector3d::Unit(axis)});
        low = std::min(low, hu);
        high = std::max(high, hu);
      }
    same.push_back(here);
    lowest.push_back(low);
    highest.push_back(high);
  }
  if (same.size() < fewest) return std::nullopt;
  return ExpectedArch{averaged_median(same), averaged_median(lowest), averaged_median(highest)};
}

}  // namespace osteosign
