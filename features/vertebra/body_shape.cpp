#include "features/vertebra/body_shape.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/vertebra/endplate_surface.h"
#include "features/vertebra/wall_on_ray.h"

namespace osteosign {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double thinnest_mm = 2;  ///< endplates nearer than this are taken as this far apart

std::size_t cell(int sector, int layer) {
  return static_cast<std::size_t>((sector + BodyShape::sectors) % BodyShape::sectors) +
         static_cast<std::size_t>(BodyShape::sectors) *
             static_cast<std::size_t>(std::clamp(layer, 0, BodyShape::layers - 1));
}

/// Sector, counted from the left towards the back, as a real number.
double sector_of(double x, double y) {
  const double turn = std::atan2(y, x) / two_pi;
  return (turn < 0 ? turn + 1 : turn) * BodyShape::sectors;
}

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Median of the cell and its neighbours that hold something; cells without any stay 0.
std::vector<double> smoothed_wall(const std::vector<double>& wall) {
  std::vector<double> result(wall.size(), 0);
  for (int layer = 0; layer < BodyShape::layers; ++layer)
    for (int sector = 0; sector < BodyShape::sectors; ++sector) {
      std::vector<double> near;
      for (int dl = -1; dl <= 1; ++dl)
        for (int ds = -1; ds <= 1; ++ds)
          if (layer + dl >= 0 && layer + dl < BodyShape::layers && wall[cell(sector + ds, layer + dl)] > 0)
            near.push_back(wall[cell(sector + ds, layer + dl)]);
      if (!near.empty()) result[cell(sector, layer)] = middle_of(near);
    }
  return result;
}

std::ptrdiff_t empty_cells(const std::vector<double>& wall) {
  return std::count(wall.begin(), wall.end(), 0.0);
}

}  // namespace

double BodyPlace::radius() const { return std::hypot(u, v); }

double BodyShape::wall_mm(const BodyPlace& place) const {
  const double s = sector_of(place.u, place.v) - 0.5;
  const double l = std::clamp(place.h * layers - 0.5, 0.0, layers - 1.0);
  const int s0 = static_cast<int>(std::floor(s));
  const int l0 = static_cast<int>(l);
  const double ds = s - s0;
  const double dl = l - l0;
  return (1 - dl) * ((1 - ds) * wall_mm_[cell(s0, l0)] + ds * wall_mm_[cell(s0 + 1, l0)]) +
         dl * ((1 - ds) * wall_mm_[cell(s0, l0 + 1)] + ds * wall_mm_[cell(s0 + 1, l0 + 1)]);
}

BodyPlace BodyShape::place_of(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d local = frame_.local_from_patient(point_mm);
  const double low = height_at_mm(inferior_, local.x(), local.y());
  const double high = height_at_mm(superior_, local.x(), local.y());
  BodyPlace place{local.x(), local.y(), (local.z() - low) / std::max(high - low, thinnest_mm)};
  const double wall = wall_mm(place);
  place.u /= wall;
  place.v /= wall;
  return place;
}

Eigen::Vector3d BodyShape::point_mm(const BodyPlace& place) const {
  const double wall = wall_mm(place);
  const double x = place.u * wall;
  const double y = place.v * wall;
  const double low = height_at_mm(inferior_, x, y);
  const double high = height_at_mm(superior_, x, y);
  return frame_.patient_from_local({x, y, low + place.h * std::max(high - low, thinnest_mm)});
}

Eigen::Vector3d BodyShape::outward(const BodyPlace& place) const {
  const double radius = place.radius();
  if (radius <= 0) return frame_.axes.col(0);
  return frame_.axes * Eigen::Vector3d(place.u / radius, place.v / radius, 0);
}

double BodyShape::height_mm(const BodyPlace& place) const {
  const double wall = wall_mm(place);
  return std::max(height_at_mm(superior_, place.u * wall, place.v * wall) -
                      height_at_mm(inferior_, place.u * wall, place.v * wall),
                  thinnest_mm);
}

bool BodyShape::contains(const BodyPlace& place) const {
  return place.h >= 0 && place.h <= 1 && place.radius() <= 1;
}

std::array<Eigen::Array3i, 2> BodyShape::voxels_round(const ImageGrid& grid) const {
  const double wall = *std::max_element(wall_mm_.begin(), wall_mm_.end());
  const double top = *std::max_element(superior_.height_mm.begin(), superior_.height_mm.end());
  const double bottom = *std::min_element(inferior_.height_mm.begin(), inferior_.height_mm.end());
  Eigen::Array3i lowest(grid.size[0], grid.size[1], grid.size[2]);
  Eigen::Array3i highest(-1, -1, -1);
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d local((corner & 1) != 0 ? wall : -wall, (corner & 2) != 0 ? wall : -wall,
                                (corner & 4) != 0 ? top : bottom);
    const Eigen::Array3d voxel = grid.voxel_from_patient(frame_.patient_from_local(local)).array();
    lowest = lowest.min(voxel.floor().cast<int>());
    highest = highest.max(voxel.ceil().cast<int>());
  }
  const Eigen::Array3i last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  return {lowest.max(0), highest.min(last)};
}

VoxelMask BodyShape::voxels_inside(const ImageGrid& grid) const {
  VoxelMask inside(grid);
  const auto [lowest, highest] = voxels_round(grid);
  for (int z = lowest.z(); z <= highest.z(); ++z)
    for (int y = lowest.y(); y <= highest.y(); ++y)
      for (int x = lowest.x(); x <= highest.x(); ++x)
        if (contains(place_of(grid.patient_from_voxel(Eigen::Vector3d(x, y, z))))) inside.insert(x, y, z);
  return inside;
}

std::vector<WallSample> BodyShape::samples_inwards(const VertebraImage& image, double angle, double h) const {
  constexpr double farthest_mm = 45;
  std::vector<WallSample> samples;
  for (double radius = farthest_mm; radius > 0; radius -= wall_step_mm) {
    const double x = radius * std::cos(angle);
    const double y = radius * std::sin(angle);
    const double low = height_at_mm(inferior_, x, y);
    const double high = height_at_mm(superior_, x, y);
    const double z = low + h * std::max(high - low, thinnest_mm);
    const Eigen::Vector3i voxel = image.grid.voxel_from_patient(frame_.patient_from_local({x, y, z}))
                                      .array()
                                      .round()
                                      .matrix()
                                      .cast<int>();
    if (!image.grid.contains(voxel.x(), voxel.y(), voxel.z())) continue;
    const std::size_t i = image.grid.index(voxel.x(), voxel.y(), voxel.z());
    samples.push_back({radius, image.parts[i] == VertebraPart::body, image.hounsfield[i]});
  }
  return samples;
}

double BodyShape::outermost_body_mm(const VertebraImage& image, int sector, int layer) const {
  std::vector<double> walls;
  for (const double turn : {0.25, 0.75})
    for (const double rise : {0.25, 0.75}) {
      const double wall =
          wall_on_ray_mm(samples_inwards(image, two_pi * (sector + turn) / sectors, (layer + rise) / layers));
      if (wall > 0) walls.push_back(wall);
    }
  constexpr std::size_t fewest = 2;
  return walls.size() < fewest ? 0 : middle_of(std::move(walls));
}

Measured<BodyShape> BodyShape::of(const VertebraGeometry& geometry, const VertebraImage& image) {
  const Endplate* top = geometry.superior.if_known();
  const Endplate* bottom = geometry.inferior.if_known();
  if (top == nullptr) return Unknown{"superior endplate: " + geometry.superior.reason()};
  if (bottom == nullptr) return Unknown{"inferior endplate: " + geometry.inferior.reason()};
  BodyShape shape;
  shape.frame_ = geometry.frame;
  shape.superior_ = filled_surface(geometry.frame, *top);
  shape.inferior_ = filled_surface(geometry.frame, *bottom);
  shape.wall_mm_.assign(static_cast<std::size_t>(sectors * layers), 0);
  for (int layer = 0; layer < layers; ++layer)
    for (int sector = 0; sector < sectors; ++sector)
      shape.wall_mm_[cell(sector, layer)] = shape.outermost_body_mm(image, sector, layer);
  if (2 * empty_cells(shape.wall_mm_) > sectors * layers)
    return Unknown{"most of the wall of the body is not in the label"};
  shape.wall_mm_ = smoothed_wall(shape.wall_mm_);
  while (empty_cells(shape.wall_mm_) > 0) {
    const std::vector<double> wider = smoothed_wall(shape.wall_mm_);
    for (std::size_t i = 0; i < wider.size(); ++i)
      if (shape.wall_mm_[i] == 0) shape.wall_mm_[i] = wider[i];
  }
  return shape;
}

BodyShape BodyShape::with_wall_of(const std::vector<const BodyShape*>& others, double tolerance_mm) const {
  BodyShape result = *this;
  if (others.empty()) return result;
  std::vector<double> size(others.size());
  for (std::size_t j = 0; j < others.size(); ++j) {
    std::vector<double> ratio(wall_mm_.size());
    for (std::size_t i = 0; i < ratio.size(); ++i) ratio[i] = wall_mm_[i] / others[j]->wall_mm_[i];
    size[j] = middle_of(ratio);
  }
  for (std::size_t i = 0; i < wall_mm_.size(); ++i) {
    std::vector<double> expected(others.size());
    for (std::size_t j = 0; j < others.size(); ++j) expected[j] = size[j] * others[j]->wall_mm_[i];
    result.wall_mm_[i] = std::max(wall_mm_[i], middle_of(expected) - tolerance_mm);
  }
  return result;
}

std::vector<Measured<BodyShape>> find_body_shapes(const CtVolume& ct, const Metal& metal,
                                                  const std::vector<VertebraGeometry>& vertebrae) {
  std::vector<Measured<BodyShape>> shapes(vertebrae.size(), Unknown{"not measured"});
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t k) {
    shapes[k] = BodyShape::of(vertebrae[k], cut_vertebra_image(ct, metal, vertebrae[k], 0));
  });
  return shapes;
}

}  // namespace osteosign
