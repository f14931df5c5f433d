#include "sample_data/phantom/spine/spine_layout.h"

#include <functional>
#include <numbers>

namespace osteosign::phantom {

namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// How the column lies at a place: lean to the left and to the front, and turn about its axis, in degrees.
struct Attitude {
  double left_deg;
  double front_deg;
  double turn_deg;
};

/// The smooth curve. `place` counts vertebrae from the middle of the lowest one upwards.
class Curve {
 public:
  explicit Curve(const SpineShape& shape) : shape_(shape) {}

  Attitude at(double place) const {
    const double level = shape_.lowest_level - place;  // 24.5 is the top of the sacrum
    const double along = std::clamp((place + 0.5) / shape_.vertebrae, 0.0, 1.0) - 0.5;
    return {shape_.scoliosis_deg / 2 * -std::sin(std::numbers::pi * along), front_lean_deg(level),
            shape_.rotation_deg + shape_.apical_rotation_deg * std::cos(std::numbers::pi * along)};
  }

 private:
  /// The sacrum leans to the front, the upper lumbar vertebrae to the back, the upper thoracic ones to the
  /// front, C2 a little to the front however steep T1 is.
  double front_lean_deg(double level) const {
    constexpr double sacrum_level = 24.5, lumbar_top = 19.5, thoracic_top = 7.5, cervical_top = 2;
    constexpr double axis_lean_deg = 12;  // slope of C2 in healthy adults, about 10 to 16 degrees (textbook)
    constexpr double share_of_sacrum = 0.7;
    const double at_top_deg = -(1 - share_of_sacrum) * shape_.lordosis_deg;
    const auto eased = [](double u) {
      return 0.5 - 0.5 * std::cos(std::numbers::pi * std::clamp(u, 0.0, 1.0));
    };
    if (level > lumbar_top)
      return at_top_deg + shape_.lordosis_deg * eased((level - lumbar_top) / (sacrum_level - lumbar_top));
    if (level < thoracic_top) {
      const double of_thorax_deg = at_top_deg + shape_.kyphosis_deg;
      return of_thorax_deg +
             (axis_lean_deg - of_thorax_deg) * eased((thoracic_top - level) / (thoracic_top - cervical_top));
    }
    return at_top_deg + shape_.kyphosis_deg * eased((lumbar_top - level) / (lumbar_top - thoracic_top));
  }

  SpineShape shape_;
};

Eigen::Vector3d axis_of(const Attitude& attitude) {
  return Eigen::Vector3d(std::tan(radians(attitude.left_deg)), -std::tan(radians(attitude.front_deg)), 1)
      .normalized();
}

Eigen::Matrix3d frame_of(const Attitude& attitude) {
  const Eigen::Vector3d z = axis_of(attitude);
  const Eigen::Vector3d x = (Eigen::Vector3d::UnitX() - z.x() * z).normalized();
  Eigen::Matrix3d frame;
  frame << x, z.cross(x), z;
  return Eigen::AngleAxisd(radians(attitude.turn_deg), z) * frame;
}

Attitude between(const Attitude& a, const Attitude& b, double t) {
  return {a.left_deg + t * (b.left_deg - a.left_deg), a.front_deg + t * (b.front_deg - a.front_deg),
          a.turn_deg + t * (b.turn_deg - a.turn_deg)};
}

/// Slope of an endplate that is square to the curve, in the frame of its vertebra.
Eigen::Vector2d slope_of(const Eigen::Matrix3d& frame, const Attitude& plate) {
  const Eigen::Vector3d normal = frame.transpose() * axis_of(plate);
  return -normal.head<2>() / normal.z();
}

PlacedVertebra healthy(const SpineShape& shape, int place) {
  const Curve curve(shape);
  PlacedVertebra vertebra;
  vertebra.number = shape.vertebrae - place;
  vertebra.level = shape.lowest_level - place;
  vertebra.size = vertebra_size(vertebra.level, shape.size_factor);
  const Attitude middle = curve.at(place);
  const Eigen::Matrix3d frame = frame_of(middle);
  vertebra.slopes.superior = slope_of(frame, between(middle, curve.at(place + 0.5), shape.wedge_share));
  vertebra.slopes.inferior = slope_of(frame, between(middle, curve.at(place - 0.5), shape.wedge_share));
  vertebra.phantom_from_local.linear() = frame;
  return vertebra;
}

/// All vertebrae from caudal to cranial along the curve, the lowest one at the origin.
std::vector<PlacedVertebra> healthy_column(const SpineShape& shape) {
  const Curve curve(shape);
  std::vector<PlacedVertebra> column;
  Eigen::Vector3d top = Eigen::Vector3d::Zero();
  for (int place = 0; place < shape.vertebrae; ++place) {
    PlacedVertebra vertebra = healthy(shape, place);
    const Eigen::Vector3d z = vertebra.phantom_from_local.linear().col(2);
    vertebra.phantom_from_local.translation() = top + vertebra.size.height_mm / 2 * z;
    top += vertebra.size.height_mm * z + vertebra.size.disc_mm * axis_of(curve.at(place + 0.5));
    column.push_back(vertebra);
  }
  return column;
}

RimPlane rim_plane(const VertebralBody& body, const std::function<double(double, double)>& height_mm) {
  constexpr int points = 48;
  constexpr double at_rim = 0.95;
  Eigen::Matrix3d normal_matrix = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right_side = Eigen::Vector3d::Zero();
  for (int i = 0; i < points; ++i) {
    const double angle = 2 * std::numbers::pi * i / points;
    const Eigen::Vector3d row(1, at_rim * body.size().width_mm / 2 * std::cos(angle),
                              at_rim * body.size().depth_mm / 2 * std::sin(angle));
    normal_matrix += row * row.transpose();
    right_side += height_mm(row.y(), row.z()) * row;
  }
  const Eigen::Vector3d fit = normal_matrix.ldlt().solve(right_side);
  return {fit.x(), fit.tail<2>()};
}

/// Frame of an endplate in the frame of its vertebra.
Eigen::Isometry3d plate_frame(const RimPlane& plane) {
  Eigen::Isometry3d frame = Eigen::Isometry3d::Identity();
  frame.translate(Eigen::Vector3d(0, 0, plane.height_mm));
  frame.rotate(Eigen::Quaterniond::FromTwoVectors(Eigen::Vector3d::UnitZ(), plane.normal()));
  return frame;
}

/// The plane that the neighbour follows: between the healthy one and the real one.
RimPlane followed(const RimPlane& healthy_plane, const RimPlane& real, double angulation) {
  return {real.height_mm, healthy_plane.slope + angulation * (real.slope - healthy_plane.slope)};
}

/// The middle of the highest vertebra; above C2 C1 and the base of the skull are meant to be in view.
Eigen::Vector3d top_of(const PlacedVertebra& highest) {
  constexpr double above_dens_mm = 20;
  if (highest.level != axis_level) return highest.phantom_from_local.translation();
  return highest.phantom_from_local *
         Eigen::Vector3d(0, 0, highest.size.height_mm / 2 + highest.size.dens_mm + above_dens_mm);
}

struct PlateFrames {
  Eigen::Isometry3d superior, inferior;
};

PlateFrames plate_frames(const PlacedVertebra& vertebra, const SpineBone& bone, const VertebraSigns& signs) {
  const VertebralBody sound(vertebra.size, vertebra.slopes, bone, {});
  const VertebralBody body(vertebra.size, vertebra.slopes, bone, signs);
  return {plate_frame(followed(superior_rim(sound), superior_rim(body), signs.angulation)),
          plate_frame(followed(inferior_rim(sound), inferior_rim(body), signs.angulation))};
}

}  // namespace

RimPlane superior_rim(const VertebralBody& body) {
  return rim_plane(body, [&](double x, double y) { return body.superior_mm(x, y); });
}

RimPlane inferior_rim(const VertebralBody& body) {
  return rim_plane(body, [&](double x, double y) { return body.inferior_mm(x, y); });
}

std::vector<PlacedVertebra> spine_layout(const SpinePhantom& phantom) {
  const std::vector<PlacedVertebra> sound = healthy_column(phantom.shape);
  std::vector<PlacedVertebra> column = sound;
  for (std::size_t i = 1; i < column.size(); ++i) {
    const PlateFrames sound_below = plate_frames(sound[i - 1], phantom.bone, {});
    const PlateFrames sound_here = plate_frames(sound[i], phantom.bone, {});
    const Eigen::Isometry3d across_disc = (sound[i - 1].phantom_from_local * sound_below.superior).inverse() *
                                          sound[i].phantom_from_local * sound_here.inferior;
    const PlateFrames plates_below =
        plate_frames(column[i - 1], phantom.bone, signs_of(phantom, column[i - 1].number));
    const PlateFrames plates_here =
        plate_frames(column[i], phantom.bone, signs_of(phantom, column[i].number));
    const VertebraSigns signs = signs_of(phantom, column[i].number);
    column[i].phantom_from_local = column[i - 1].phantom_from_local * plates_below.superior *
                                   Eigen::Translation3d(signs.shift_left_mm, -signs.shift_forward_mm, 0) *
                                   across_disc * plates_here.inferior.inverse();
  }
  std::reverse(column.begin(), column.end());
  const Eigen::Vector3d middle =
      (top_of(column.front()) + column.back().phantom_from_local.translation()) / 2;
  for (PlacedVertebra& vertebra : column) vertebra.phantom_from_local.pretranslate(-middle);
  return column;
}

Eigen::Isometry3d sacrum_pose(const SpinePhantom& phantom, const PlacedVertebra& lowest) {
  constexpr double disc_mm = 10;  // chosen as the lumbar discs
  const Attitude attitude = Curve(phantom.shape).at(-0.5);
  const PlacedVertebra sound = healthy_column(phantom.shape).front();
  Eigen::Isometry3d pose = Eigen::Isometry3d::Identity();
  pose.linear() = frame_of(attitude);
  pose.translation() = -disc_mm * phantom.shape.size_factor * axis_of(attitude);
  const Eigen::Isometry3d below_plate =
      (sound.phantom_from_local * plate_frames(sound, phantom.bone, {}).inferior).inverse() * pose;
  return lowest.phantom_from_local *
         plate_frames(lowest, phantom.bone, signs_of(phantom, lowest.number)).inferior * below_plate;
}

VertebraSigns signs_of(const SpinePhantom& phantom, int number) {
  const auto found = phantom.signs.find(number);
  return found == phantom.signs.end() ? VertebraSigns{} : found->second;
}

}  // namespace osteosign::phantom
