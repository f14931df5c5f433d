#include "pipeline/result/series_json.h"

namespace osteosign {
namespace {

ResultJson direction_json(const Measured<Eigen::Matrix3d>& direction) {
  if (!direction.known()) return unknown_json(direction.reason());
  ResultJson axes = ResultJson::array();
  for (int axis = 0; axis < 3; ++axis)
    axes.push_back(numbers_json(Eigen::Vector3d(direction.value().col(axis)), geometry_digits));
  return axes;
}

ResultJson grid_json(const SeriesResult& series) {
  const auto& spacing = series.spacing_mm;
  const auto& origin = series.origin_mm;
  return {{"size", series.size},
          {"spacing_mm",
           spacing.known() ? numbers_json(spacing.value(), geometry_digits) : unknown_json(spacing.reason())},
          {"origin_mm",
           origin.known() ? numbers_json(origin.value(), geometry_digits) : unknown_json(origin.reason())},
          {"direction", direction_json(series.direction)}};
}

ResultJson geometry_json(const Measured<CtGeometry>& geometry) {
  if (!geometry.known()) return unknown_json(geometry.reason());
  return {{"tilt_deg", rounded(geometry.value().tilt_deg, measured_digits)},
          {"gaps", geometry.value().gaps},
          {"duplicates", geometry.value().duplicates},
          {"policy", word(geometry.value().policy)}};
}

}  // namespace

std::string_view word(GapPolicy policy) {
  switch (policy) {
    case GapPolicy::error:
      return "error";
    case GapPolicy::interpolate:
      return "interpolate";
    case GapPolicy::report:
      return "report";
  }
  throw InternalError("gap policy without a word");
}

ResultJson series_json(const SeriesResult& series) {
  return {{"series_instance_uid",
           text_or_unknown_json(series.series_instance_uid, "Series Instance UID (0020,000E) is absent")},
          {"modality", series.modality},
          {"view", text_json(series.view)},
          {"slices", series.slices},
          {"grid", grid_json(series)},
          {"spacing_source", series.spacing_source},
          {"geometry", geometry_json(series.geometry)},
          {"noise_hu", number_json(series.noise_hu)},
          {"psf_sigma_mm",
           {{"in_plane", number_json(series.psf_in_plane_sigma_mm)},
            {"axial", number_json(series.psf_axial_sigma_mm)}}}};
}

}  // namespace osteosign
