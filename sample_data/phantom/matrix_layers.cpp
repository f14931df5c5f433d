#include "sample_data/phantom/matrix_layers.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/matrix_grains.h"
#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {
namespace {

constexpr std::uint64_t level_stream = 75;
constexpr double septum_mm = 1.2;
constexpr double fat_edge = 0.15;  // of the presence of a puff: fat has sharper edges than cloud

/// Draws the content of one lesion.
class MatrixPainter {
 public:
  MatrixPainter(const BonePhantom& phantom, const Eigen::Vector3d& down, const ValueFromHu& value_from_hu)
      : lesion_(phantom.lesions.front()), matrix_(phantom.matrix), down_(down), value_(value_from_hu) {
    const auto [shortest, longest] =
        std::minmax({lesion_.semi_axis_x_mm, lesion_.semi_axis_y_mm, lesion_.semi_axis_z_mm});
    steepness_ = longest > shortest ? 1.5 * longest / shortest : 1;
  }

  Layer ball(double radius_mm, double hu) const {
    return {.distance_mm = [middle = middle(),
                            radius_mm](const Eigen::Vector3d& p) { return (p - middle).norm() - radius_mm; },
            .value = value_(hu)};
  }
  Layer grains(const std::vector<Grain>& grains, double hu) const {
    const auto distance_mm = [lesion = lesion_, middle = middle(), grains](const Eigen::Vector3d& p) {
      const double outside_mm = lesion_distance_mm(lesion, p);
      if (outside_mm > 1) return outside_mm;
      double nearest_mm = 100;
      for (const Grain& grain : grains)
        nearest_mm = std::min(nearest_mm, grain_distance_mm(grain, p - middle));
      return nearest_mm;
    };
    return {
        .distance_mm = distance_mm, .value = value_(hu), .steepness = std::max(steepness_, std::numbers::pi)};
  }
  /// Puffs over the even part of the lesion, their presence passed through `shape`.
  template <class Shape>
  Layer cloud(const std::vector<Puff>& puffs, double hu, Shape shape) const {
    const double rise = value_(hu) - value_(lesion_.hu);
    Layer layer = whole();
    layer.texture = [middle = middle(), puffs, rise, shape](const Eigen::Vector3d& p) {
      return rise * shape(puff_presence(puffs, p - middle));
    };
    return layer;
  }
  Layer levels() const;
  Layer strut(const Eigen::Vector3d& from, const Eigen::Vector3d& to, double hu) const {
    const auto distance_mm = [from, to, r = matrix_.strut_mm / 2](const Eigen::Vector3d& p) {
      const double along = std::clamp((p - from).dot(to - from) / (to - from).squaredNorm(), 0.0, 1.0);
      return (p - from - along * (to - from)).norm() - r;
    };
    return {.distance_mm = distance_mm, .value = value_(hu)};
  }
  Eigen::Vector3d middle() const { return {lesion_.x_mm, lesion_.y_mm, lesion_.z_mm}; }

 private:
  Layer whole() const {
    return {
        .distance_mm = [lesion = lesion_](const Eigen::Vector3d& p) { return lesion_distance_mm(lesion, p); },
        .value = value_(lesion_.hu),
        .steepness = steepness_};
  }

  LesionBody lesion_;
  MatrixContent matrix_;
  Eigen::Vector3d down_;
  ValueFromHu value_;
  double steepness_;
};

/// Septa stand side by side; the level of each cavity lies between a third below and above its middle.
Layer MatrixPainter::levels() const {
  RandomNumbers random(static_cast<std::uint64_t>(matrix_.pattern), level_stream);
  const Eigen::Vector3d across = (random.direction().cross(down_)).normalized();
  const Eigen::Vector3d axes(lesion_.semi_axis_x_mm, lesion_.semi_axis_y_mm, lesion_.semi_axis_z_mm);
  const double half_width_mm = across.cwiseProduct(axes).norm();
  const double half_height_mm = down_.cwiseProduct(axes).norm();
  std::vector<double> heights_mm;
  for (int i = 0; i < matrix_.cavities; ++i)
    heights_mm.push_back(half_height_mm * (i % 2 == 0 ? 1 : -1) * (0.08 + 0.25 * random.uniform()));
  Layer layer = whole();
  const double septum = value_(60) - layer.value;
  const double heavy = value_(lesion_.hu + matrix_.level_step_hu) - layer.value;
  layer.texture = [=, middle = middle(), down = down_](const Eigen::Vector3d& p) {
    const double cavities = static_cast<double>(heights_mm.size());
    const double place = ((p - middle).dot(across) / half_width_mm + 1) / 2 * cavities;
    const double from_septum_mm = std::abs(place - std::round(place)) * 2 * half_width_mm / cavities;
    const auto cavity = static_cast<std::size_t>(std::clamp(std::floor(place), 0.0, cavities - 1));
    if (from_septum_mm < septum_mm / 2 && std::round(place) > 0.5 && std::round(place) < cavities - 0.5)
      return septum;
    return (p - middle).dot(down) > heights_mm[cavity] ? heavy : 0;
  };
  return layer;
}

/// From the cortex round the lesion into it and, every other one, through to the far side.
std::vector<Layer> struts(const BonePhantom& phantom, const MatrixPainter& painter,
                          const ValueFromHu& /*value_from_hu*/) {
  constexpr std::uint64_t strut_stream = 76;
  RandomNumbers random(static_cast<std::uint64_t>(phantom.matrix.pattern), strut_stream);
  std::vector<Layer> layers;
  const LesionBody& lesion = phantom.lesions.front();
  const Eigen::Vector3d axes(lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm);
  for (int i = 0; i < phantom.matrix.struts; ++i) {
    const double angle = (i + random.uniform() - 0.5) * 2 * std::numbers::pi / phantom.matrix.struts;
    const Eigen::Vector3d across(std::cos(angle), std::sin(angle), 0);
    const Eigen::Vector3d target =
        painter.middle() + 0.4 * random.uniform() * random.direction().cwiseProduct(axes);
    // On the ray from the target across the bone to the middle of its cortex.
    const double wall_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm / 2;
    const double ahead = target.head<2>().dot(across.head<2>());
    const double way_mm =
        -ahead + std::sqrt(std::max(0.0, ahead * ahead + wall_mm * wall_mm - target.head<2>().squaredNorm()));
    const Eigen::Vector3d from = target + way_mm * across;
    const Eigen::Vector3d to = target - (i % 2 == 0 ? 0.4 : 0.0) * axes.minCoeff() * across;
    layers.push_back(painter.strut(from, to, 900));
  }
  return layers;
}

std::vector<Layer> mistakable(const BonePhantom& phantom, const MatrixPainter& painter,
                              const ValueFromHu& value_from_hu) {
  constexpr std::uint64_t fragment_stream = 77;
  constexpr double cement_hu = 1900, fragment_hu = 1100;
  const MatrixContent& matrix = phantom.matrix;
  std::vector<Layer> layers = struts(phantom, painter, value_from_hu);
  if (matrix.puddles > 0)
    layers.push_back(painter.cloud(puddles(phantom.lesions.front(), matrix), matrix.puddle_hu,
                                   [](double presence) { return presence; }));
  RandomNumbers random(static_cast<std::uint64_t>(matrix.pattern), fragment_stream);
  const LesionBody& lesion = phantom.lesions.front();
  const Eigen::Vector3d axes(lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm);
  for (int i = 0; i < matrix.fragments; ++i) {
    const Eigen::Vector3d place =
        painter.middle() + 0.75 * std::cbrt(random.uniform()) * random.direction().cwiseProduct(axes);
    const Eigen::Vector3d half = Eigen::Vector3d(1.2, 0.5, 0.8) * (1 + random.uniform());
    const Eigen::Vector3d x = random.direction(), y = x.cross(random.direction()).normalized();
    Eigen::Matrix3d turn;
    turn << x, y, x.cross(y);
    layers.push_back({.distance_mm =
                          [=](const Eigen::Vector3d& p) {
                            const Eigen::Vector3d out = (turn.transpose() * (p - place)).cwiseAbs() - half;
                            return out.cwiseMax(0).norm() + std::min(0.0, out.maxCoeff());
                          },
                      .value = value_from_hu(fragment_hu)});
  }
  if (matrix.cement_mm > 0) layers.push_back(painter.ball(matrix.cement_mm / 2, cement_hu));
  return layers;
}

}  // namespace

std::vector<Layer> matrix_layers(const BonePhantom& phantom, const Eigen::Vector3d& down,
                                 const ValueFromHu& value_from_hu) {
  if (phantom.lesions.empty()) return {};
  const MatrixContent& matrix = phantom.matrix;
  const LesionBody& lesion = phantom.lesions.front();
  const MatrixPainter painter(phantom, down, value_from_hu);
  std::vector<Layer> layers;
  switch (matrix.form) {
    case MatrixForm::none:
    case MatrixForm::ground_glass:
      break;
    case MatrixForm::chondroid:
      layers.push_back(painter.grains(chondroid_grains(lesion, matrix), matrix.hu));
      break;
    case MatrixForm::osteoid:
      layers.push_back(
          painter.cloud(puffs(lesion, matrix), matrix.hu, [](double presence) { return presence; }));
      break;
    case MatrixForm::fat:
      layers.push_back(painter.cloud(puffs(lesion, matrix), matrix.hu, [](double presence) {
        return std::clamp((presence - 0.5) / fat_edge + 0.5, 0.0, 1.0);
      }));
      break;
    case MatrixForm::fluid_level:
      layers.push_back(painter.levels());
      break;
    case MatrixForm::gas:
      layers.push_back(painter.grains(bubbles(lesion, matrix), matrix.hu));
      break;
    case MatrixForm::nidus:
      if (matrix.nidus_mm > 0) layers.push_back(painter.ball(matrix.nidus_mm / 2, matrix.nidus_hu));
      layers.push_back(painter.ball(matrix.nidus_core_mm / 2, matrix.hu));
      break;
  }
  const std::vector<Layer> others = mistakable(phantom, painter, value_from_hu);
  layers.insert(layers.end(), others.begin(), others.end());
  return layers;
}

MatrixTruth matrix_truth(const BonePhantom& phantom) {
  const MatrixContent& matrix = phantom.matrix;
  MatrixTruth truth{.form = matrix.form};
  if (phantom.lesions.empty()) return truth;
  const LesionBody& lesion = phantom.lesions.front();
  const auto share_of = [&](const std::vector<Grain>& grains) {
    return part_of_lesion(lesion, [&](const Eigen::Vector3d& p) {
      return std::ranges::any_of(grains, [&](const Grain& g) { return grain_distance_mm(g, p) < 0; });
    });
  };
  if (matrix.form == MatrixForm::chondroid) {
    const std::vector<Grain> grains = chondroid_grains(lesion, matrix);
    truth.grains = static_cast<int>(grains.size());
    truth.share = share_of(grains);
  }
  if (matrix.form == MatrixForm::gas) truth.share = share_of(bubbles(lesion, matrix));
  if (matrix.form == MatrixForm::osteoid || matrix.form == MatrixForm::fat)
    truth.share = part_of_lesion(lesion, [filled = puffs(lesion, matrix)](const Eigen::Vector3d& p) {
      return puff_presence(filled, p) >= 0.5;
    });
  if (matrix.form == MatrixForm::fluid_level) {
    truth.levels = matrix.cavities;
    truth.level_step_hu = matrix.level_step_hu;
  }
  if (matrix.form == MatrixForm::nidus)
    truth.nidus_mm = matrix.nidus_mm > 0 ? matrix.nidus_mm : 2 * lesion.semi_axis_x_mm;
  return truth;
}

}  // namespace osteosign::phantom
