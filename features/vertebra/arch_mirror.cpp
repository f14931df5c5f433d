#include "features/vertebra/arch_mirror.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "features/vertebra/vertebra_part.h"

namespace osteosign {
namespace {

/// Turn about the front-back and the long axis of the vertebra in degrees, and shift to the side in mm.
using MirrorPose = std::array<double, 3>;

constexpr MirrorPose farthest{14, 14, 6};

MirrorPlane plane_of(const MirrorPose& pose) {
  const double tilt = pose[0] * std::numbers::pi / 180;
  const double turn = pose[1] * std::numbers::pi / 180;
  return {Eigen::Vector3d(std::cos(tilt) * std::cos(turn), std::sin(turn) * std::cos(tilt), std::sin(tilt)),
          pose[2]};
}

/// Some places of the arch, in the frame.
std::vector<Eigen::Vector3d> places_of_arch(const VertebraGeometry& own) {
  constexpr std::size_t most_places = 1500;
  std::vector<Eigen::Vector3d> all;
  const ImageGrid& grid = own.box;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (is_arch(own.parts[grid.index(x, y, z)]))
          all.push_back(own.frame.local_from_patient(grid.patient_from_voxel(Eigen::Vector3d(x, y, z))));
  const std::size_t every = all.size() / most_places + 1;
  std::vector<Eigen::Vector3d> some;
  for (std::size_t i = 0; i < all.size(); i += every) some.push_back(all[i]);
  return some;
}

int alike(const VertebraGeometry& own, const std::vector<Eigen::Vector3d>& places, const MirrorPlane& plane) {
  int count = 0;
  for (const Eigen::Vector3d& place : places)
    count += is_arch(part_at(own, own.frame.patient_from_local(plane.mirrored(place)))) ? 1 : 0;
  return count;
}

}  // namespace

MirrorPlane fit_arch_mirror(const VertebraGeometry& own) {
  // Shift, tilt, turn one after the other: far and coarse first, then near and fine.
  struct Round {
    MirrorPose reach;
    MirrorPose step;
  };
  constexpr std::array<Round, 4> rounds{{{{14, 14, 6}, {2, 2, 1}},
                                         {{14, 14, 6}, {2, 2, 1}},
                                         {{2, 2, 1}, {1, 1, 0.5}},
                                         {{2, 2, 1}, {1, 1, 0.5}}}};
  const std::vector<Eigen::Vector3d> places = places_of_arch(own);
  MirrorPose best{0, 0, 0};
  int most = alike(own, places, plane_of(best));
  for (const Round& round : rounds)
    for (const std::size_t of : {std::size_t{2}, std::size_t{0}, std::size_t{1}}) {
      const MirrorPose from = best;
      for (double by = -round.reach[of]; by <= round.reach[of]; by += round.step[of]) {
        MirrorPose pose = from;
        pose[of] = std::clamp(from[of] + by, -farthest[of], farthest[of]);
        const int count = alike(own, places, plane_of(pose));
        if (count <= most) continue;
        most = count;
        best = pose;
      }
    }
  return plane_of(best);
}

}  // namespace osteosign
