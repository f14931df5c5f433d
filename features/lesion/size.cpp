#include "features/lesion/size.h"

#include <algorithm>
#include <cmath>

#include "features/shape/shape_figures.h"

namespace osteosign {
namespace {

constexpr double outer_level = 0.35;
constexpr double inner_level = 0.65;

std::vector<Eigen::Vector3d> voxel_centres(const CtLesionOutline& outline) {
  std::vector<Eigen::Vector3d> centres;
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        if (outline.inside[outline.box.index(x, y, z)] != 0)
          centres.push_back(outline.box.patient_from_voxel(Eigen::Vector3d(x, y, z)));
  return centres;
}

}  // namespace

LesionSize measure_size(const CtLesionOutline& outline) {
  constexpr std::size_t fewest_voxels_for_axes = 8;
  const auto surface_at = [&](double level) { return extract_surface(outline.box, outline.membership, level); };
  const TriangleMesh mesh = surface_at(0.5);
  const double volume = mesh.volume_mm3();
  LesionSize size;
  if (!(volume > 0)) return size;
  const TriangleMesh outer = surface_at(outer_level);
  const TriangleMesh inner = surface_at(inner_level);
  const double diameter = largest_diameter_mm(mesh);
  size.volume = Quantity{volume, Unit::mm3, (outer.volume_mm3() - inner.volume_mm3()) / 2,
                         "mesh of the 0.5 membership surface; SD from the 0.35 and 0.65 surfaces"};
  size.surface_area = Quantity{mesh.area_mm2(), Unit::mm2, {}, "mesh of the 0.5 membership surface"};
  size.sphericity = Quantity{sphericity(volume, mesh.area_mm2()), Unit::one, {}, "IBSI, mesh"};
  size.largest_diameter_3d =
      Quantity{diameter, Unit::mm, (largest_diameter_mm(outer) - largest_diameter_mm(inner)) / 2, "IBSI, mesh"};
  const std::vector<Eigen::Vector3d> centres = voxel_centres(outline);
  if (centres.size() < fewest_voxels_for_axes) {
    size.elongation = size.flatness = Unknown{"fewer than 8 voxels"};
    return size;
  }
  const PrincipalAxes axes = principal_axes(centres);
  size.elongation = Quantity{axes.elongation(), Unit::one, {}, "IBSI, voxel centres"};
  size.flatness = Quantity{axes.flatness(), Unit::one, {}, "IBSI, voxel centres"};
  return size;
}

}  // namespace osteosign
