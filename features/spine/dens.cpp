#include "features/spine/dens.h"

#include <algorithm>
#include <cmath>

#include "features/spine/peg_section.h"

namespace osteosign {
namespace {

constexpr double above_canal_mm = 30, below_top_mm = 70;  // where the dens is looked for
constexpr std::size_t fewest_planes = 3;                  // about 1 mm apart
constexpr double least_free_mm = 3.5, longest_free_mm = 22;
constexpr double longest_gap_mm = 2.5, largest_step_mm = 1.5;  // of the middle from one plane to the next
constexpr double free_longer_than_seen_mm = 14;

/// The canal near its cranial end and straight on beyond it, from cranial to caudal, about 1 mm apart;
/// `arc_mm` counts from the cranial end of the canal.
std::vector<CanalPoint> planes_at_top(const std::vector<CanalPoint>& canal) {
  std::vector<CanalPoint> planes;
  for (double way_mm = above_canal_mm; way_mm > 0; way_mm -= 1) {
    planes.push_back(canal.front());
    planes.back().centre_mm += way_mm * canal.front().tangent;
    planes.back().arc_mm -= way_mm;
  }
  for (const CanalPoint& point : canal)
    if (point.arc_mm - canal.front().arc_mm <= below_top_mm) planes.push_back(point);
  return planes;
}

/// A dens in a row of neighbouring planes; one or two in between may show none.
struct FreeRun {
  std::vector<PegSection> sections;
  std::size_t last = 0;  ///< plane of the last one
  double height_mm() const {
    return sections.empty() ? 0 : (sections.front().middle_mm - sections.back().middle_mm).norm();
  }
};

FreeRun longest_run(const std::vector<CanalPoint>& planes, const SpineImage& image) {
  FreeRun best, run;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const std::optional<PegSection> section = free_peg(planes[i], image);
    if (!section) continue;
    const double down_mm = planes[i].arc_mm - planes[run.last].arc_mm;
    const bool goes_on =
        !run.sections.empty() && down_mm <= longest_gap_mm &&
        (section->middle_mm - run.sections.back().middle_mm).norm() < down_mm + largest_step_mm;
    if (!goes_on) run = {};
    run.sections.push_back(*section);
    run.last = i;
    if (run.height_mm() > best.height_mm()) best = run;
  }
  return best;
}

/// Below the dens its bone goes on into the body of C2.
bool stands_on_wider_body(const FreeRun& run, const Dens& dens, const std::vector<CanalPoint>& planes,
                          const SpineImage& image) {
  constexpr int fewest_wide = 4;
  constexpr double wider_mm = 4, farthest_mm = 18;
  int wide = 0;
  for (std::size_t i = run.last + 1; i < planes.size(); ++i) {
    if (planes[i].arc_mm - planes[run.last].arc_mm > farthest_mm) break;
    const double down_mm = (dens.base_mm - planes[i].centre_mm).dot(planes[i].tangent) /
                           std::max(0.3, dens.cranial().dot(planes[i].tangent));
    const Eigen::Vector3d at = dens.base_mm - down_mm * dens.cranial();
    if (width_of_bone_mm(at, planes[i], image) >= dens.width_mm + wider_mm) ++wide;
  }
  return wide >= fewest_wide;
}

/// The end of the bone on the axis above the planes in which it stands free: its top is round and too narrow
/// for them.
Eigen::Vector3d tip_above(const Eigen::Vector3d& highest_mm, const Eigen::Vector3d& cranial,
                          const SpineImage& image) {
  const CtSampler sampler(image.ct);
  double way_mm = 0;
  while (way_mm < free_longer_than_seen_mm &&
         sampler.hu_at(highest_mm + (way_mm + 1) * cranial) > image.growth_hu)
    way_mm += 1;
  return highest_mm + way_mm * cranial;
}

}  // namespace

std::optional<Dens> find_dens(const Canal& canal, const SpineImage& image) {
  if (canal.points.empty()) return std::nullopt;
  const std::vector<CanalPoint> planes = planes_at_top(canal.points);
  const FreeRun run = longest_run(planes, image);
  if (run.sections.size() < fewest_planes || run.height_mm() < least_free_mm ||
      run.height_mm() > longest_free_mm)
    return std::nullopt;
  Dens dens;
  dens.base_mm = run.sections.back().middle_mm;
  const Eigen::Vector3d& highest = run.sections.front().middle_mm;
  for (const PegSection& section : run.sections) {
    dens.width_mm += section.width_mm / static_cast<double>(run.sections.size());
    dens.depth_mm += section.depth_mm / static_cast<double>(run.sections.size());
  }
  dens.tip_mm = tip_above(highest, (highest - dens.base_mm).normalized(), image);
  if (!stands_on_wider_body(run, dens, planes, image)) return std::nullopt;
  return dens;
}

void end_at_skull(Canal& canal, const Dens& dens) {
  constexpr double to_basion_mm = 5;
  const auto is_in_spine = [&](const CanalPoint& point) {
    return (point.centre_mm - dens.tip_mm).dot(dens.cranial()) <= to_basion_mm;
  };
  const auto first = std::ranges::find_if(canal.points, is_in_spine) - canal.points.begin();
  canal.points.erase(canal.points.begin(), canal.points.begin() + first);
  canal.sections.erase(canal.sections.begin(), canal.sections.begin() + first);
  const double start_mm = canal.points.empty() ? 0 : canal.points.front().arc_mm;
  for (CanalPoint& point : canal.points) point.arc_mm -= start_mm;
}

}  // namespace osteosign
