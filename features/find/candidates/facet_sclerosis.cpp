#include "features/find/candidates/facet_sclerosis.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "features/find/outline_voxels.h"
#include "features/profile/order_statistics.h"
#include "features/shape/shape_figures.h"
#include "features/shape/signed_distance.h"
#include "features/vertebra/vertebra_image.h"

namespace osteosign {
namespace {

/// Behind the middle of the canal, and beside the midline.
bool lies_where_facets_do(const Spine& spine, const Eigen::Vector3d& point_mm) {
  constexpr double midline_mm = 5;
  if (spine.canal.empty()) return false;
  const auto nearest = std::ranges::min_element(
      spine.canal, {}, [&](const CanalPoint& point) { return (point.centre_mm - point_mm).squaredNorm(); });
  const Eigen::Vector3d offset = point_mm - nearest->centre_mm;
  return offset.dot(nearest->forward) < 0 &&
         std::abs(offset.dot(nearest->tangent.cross(nearest->forward))) > midline_mm;
}

/// A box of the series round a region.
struct BoxRound {
  ImageGrid grid;
  Eigen::Array3i first;

  BoxRound(const ImageGrid& series, const CtLesionOutline& region, double border_mm) {
    std::array<int, 3> from{}, size{};
    for (std::size_t a = 0; a < 3; ++a) {
      const int border =
          static_cast<int>(std::ceil(border_mm / series.spacing_mm[static_cast<Eigen::Index>(a)]));
      from[a] = std::max(0, region.first[a] - border);
      size[a] = std::min(series.size[a], region.first[a] + region.box.size[a] + border) - from[a];
    }
    grid = series.crop(from, size);
    first = {from[0], from[1], from[2]};
  }

  template <class Value, class OfVoxel>
  std::vector<Value> values(const OfVoxel& of_voxel) const {
    std::vector<Value> all;
    all.reserve(grid.voxel_count());
    for (int z = 0; z < grid.size[2]; ++z)
      for (int y = 0; y < grid.size[1]; ++y)
        for (int x = 0; x < grid.size[0]; ++x)
          all.push_back(static_cast<Value>(of_voxel(Eigen::Array3i(first + Eigen::Array3i(x, y, z)))));
    return all;
  }
};

/// Voxels of two vertebrae lie within reach of the other side of a joint.
bool has_two_vertebrae(const Spine& spine, const BoxRound& box) {
  const LabelMap& map = spine.vertebrae;
  std::uint16_t seen = 0;
  bool two = false;
  for (const std::uint16_t label : box.values<std::uint16_t>(
           [&](const Eigen::Array3i& at) { return map.voxels[map.grid.index(at.x(), at.y(), at.z())]; })) {
    if (label == 0) continue;
    two = two || (seen != 0 && label != seen);
    seen = label;
  }
  return two;
}

/// Of an even bar with the longest principal axis of these places.
double length_mm(const std::vector<Eigen::Vector3d>& places_mm) {
  return std::sqrt(3) / 2 * principal_axes(places_mm).major_mm;
}

/// The way from places to the nearest one of a mask, in a picture.
class WayToMask {
 public:
  WayToMask(const BoxRound& box, const CtVolume& ct, const CtLesionOutline& mask)
      : box_(box),
        hu_(box.values<float>(
            [&](const Eigen::Array3i& at) { return ct.hounsfield[ct.grid.index(at.x(), at.y(), at.z())]; })),
        distance_mm_(signed_distance_mm(box.grid, box.values<std::uint8_t>([&](const Eigen::Array3i& at) {
          return holds(mask, at) ? 1 : 0;
        }))) {}

  double distance_mm(const Eigen::Vector3d& place_mm) const {
    return sample_linear(box_.grid, distance_mm_, place_mm);
  }
  double lowest_hu(Eigen::Vector3d place_mm) const {
    constexpr double step_mm = 0.5;
    double lowest = sample_linear(box_.grid, hu_, place_mm);
    for (double left_mm = distance_mm(place_mm); left_mm > 0; left_mm -= step_mm) {
      Eigen::Vector3d uphill;
      for (int a = 0; a < 3; ++a)
        uphill[a] = distance_mm(place_mm + step_mm * Eigen::Vector3d::Unit(a)) -
                    distance_mm(place_mm - step_mm * Eigen::Vector3d::Unit(a));
      if (uphill.norm() <= 0) break;
      place_mm -= step_mm * uphill.normalized();
      lowest = std::min<double>(lowest, sample_linear(box_.grid, hu_, place_mm));
    }
    return lowest;
  }

 private:
  const BoxRound& box_;
  std::vector<float> hu_, distance_mm_;
};

double border_mm(const FacetSclerosisParameters& parameters) {
  return parameters.facet_reach_mm + parameters.facet_joint_mm;
}

bool is_across_a_joint(const FacetView& view, const FacetSclerosisParameters& parameters) {
  constexpr double most = 0.5;
  return view.share >= parameters.facet_share &&
         view.length_mm >= parameters.facet_flatness * view.depth_mm && view.parted_share > most;
}

bool is_dense(const VertebralRegion& of_atlas) {
  return of_atlas.density == DensityClass::sclerotic && of_atlas.explained_by.empty();
}

}  // namespace

FacetView view_across_joint(const CtVolume& ct, const BoneCandidate& region, const VertebralRegion& other,
                            const FacetSclerosisParameters& parameters) {
  constexpr double surface_mm = 1.5;
  const BoxRound box(ct.grid, region.outline, border_mm(parameters));
  const WayToMask way(box, ct, other.outline);
  std::vector<Eigen::Vector3d> places_mm;
  std::vector<double> distances_mm;
  for_each_inside(region.outline, [&](const Eigen::Array3i& voxel) {
    places_mm.push_back(ct.grid.patient_from_voxel(voxel.matrix().cast<double>()));
    distances_mm.push_back(way.distance_mm(places_mm.back()));
  });
  FacetView view{.gap_mm = order_statistic(distances_mm, 0.05)};
  if (view.gap_mm > parameters.facet_joint_mm) return view;
  view.depth_mm = order_statistic(distances_mm, 0.95) - view.gap_mm;
  view.length_mm = length_mm(places_mm);
  double within = 0, facing = 0, parted = 0;
  const double gap_hu = parameters.facet_gap * std::min(region.median_hu, other.median_hu);
  for (std::size_t i = 0; i < places_mm.size(); ++i) {
    within += distances_mm[i] - view.gap_mm <= parameters.facet_reach_mm ? 1 : 0;
    if (distances_mm[i] - view.gap_mm > surface_mm) continue;
    ++facing;
    parted += way.lowest_hu(places_mm[i]) < gap_hu ? 1 : 0;
  }
  view.share = within / static_cast<double>(places_mm.size());
  view.parted_share = parted / facing;
  return view;
}

void leave_out_facet_sclerosis(const CtVolume& ct, const Spine& spine,
                               const std::vector<VertebralRegion>& of_atlas, double least_confidence,
                               const FacetSclerosisParameters& parameters,
                               std::vector<BoneCandidate>& candidates) {
  if (parameters.facet_reach_mm <= 0) return;
  for (BoneCandidate& each : candidates) {
    if (each.density != DensityClass::sclerotic || !each.left_out.empty() ||
        each.confidence < least_confidence || !lies_where_facets_do(spine, middle_of(each.outline)) ||
        !has_two_vertebrae(spine, BoxRound(ct.grid, each.outline, border_mm(parameters))))
      continue;
    if (std::ranges::any_of(of_atlas, [&](const VertebralRegion& other) {
          return is_dense(other) && overlap_of(each.outline, other.outline).both == 0 &&
                 is_across_a_joint(view_across_joint(ct, each, other, parameters), parameters);
        }))
      each.left_out = "sclerosis on both sides of a facet joint";
  }
}

}  // namespace osteosign
