#include "tests/features/vertebra/analytic_column.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "features/profile/gaussian_step.h"

namespace osteosign::test {
namespace {

constexpr double cortex_hu = 700;
constexpr double cancellous_hu = 150;
constexpr double soft_hu = 60;
constexpr double cortex_mm = 1;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// Distance inside of a plate, positive towards the middle of the body. `side` is 1 for the superior plate.
double below_plate_mm(const AnalyticVertebra& v, const Eigen::Vector3d& p, int side) {
  const double coronal = side * std::tan(radians(v.coronal_wedge_deg / 2));
  const double sagittal = side * std::tan(radians(v.sagittal_wedge_deg / 2));
  double plate = side * v.height_mm / 2 - coronal * p.x() + sagittal * p.y();
  if (side > 0 && v.pit_depth_mm > 0 && p.head<2>().norm() < v.pit_radius_mm)
    plate -= v.pit_depth_mm * std::sqrt(1 - p.head<2>().squaredNorm() / std::pow(v.pit_radius_mm, 2));
  if (side > 0) plate -= dish_mm(v, p.x(), p.y());
  return side * (plate - p.z()) / std::sqrt(1 + coronal * coronal + sagittal * sagittal);
}

double inside_body_mm(const AnalyticVertebra& v, const Eigen::Vector3d& p) {
  const double radius = std::hypot(p.x() / v.half_width_mm, p.y() / v.half_depth_mm);
  const double side = (1 - radius) * std::min(v.half_width_mm, v.half_depth_mm);
  return std::min({side, below_plate_mm(v, p, 1), below_plate_mm(v, p, -1)});
}

double inside_box_mm(const Eigen::Vector3d& p, const Eigen::Vector3d& lowest,
                     const Eigen::Vector3d& highest) {
  return std::min((p - lowest).minCoeff(), (highest - p).minCoeff());
}

/// Two pedicles of 8 mm and a lamina with a spinous process behind a canal of the given size.
double inside_arch_mm(const AnalyticVertebra& v, const Eigen::Vector3d& p) {
  const double front = v.half_depth_mm;
  const double back = front + v.canal_depth_mm;
  const Eigen::Vector3d mirrored(std::abs(p.x()), p.y(), p.z());
  const double outer = v.half_canal_mm + 8;
  return std::max({inside_box_mm(mirrored, {v.half_canal_mm, front - 6, -3}, {outer, back + 2, 9}),
                   inside_box_mm(mirrored, {-1, back, -8}, {outer, back + 6, 8}),
                   inside_box_mm(mirrored, {-1, back + 5, -14}, {3, back + 26, 0})});
}

Eigen::Vector3d local_of(const AnalyticVertebra& v, const Eigen::Vector3d& patient_mm) {
  const Eigen::AngleAxisd turn(radians(v.tilt_deg), Eigen::Vector3d::UnitY());
  return turn * (patient_mm - v.centre_mm);
}

double inside_mm(const AnalyticVertebra& v, const Eigen::Vector3d& patient_mm) {
  const Eigen::Vector3d local = local_of(v, patient_mm);
  return std::max(inside_body_mm(v, local), inside_arch_mm(v, local));
}

/// HU of a shell seen through a Gaussian blur, by the distance from its outer border.
double blurred_hu(double inside, double sigma_mm) {
  return soft_hu + (cortex_hu - soft_hu) * gaussian_step(inside / sigma_mm) +
         (cancellous_hu - cortex_hu) * gaussian_step((inside - cortex_mm) / sigma_mm);
}

ImageGrid grid_round(const std::vector<AnalyticVertebra>& vertebrae, const ColumnScan& scan) {
  const Eigen::Vector3d lowest = vertebrae.back().centre_mm - Eigen::Vector3d(34, 30, scan.room_below_mm);
  const Eigen::Vector3d highest = vertebrae.front().centre_mm + Eigen::Vector3d(34, 70, scan.room_above_mm);
  Eigen::AlignedBox3d box;
  for (const AnalyticVertebra& v : vertebrae)
    box.extend(Eigen::AlignedBox3d(v.centre_mm - Eigen::Vector3d(34, 30, 0),
                                   v.centre_mm + Eigen::Vector3d(34, 70, 0)));
  Eigen::Vector3d from = box.min();
  Eigen::Vector3d to = box.max();
  from.z() = lowest.z();
  to.z() = highest.z();
  ImageGrid grid;
  grid.spacing_mm = scan.spacing_mm;
  grid.direction = scan.direction;
  const Eigen::Vector3d half = scan.direction.transpose().cwiseAbs() * ((to - from) / 2);
  const Eigen::Array3i size = (2 * half).cwiseQuotient(scan.spacing_mm).array().round().cast<int>();
  grid.size = {size.x(), size.y(), size.z()};
  const Eigen::Vector3d middle = (size - 1).cast<double>() / 2;
  grid.origin_mm = (from + to) / 2 - grid.direction * middle.cwiseProduct(scan.spacing_mm);
  return grid;
}

}  // namespace

double dish_mm(const AnalyticVertebra& vertebra, double x, double y) {
  const double radius = std::hypot(x / (0.9 * vertebra.half_width_mm), y / (0.8 * vertebra.half_depth_mm));
  return radius < 1 ? vertebra.dish_depth_mm * std::pow(1 - radius * radius, 2) : 0;
}

AnalyticColumn make_column(const std::vector<AnalyticVertebra>& vertebrae, const ColumnScan& scan) {
  AnalyticColumn column;
  column.ct.grid = grid_round(vertebrae, scan);
  column.spine.vertebrae.grid = column.ct.grid;
  const ImageGrid& grid = column.ct.grid;
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 1);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d place = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        double deepest = -1e9;
        std::uint16_t label = 0;
        for (std::size_t k = 0; k < vertebrae.size(); ++k) {
          const double inside = inside_mm(vertebrae[k], place);
          if (inside <= deepest) continue;
          deepest = inside;
          label = static_cast<std::uint16_t>(k + 1);
        }
        const double hu = blurred_hu(deepest, scan.sigma_mm) + scan.noise_hu * noise(random);
        column.ct.hounsfield.push_back(static_cast<std::int16_t>(std::lround(hu)));
        column.spine.vertebrae.voxels.push_back(deepest > scan.label_shrunk_mm ? label : 0);
      }
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    FoundVertebra found;
    found.label = static_cast<std::uint16_t>(k + 1);
    found.level.shown = "vertebra " + std::to_string(k + 1) + " from above";
    found.body_centre_mm = vertebrae[k].centre_mm + Eigen::Vector3d(2, -3, 2);
    column.spine.found.push_back(found);
  }
  column.quality.point_spread.in_plane_sigma_mm = Quantity{scan.sigma_mm, Unit::mm};
  column.quality.point_spread.axial_sigma_mm = Quantity{scan.sigma_mm, Unit::mm};
  column.quality.noise_hu = Quantity{scan.noise_hu, Unit::hu};
  return column;
}

std::vector<AnalyticVertebra> five_of(const AnalyticVertebra& vertebra, double distance_mm) {
  std::vector<AnalyticVertebra> five(5, vertebra);
  for (std::size_t k = 0; k < 5; ++k)
    five[k].centre_mm.z() = vertebra.centre_mm.z() - distance_mm * static_cast<double>(k);
  return five;
}

}  // namespace osteosign::test
