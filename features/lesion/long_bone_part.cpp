#include "features/lesion/long_bone_part.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "features/find/outline_voxels.h"
#include "io/values/label_scheme.h"

namespace osteosign {
namespace {

constexpr std::array<std::string_view, 7> long_bones{"femur",  "tibia", "fibula",  "humerus",
                                                     "radius", "ulna",  "clavicle"};
constexpr int every_voxel = 2;  // in each direction: ends and widths to a millimetre or two
constexpr double epiphysis_part = 1.0 / 3;
constexpr double uncertain_part = 0.05;
constexpr double end_length_mm = 80;  // the widest end, that of the femur, lies within
constexpr double border_mm = 3;
constexpr int directions = 18;
constexpr std::size_t fewest_points = 100;
constexpr double least_upright = 0.7;  // cosine of 45 degrees
constexpr double least_widths = 1.5;
constexpr double way_sd = 0.05;

std::uint16_t label_most_in(const CtLesionOutline& outline, const LabelMap& bones) {
  std::map<std::uint16_t, int> votes;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    ++votes[bones.voxels[bones.grid.index(voxel.x(), voxel.y(), voxel.z())]];
  });
  votes.erase(0);
  const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
  return most == votes.end() ? std::uint16_t{0} : most->first;
}

/// Empty when the label has no name.
std::string bone_named(const LabelMap& bones, std::uint16_t label) {
  const auto name = bones.names.find(label);
  return name == bones.names.end() ? std::string() : std::string(meaning_of_name(name->second).bone);
}

bool is_long_bone(const LabelMap& bones, std::uint16_t label) {
  return std::ranges::find(long_bones, bone_named(bones, label)) != long_bones.end();
}

struct BonePoints {
  std::vector<Eigen::Vector3d> mm;
  std::vector<bool> at_border;  ///< of the volume
};

BonePoints points_of(const LabelMap& bones, std::uint16_t label) {
  BonePoints points;
  const ImageGrid& grid = bones.grid;
  for (int z = 0; z < grid.size[2]; z += every_voxel)
    for (int y = 0; y < grid.size[1]; y += every_voxel)
      for (int x = 0; x < grid.size[0]; x += every_voxel) {
        if (bones.voxels[grid.index(x, y, z)] != label) continue;
        points.mm.push_back(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        const Eigen::Array3d from_border =
            Eigen::Array3d(std::min(x, grid.size[0] - 1 - x), std::min(y, grid.size[1] - 1 - y),
                           std::min(z, grid.size[2] - 1 - z)) *
            grid.spacing_mm.array();
        points.at_border.push_back(from_border.minCoeff() <
                                   border_mm + every_voxel * grid.spacing_mm.maxCoeff());
      }
  return points;
}

/// One end of a bone, seen along its axis.
struct BoneEnd {
  double at_mm;
  double width_mm;
  bool in_view;
};

/// `outward` is 1 for the end of greatest place along the axis, -1 for the other.
BoneEnd end_of(const BonePoints& points, const Eigen::Matrix3d& frame, double outward) {
  BoneEnd end{-1e9, 0, true};
  for (const Eigen::Vector3d& point : points.mm)
    end.at_mm = std::max(end.at_mm, outward * frame.col(2).dot(point));
  std::array<double, directions> low{}, high{};
  low.fill(1e9);
  high.fill(-1e9);
  for (std::size_t i = 0; i < points.mm.size(); ++i) {
    const double depth = end.at_mm - outward * frame.col(2).dot(points.mm[i]);
    if (depth > end_length_mm) continue;
    if (points.at_border[i]) end.in_view = false;
    for (std::size_t k = 0; k < directions; ++k) {
      const double turn = std::numbers::pi * static_cast<double>(k) / directions;
      const double across = (std::cos(turn) * frame.col(0) + std::sin(turn) * frame.col(1)).dot(points.mm[i]);
      low[k] = std::min(low[k], across);
      high[k] = std::max(high[k], across);
    }
  }
  for (std::size_t k = 0; k < directions; ++k) end.width_mm = std::max(end.width_mm, high[k] - low[k]);
  end.at_mm *= outward;
  return end;
}

/// Columns: two directions across, the long axis.
Eigen::Matrix3d frame_of(const BonePoints& points) {
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  for (const Eigen::Vector3d& point : points.mm) middle += point;
  middle /= static_cast<double>(points.mm.size());
  Eigen::Matrix3d spread = Eigen::Matrix3d::Zero();
  for (const Eigen::Vector3d& point : points.mm) spread += (point - middle) * (point - middle).transpose();
  return Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(spread).eigenvectors();
}

/// As frame_of, from what lies more than a width below the end towards the head of the patient: with head and
/// neck the axis of a short piece of femur is that of the neck. The axis points to the head.
Measured<Eigen::Matrix3d> frame_of_shaft(const BonePoints& points) {
  const BoneEnd top = end_of(points, Eigen::Matrix3d::Identity(), 1);
  BonePoints shaft;
  double lowest = top.at_mm;
  for (const Eigen::Vector3d& point : points.mm) {
    lowest = std::min(lowest, point.z());
    if (top.at_mm - point.z() > top.width_mm) shaft.mm.push_back(point);
  }
  if (shaft.mm.size() < fewest_points || top.at_mm - lowest < least_widths * top.width_mm)
    return Unknown{"too little of the shaft of the femur is in view to tell where its trochanters are"};
  Eigen::Matrix3d frame = frame_of(shaft);
  if (frame(2, 2) < 0) frame.col(2) *= -1;
  if (frame(2, 2) < least_upright)
    return Unknown{"the femur lies across the body: which end is the proximal one is not certain"};
  return frame;
}

/// The part from the way to the nearer end, both in widths of that end.
Measured<LongBonePart> part_at(double way) {
  for (const double border : {epiphysis_part, 1.0})
    if (std::abs(way - border) < uncertain_part)
      return Unknown{"the middle of the lesion lies on the border between two parts of the bone"};
  if (way < epiphysis_part) return LongBonePart::epiphysis;
  return way < 1 ? LongBonePart::metaphysis : LongBonePart::diaphysis;
}

}  // namespace

Measured<LongBonePart> long_bone_part(const CtLesionOutline& outline, const LabelMap& bones) {
  const std::uint16_t label = label_most_in(outline, bones);
  if (label == 0) return Unknown{"no bone was segmented there"};
  if (!is_long_bone(bones, label)) return Unknown{"the segmentation names no long bone there"};
  const BonePoints points = points_of(bones, label);
  if (points.mm.size() < fewest_points) return Unknown{"too little of the bone is in view"};
  const Eigen::Matrix3d frame = frame_of(points);
  const double along = frame.col(2).dot(middle_of(outline));
  Measured<LongBonePart> part = LongBonePart::diaphysis;
  for (const double outward : {-1.0, 1.0}) {
    const BoneEnd end = end_of(points, frame, outward);
    const double way = std::abs(end.at_mm - along) / end.width_mm;
    if (way > 1 + uncertain_part) continue;
    if (!end.in_view) return Unknown{"the end of the bone near to the lesion is not in view"};
    part = part_at(way);
  }
  return part;
}

MeasuredQuantity proximal_femur_way(const CtLesionOutline& outline, const LabelMap& bones) {
  const std::uint16_t label = label_most_in(outline, bones);
  if (label == 0) return Unknown{"no bone was segmented there"};
  if (bone_named(bones, label) != "femur") return Unknown{"the segmentation names no femur there"};
  const BonePoints points = points_of(bones, label);
  if (points.mm.size() < fewest_points) return Unknown{"too little of the bone is in view"};
  const Measured<Eigen::Matrix3d> frame = frame_of_shaft(points);
  if (!frame.known()) return frame.unknown();
  const BoneEnd proximal = end_of(points, frame.value(), 1);
  if (!proximal.in_view) return Unknown{"the proximal end of the femur is not in view"};
  const double way = (proximal.at_mm - frame.value().col(2).dot(middle_of(outline))) / proximal.width_mm;
  return Quantity{way, Unit::one, way_sd, "label map, along the shaft"};
}

}  // namespace osteosign
