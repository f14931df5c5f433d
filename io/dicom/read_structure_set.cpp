#include "io/dicom/read_structure_set.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "io/dicom/contours.h"
#include "io/dicom/dicom_file.h"
#include "io/images/fill_polygons.h"
#include "io/images/region_from_slices.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double allowed_bow_slices = 0.1;  // of a contour out of its plane: beyond, it is tilted
constexpr double same_plane_slices = 0.01;

/// The contours of one ROI in one plane, in voxel coordinates of the grid.
struct ContourPlane {
  double slice = 0;
  std::vector<Polygon> polygons;
};

struct Unused {
  int other_types = 0;
  int tilted = 0;
  int doubles = 0;
  int off_the_grid = 0;
};

struct FlatContour {
  double slice = 0;
  double bow = 0;  ///< largest distance of a point from the plane, in slices
  Polygon polygon;
};

FlatContour flattened(const Contour& contour, const ImageGrid& grid) {
  FlatContour flat;
  std::vector<double> slices;
  for (const Eigen::Vector3d& point : contour.points_in_patient_mm) {
    const Eigen::Vector3d voxel = grid.voxel_from_patient(point);
    flat.polygon.emplace_back(voxel.head<2>());
    slices.push_back(voxel.z());
    flat.slice += voxel.z() / static_cast<double>(contour.points_in_patient_mm.size());
  }
  for (const double slice : slices) flat.bow = std::max(flat.bow, std::abs(slice - flat.slice));
  return flat;
}

std::vector<ContourPlane> planes_of(const ContouredRoi& roi, const ImageGrid& grid, Unused& unused) {
  std::vector<ContourPlane> planes;
  for (const Contour& contour : roi.contours) {
    if ((contour.type != "CLOSED_PLANAR" && contour.type != "CLOSEDPLANAR_XOR") ||
        contour.points_in_patient_mm.size() < 3) {
      ++unused.other_types;
      continue;
    }
    const FlatContour flat = flattened(contour, grid);
    if (flat.bow > allowed_bow_slices) {
      ++unused.tilted;
      continue;
    }
    auto plane = std::ranges::find_if(planes, [&](const ContourPlane& known) {
      return std::abs(known.slice - flat.slice) < same_plane_slices;
    });
    if (plane == planes.end()) plane = planes.insert(plane, {flat.slice, {}});
    if (std::ranges::find(plane->polygons, flat.polygon) != plane->polygons.end())
      ++unused.doubles;  // exclusive or with itself would be nothing
    else
      plane->polygons.push_back(flat.polygon);
  }
  std::ranges::sort(planes, {}, &ContourPlane::slice);
  return planes;
}

// Half the thickness in slices that a contour stands for. Planes further apart than any CT used for
// contouring are parts with nothing between them.
double half_thickness(const std::vector<ContourPlane>& planes, double slice_spacing_mm) {
  constexpr double thickest_mm = 5.0;
  std::optional<double> nearest;
  for (std::size_t at = 1; at < planes.size(); ++at) {
    const double step = planes[at].slice - planes[at - 1].slice;
    nearest = std::min(nearest.value_or(step), step);
  }
  if (!nearest || *nearest * slice_spacing_mm > thickest_mm) return 0.5;
  return 0.5 * std::max(1.0, *nearest);
}

Region rasterized(const std::vector<ContourPlane>& planes, const ImageGrid& grid, Unused& unused) {
  RegionFromSlices slices(grid.size[0], grid.size[1]);
  const double half = half_thickness(planes, grid.spacing_mm.z());
  for (int slice = 0; slice < grid.size[2]; ++slice) {
    const auto nearest = std::ranges::min_element(
        planes, {}, [&](const ContourPlane& plane) { return std::abs(plane.slice - slice); });
    // A slice halfway between the last plane and nothing counts on one side only, so that thickness is kept.
    if (nearest == planes.end() || nearest->slice - slice > half || slice - nearest->slice >= half) continue;
    slices.add(slice, fill_polygons(nearest->polygons, grid.size[0], grid.size[1]));
  }
  for (const ContourPlane& plane : planes) {
    bool on_the_grid = plane.slice > -half && plane.slice < grid.size[2] - 1 + half;
    for (const Polygon& polygon : plane.polygons)
      on_the_grid = on_the_grid && std::ranges::all_of(polygon, [&](const Eigen::Vector2d& corner) {
                      return corner.x() >= -0.5 && corner.y() >= -0.5 && corner.x() <= grid.size[0] - 0.5 &&
                             corner.y() <= grid.size[1] - 0.5;
                    });
    if (!on_the_grid) unused.off_the_grid += static_cast<int>(plane.polygons.size());
  }
  return slices.region();
}

void tell(const ContouredRoi& roi, const Unused& unused, std::vector<std::string>& notes) {
  const auto note = [&](int count, const char* what) {
    if (count > 0)
      notes.push_back(
          fmt::format("ROI \"{}\": {} of {} contours {}", roi.name, count, roi.contours.size(), what));
  };
  note(unused.other_types, "are not closed planar ones and were not used");
  note(unused.tilted, "are not parallel to the slices and were not used");
  note(unused.doubles, "occur twice and were used once");
  note(unused.off_the_grid, "reach beyond the grid and were cut or left out");
}

Region region_of_roi(const ContouredRoi& roi, const ImageGrid& grid, std::vector<std::string>& notes) {
  if (roi.number < 1 || roi.number > 65535)
    throw InputError(
        fmt::format("ROI Number (3006,0022) {} of \"{}\" is not from 1 to 65535", roi.number, roi.name));
  Unused unused;
  Region region = rasterized(planes_of(roi, grid, unused), grid, unused);
  region.number = static_cast<std::uint16_t>(roi.number);
  region.name = roi.name;
  tell(roi, unused, notes);
  return region;
}

}  // namespace

RegionSet read_structure_set(const std::filesystem::path& file, const ImageGrid& grid) {
  const auto format = load_dicom_file(file);
  DcmDataset& dataset = *format->getDataset();
  dataset.convertToUTF8();  // ROI names; a name that cannot be converted stays as it is
  try {
    RegionSet set;
    set.grid = grid;
    set.origin = file.string();
    for (const ContouredRoi& roi : read_contours(dataset))
      set.regions.push_back(region_of_roi(roi, grid, set.notes));
    return set;
  } catch (const Failure& failure) {
    throw failure.within(file.string());
  }
}

}  // namespace osteosign
