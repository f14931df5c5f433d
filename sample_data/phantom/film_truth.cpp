#include "sample_data/phantom/film_truth.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "sample_data/phantom/bone_surfaces.h"
#include "sample_data/phantom/bone_truth.h"

namespace osteosign::phantom {

namespace {

constexpr int outline_points = 180;
constexpr int halvings = 34;   // of some 1000 pixels: to 1e-7
constexpr int thirdings = 24;  // of 60 mm: to 0.004 mm, where the distance is flat

/// The last place on the way from `inside` that still belongs to the shadow.
double edge_between(double inside, double outside, const std::function<bool(double)>& in_shadow) {
  for (int i = 0; i < halvings; ++i) {
    const double middle = (inside + outside) / 2;
    (in_shadow(middle) ? inside : outside) = middle;
  }
  return (inside + outside) / 2;
}

class LesionShadow {
 public:
  LesionShadow(const LesionBody& lesion, const FilmGeometry& geometry)
      : centre_mm_(lesion.x_mm, lesion.y_mm, lesion.z_mm),
        semi_axes_mm_(lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm),
        geometry_(geometry) {}

  /// Whether the ray through a pixel meets the ellipsoid: in space scaled by its axes, passes the unit ball.
  bool holds(const Eigen::Vector2d& pixel) const {
    const Eigen::Vector3d from = (geometry_.source_mm() - centre_mm_).cwiseQuotient(semi_axes_mm_);
    const Eigen::Vector3d along =
        geometry_.direction_through(pixel).cwiseQuotient(semi_axes_mm_).normalized();
    return (from - from.dot(along) * along).squaredNorm() < 1;
  }

  const Eigen::Vector3d& centre_mm() const { return centre_mm_; }
  double largest_mm() const { return semi_axes_mm_.maxCoeff(); }

 private:
  Eigen::Vector3d centre_mm_, semi_axes_mm_;
  const FilmGeometry& geometry_;
};

std::vector<Eigen::Vector2d> outline_of(const LesionShadow& shadow, const Eigen::Vector2d& centre,
                                        double reach_px) {
  std::vector<Eigen::Vector2d> outline;
  for (int i = 0; i < outline_points; ++i) {
    const double angle = 2 * std::numbers::pi * i / outline_points;
    const Eigen::Vector2d away(std::cos(angle), std::sin(angle));
    const double r = edge_between(0, reach_px, [&](double d) { return shadow.holds(centre + d * away); });
    outline.push_back(centre + r * away);
  }
  return outline;
}

double area_of(const std::vector<Eigen::Vector2d>& outline) {
  double twice = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Eigen::Vector2d& a = outline[i];
    const Eigen::Vector2d& b = outline[(i + 1) % outline.size()];
    twice += a.x() * b.y() - b.x() * a.y();
  }
  return std::abs(twice) / 2;
}

void set_diameters(FilmLesionTruth& truth, double pixel_mm) {
  Eigen::Vector2d longest = Eigen::Vector2d::Zero();
  for (const Eigen::Vector2d& a : truth.outline)
    for (const Eigen::Vector2d& b : truth.outline)
      if ((a - b).norm() > longest.norm()) longest = a - b;
  const Eigen::Vector2d across = Eigen::Vector2d(-longest.y(), longest.x()).normalized();
  double least = 1e9, most = -1e9;
  for (const Eigen::Vector2d& point : truth.outline) {
    least = std::min(least, point.dot(across));
    most = std::max(most, point.dot(across));
  }
  truth.longest_diameter_px = longest.norm();
  truth.perpendicular_diameter_px = most - least;
  truth.longest_diameter_mm = truth.longest_diameter_px * pixel_mm / truth.magnification;
  truth.perpendicular_diameter_mm = truth.perpendicular_diameter_px * pixel_mm / truth.magnification;
}

void set_box(FilmLesionTruth& truth, const FilmExposure& exposure) {
  Eigen::Vector2d least = truth.outline.front(), most = truth.outline.front();
  for (const Eigen::Vector2d& point : truth.outline) {
    least = least.cwiseMin(point);
    most = most.cwiseMax(point);
  }
  const auto on_film = [](double value, int count) {
    return std::clamp(static_cast<int>(value), 0, count - 1);
  };
  truth.box = {on_film(std::floor(least.x()), exposure.columns),
               on_film(std::floor(least.y()), exposure.rows), on_film(std::ceil(most.x()), exposure.columns),
               on_film(std::ceil(most.y()), exposure.rows)};
}

RadiographLesionOutline mask_of(const LesionShadow& shadow, const FilmExposure& exposure,
                                const std::array<int, 4>& box) {
  RadiographLesionOutline mask{exposure.columns, exposure.rows, {}};
  mask.inside.assign(static_cast<std::size_t>(exposure.columns) * static_cast<std::size_t>(exposure.rows), 0);
  for (int row = box[1]; row <= box[3]; ++row)
    for (int column = box[0]; column <= box[2]; ++column)
      if (shadow.holds({column, row}))
        mask.inside[static_cast<std::size_t>(row) * static_cast<std::size_t>(exposure.columns) +
                    static_cast<std::size_t>(column)] = 1;
  return mask;
}

/// Least distance from a surface round the axis along the ray through a pixel, by ternary search about the
/// point of the ray nearest to the axis.
double nearest_mm(const FilmGeometry& geometry, const Eigen::Vector2d& pixel,
                  const SignedDistance& distance_mm) {
  const Eigen::Vector3d direction = geometry.direction_through(pixel);
  const Eigen::Vector2d across = direction.head<2>();
  const double middle = -geometry.source_mm().head<2>().dot(across) / across.squaredNorm();
  double low = middle - 30, high = middle + 30;
  const auto at = [&](double t) { return distance_mm(geometry.source_mm() + t * direction); };
  for (int i = 0; i < thirdings; ++i) {
    const double third = (high - low) / 3;
    if (at(low + third) < at(high - third))
      high -= third;
    else
      low += third;
  }
  return at((low + high) / 2);
}

}  // namespace

FilmLesionTruth film_lesion_truth(const LesionBody& lesion, double marrow_hu, const FilmExposure& exposure) {
  const FilmGeometry geometry(exposure);
  const LesionShadow shadow(lesion, geometry);
  FilmLesionTruth truth;
  const LesionTruth body = lesion_truth(lesion, marrow_hu, Eigen::Isometry3d::Identity(), ImageGrid{});
  truth.density = body.density;
  truth.margin = body.margin;
  truth.magnification = geometry.magnification_of(shadow.centre_mm());
  truth.seed_pixel = geometry.pixel_of(shadow.centre_mm());
  const double reach_px = 1.2 * shadow.largest_mm() * truth.magnification / exposure.pixel_mm;
  truth.outline = outline_of(shadow, truth.seed_pixel, reach_px);
  truth.area_px2 = area_of(truth.outline);
  set_diameters(truth, exposure.pixel_mm);
  set_box(truth, exposure);
  truth.mask = mask_of(shadow, exposure, truth.box);
  return truth;
}

std::optional<FilmFractureTruth> film_fracture_truth(const BonePhantom& phantom,
                                                     const FilmExposure& exposure) {
  const Fracture& fracture = phantom.fracture;
  if (fracture.gap_mm <= 0) return std::nullopt;
  const FilmGeometry geometry(exposure);
  const double lean = fracture.lean_deg * std::numbers::pi / 180;
  const Eigen::Vector3d normal(-std::sin(lean), 0, std::cos(lean));
  const Eigen::Vector3d ray = (Eigen::Vector3d::UnitZ() * fracture.z_mm - geometry.source_mm()).normalized();
  const Eigen::Vector3d across = Eigen::Vector3d::UnitZ().cross(ray).normalized();
  const auto at_border = [&](double side) {
    Eigen::Vector3d point = side * phantom.bone.radius_mm * across;
    point.z() = fracture.z_mm + std::tan(lean) * point.x();
    return geometry.pixel_of(point);
  };
  FilmFractureTruth truth{at_border(-1), at_border(1), fracture.gap_mm, fracture.shift_mm * across.x(),
                          std::asin(std::abs(normal.dot(ray))) * 180 / std::numbers::pi};
  if (truth.left_px.x() > truth.right_px.x()) {
    std::swap(truth.left_px, truth.right_px);
    truth.step_mm = -truth.step_mm;
  }
  return truth;
}

std::vector<BoneRowTruth> bone_rows_truth(const LongBone& bone, const FilmExposure& exposure) {
  const FilmGeometry geometry(exposure);
  const BoneSurfaces surfaces(bone, CorticalDamage{});
  const SignedDistance outer = [&](const Eigen::Vector3d& p) { return surfaces.filled_bone_distance_mm(p); };
  const SignedDistance inner = [&](const Eigen::Vector3d& p) { return surfaces.marrow_distance_mm(p); };
  const double reach_px = 2.5 * (bone.radius_mm + bone.flare_mm) / exposure.pixel_mm + exposure.columns;
  const Eigen::Vector2d foot = geometry.pixel_of(Eigen::Vector3d::Zero());
  const Eigen::Vector2d along = geometry.pixel_of(Eigen::Vector3d::UnitZ()) - foot;
  std::vector<BoneRowTruth> rows;
  for (int row = 0; row < exposure.rows; ++row) {
    const double axis_column = foot.x() + (row - foot.y()) * along.x() / along.y();
    const auto edge = [&](double side, const SignedDistance& surface) {
      return edge_between(axis_column, axis_column + side * reach_px, [&](double column) {
        return nearest_mm(geometry, Eigen::Vector2d(column, row), surface) < 0;
      });
    };
    rows.push_back({edge(-1, outer), edge(-1, inner), edge(1, inner), edge(1, outer)});
  }
  return rows;
}

}  // namespace osteosign::phantom
