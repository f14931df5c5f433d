#include "features/lesion/cortex_beside.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace osteosign {
namespace {

constexpr double surroundings_mm = 6;  // beyond the cortex beside the lesion: shows the rim of a hole
constexpr double usual_thickness_mm = 3;

double undamaged_thickness_mm(const ReferenceCortex& reference) {
  const Estimate* thickness = reference.thickness_mm.if_known();
  return thickness != nullptr ? thickness->value : std::max(reference.mass_mm.value, 0.0);
}

/// From the lesion to the face of the cortex that looks at it.
double gap_mm(const CortexSurface& surface, std::size_t point, const LesionDistance& lesion,
              double thickness_mm) {
  const double distance = surface.lesion_distance_mm[point];
  if (distance <= 0) return 0;
  const Eigen::Vector3d& position = surface.points.positions_mm[point];
  const Eigen::Vector3d& normal = surface.points.normals[point];
  const bool from_inside = lesion.mm(position - normal) < lesion.mm(position + normal);
  return std::max(0.0, from_inside ? distance - thickness_mm : distance);
}

}  // namespace

CortexBeside cortex_beside(const CortexRays& rays, const LesionDistance& lesion,
                           const ReferenceCortex& reference, const CortexParameters& parameters) {
  const CortexSurface& surface = rays.surface();
  const double thickness_mm = undamaged_thickness_mm(reference);
  CortexBeside cortex;
  cortex.nearest_gap_mm = std::numeric_limits<double>::max();
  std::vector<double> gaps(surface.points.size());
  tbb::parallel_for(std::size_t{0}, gaps.size(),
                    [&](std::size_t i) { gaps[i] = gap_mm(surface, i, lesion, thickness_mm); });
  for (std::size_t i = 0; i < gaps.size(); ++i)
    if (!surface.cut_off[i]) cortex.nearest_gap_mm = std::min(cortex.nearest_gap_mm, gaps[i]);
  const double beside_mm = cortex.nearest_gap_mm + parameters.cortex_beside_mm;
  std::vector<int> place_of(gaps.size(), -1);
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    // Where the volume ends there is no cortex, unless the lesion reaches that far.
    const double limit_mm = surface.cut_off[i] ? parameters.cortex_beside_mm - surroundings_mm : beside_mm;
    if (gaps[i] > limit_mm + surroundings_mm) continue;
    place_of[i] = static_cast<int>(cortex.places.size());
    cortex.places.push_back(
        {i, gaps[i], gaps[i] <= beside_mm || surface.cut_off[i], {}, Unknown{"the volume ends here"}, false});
  }
  cortex.neighbours.resize(cortex.places.size());
  tbb::parallel_for(std::size_t{0}, cortex.places.size(), [&](std::size_t i) {
    CortexPlace& place = cortex.places[i];
    for (const int neighbour : surface.points.neighbours[place.point])
      if (const int other = place_of[static_cast<std::size_t>(neighbour)]; other >= 0)
        cortex.neighbours[i].push_back(other);
    place.before = reference.before(surface.points.positions_mm[place.point]);
    if (surface.cut_off[place.point]) return;
    const Estimate* expected = place.before.thickness_mm.if_known();
    place.seen =
        rays.look(place.point, reference.bone, expected ? expected->value : usual_thickness_mm, parameters);
    const Measured<double> blur = rays.blur_mm(place.point);
    place.thickness_is_sharp = blur.known() && blur.value() <= parameters.cortex_largest_blur_mm;
  });
  return cortex;
}

}  // namespace osteosign
