#include "features/find/candidates/neighbour_vertebrae.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <optional>

namespace osteosign {
namespace {

VertebraFrame frame_of(const FoundVertebra& vertebra) {
  VertebraFrame frame;
  frame.origin_mm = vertebra.body_centre_mm;
  const Eigen::Vector3d cranial = vertebra.cranial.normalized();
  const Eigen::Vector3d left = vertebra.cranial.cross(vertebra.forward).normalized();
  frame.axes.col(0) = left;
  frame.axes.col(1) = cranial.cross(left);
  frame.axes.col(2) = cranial;
  return frame;
}

Eigen::Vector3d point_of(const CoarseBone& bone, const Eigen::Array3i& place) {
  return bone.grid.patient_from_voxel(place.matrix().cast<double>());
}

Eigen::Vector3d middle_of(const CoarseBone& bone, const BlockPlaces& places) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const Eigen::Array3i& place : places) sum += point_of(bone, place);
  return sum / static_cast<double>(places.size());
}

/// The vertebra at whose height the point lies.
std::optional<std::size_t> vertebra_at(const std::vector<VertebraFrame>& frames,
                                       const Eigen::Vector3d& point_mm) {
  constexpr double near_mm = 70;
  std::optional<std::size_t> nearest;
  double least_mm = near_mm;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const Eigen::Vector3d local = frames[i].local_from_patient(point_mm);
    if (local.norm() > near_mm || std::abs(local.z()) >= least_mm) continue;
    least_mm = std::abs(local.z());
    nearest = i;
  }
  return nearest;
}

PairedPlaces carried(const CoarseBone& bone, const BlockPlaces& places, const VertebraFrame& from,
                     const VertebraFrame& to) {
  PairedPlaces pairs{places, places};
  for (Eigen::Array3i& place : pairs.there)
    place = bone.grid
                .voxel_from_patient(
                    to.patient_from_local(from.local_from_patient(point_of(bone, place))))
                .array()
                .round()
                .cast<int>();
  return pairs;
}

bool is_scanned(const CoarseBone& bone, const BlockPlaces& places) {
  return std::ranges::all_of(
      places, [&](const Eigen::Array3i& at) { return bone.grid.contains(at.x(), at.y(), at.z()); });
}

}  // namespace

NeighbourVertebrae::NeighbourVertebrae(const CoarseBone& bone, const std::vector<FoundVertebra>& found)
    : bone_(bone) {
  for (const FoundVertebra& vertebra : found) frames_.push_back(frame_of(vertebra));
}

std::vector<Counterpart> NeighbourVertebrae::of(const RegionPlaces& region) const {
  constexpr double reach_mm = 6;
  constexpr int farthest = 2;
  std::vector<Counterpart> neighbours;
  if (region.own.empty()) return neighbours;
  const std::optional<std::size_t> own = vertebra_at(frames_, middle_of(bone_, region.own));
  if (!own) return neighbours;
  for (int away = -farthest; away <= farthest; ++away) {
    const auto other = static_cast<std::ptrdiff_t>(*own) + away;
    if (away == 0 || other < 0 || other >= static_cast<std::ptrdiff_t>(frames_.size())) continue;
    const VertebraFrame& to = frames_[static_cast<std::size_t>(other)];
    const PairedPlaces there = carried(bone_, region.own, frames_[*own], to);
    if (!is_scanned(bone_, there.there)) continue;
    if (const auto found =
            counterpart_of(bone_, there, carried(bone_, region.round, frames_[*own], to), reach_mm))
      neighbours.push_back(*found);
  }
  return neighbours;
}

}  // namespace osteosign
