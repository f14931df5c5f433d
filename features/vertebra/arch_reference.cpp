#include "features/vertebra/arch_reference.h"

#include <cmath>

namespace osteosign {
namespace {

constexpr double opposite_from_mm = 6;  ///< nearer to the midline the mirror side tells nothing
constexpr double opposite_to_mm = 22;   ///< farther away, processes differ from side to side
/// Farther behind the body, a small turn of the vertebra's frame puts soft tissue where the other side has
/// bone: twice the length of a pedicle (methods A2.4).
constexpr double opposite_behind_body_mm = 20;

}  // namespace

std::vector<ArchReference> arch_references(const std::vector<VertebraGeometry>& vertebrae, std::size_t own) {
  const VertebraGeometry& here = vertebrae[own];
  std::vector<ArchReference> references{{&here, fit_arch_mirror(here), Eigen::Vector3d::Ones()}};
  for (const int step : {-2, -1, 1, 2}) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(own) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(vertebrae.size())) continue;
    const VertebraGeometry& there = vertebrae[static_cast<std::size_t>(at)];
    const double* width_here = here.width_mm.if_known();
    const double* width_there = there.width_mm.if_known();
    const double* depth_here = here.depth_mm.if_known();
    const double* depth_there = there.depth_mm.if_known();
    if (!width_here || !width_there || !depth_here || !depth_there) continue;
    references.push_back({&there, {}, {*width_there / *width_here, *depth_there / *depth_here, 1}});
  }
  return references;
}

bool is_of_comparable_arch(const VertebraGeometry& own, const Eigen::Vector3d& local_mm) {
  const double* const depth_mm = own.depth_mm.if_known();
  return depth_mm != nullptr && std::abs(local_mm.x()) <= opposite_to_mm &&
         local_mm.y() <= *depth_mm / 2 + opposite_behind_body_mm;
}

bool mirror_tells(const VertebraGeometry& own, const Eigen::Vector3d& local_mm) {
  return std::abs(local_mm.x()) >= opposite_from_mm && is_of_comparable_arch(own, local_mm);
}

}  // namespace osteosign
