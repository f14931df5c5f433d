#include "sample_data/phantom/paint/paint_study.h"

#include <fmt/format.h>

#include <sstream>

#include "io/dicom/read_ct.h"
#include "io/files/label_map_file.h"
#include "io/values/errors.h"
#include "sample_data/phantom/study_folder.h"
#include "sample_data/phantom/truth_json.h"
#include "sample_data/phantom/write_ct_dicom.h"

namespace osteosign::phantom {

namespace {

using Json = nlohmann::ordered_json;

/// Numbers separated by commas, at least `fewest` and at most `most` of them.
std::vector<double> numbers_in(const std::string& text, std::size_t fewest, std::size_t most,
                               const char* form) {
  std::vector<double> found;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) {
    std::size_t read = 0;
    try {
      found.push_back(std::stod(part, &read));
    } catch (const std::exception&) {
      read = 0;
    }
    if (read == 0 || read != part.size())
      throw UsageError(fmt::format("'{}' in '{}' is no number; expected {}", part, text, form));
  }
  if (found.size() < fewest || found.size() > most)
    throw UsageError(fmt::format("'{}' has {} numbers; expected {}", text, found.size(), form));
  return found;
}

SeriesEntry ct_series_in(const std::vector<std::filesystem::path>& inputs) {
  std::vector<SeriesEntry> found;
  const Listing listing = find_series(inputs);
  for (const StudyEntry& study : listing.studies)
    for (const SeriesEntry* series : choose_ct_series(study).chosen) found.push_back(*series);
  if (found.size() != 1)
    throw UsageError(fmt::format("the input holds {} CT series to paint into; name one", found.size()));
  return found.front();
}

Json ellipsoid_json(const EllipsoidTruth& truth) {
  return {{"centre_mm", numbers(truth.painted.centre_in_patient_mm)},
          {"semi_axes_mm", numbers(truth.painted.semi_axes_mm)},
          {"hu", rounded(truth.painted.hu)},
          {"edge", name_of(truth.painted.edge.shape)},
          {"edge_width_mm", rounded(truth.painted.edge.width_mm)},
          {"label", truth.painted.label},
          {"volume_mm3", rounded(truth.volume_mm3)},
          {"painted_volume_mm3", rounded(truth.painted_volume_mm3)}};
}

Json bulge_json(const BulgeTruth& truth) {
  return {{"wall_mm", numbers(truth.painted.wall_in_patient_mm)},
          {"posterior", numbers(truth.painted.posterior)},
          {"cranial", numbers(truth.painted.cranial)},
          {"height_mm", rounded(truth.painted.height_mm)},
          {"half_width_mm", rounded(truth.painted.half_width_mm)},
          {"half_length_mm", rounded(truth.painted.half_length_mm)},
          {"top_mm", numbers(truth.top_in_patient_mm)},
          {"added_volume_mm3", rounded(truth.added_volume_mm3)},
          {"wall_fit_mm", rounded(truth.wall_fit_mm)}};
}

Json truth_of(const PaintedCt& painted) {
  Json ellipsoids = Json::array(), bulges = Json::array();
  for (const EllipsoidTruth& truth : painted.ellipsoids) ellipsoids.push_back(ellipsoid_json(truth));
  for (const BulgeTruth& truth : painted.bulges) bulges.push_back(bulge_json(truth));
  return {{"schema_version", 1},
          {"kind", "paint"},
          {"modality", "CT"},
          {"series_instance_uid", painted.ct.acquisition.series_instance_uid},
          {"grid", grid_json(painted.ct.grid)},
          {"noise_hu", rounded(painted.noise_hu)},
          {"psf_sigma_mm",
           {{"in_plane", rounded(painted.in_plane_sigma_mm)}, {"axial", rounded(painted.axial_sigma_mm)}}},
          {"ellipsoids", ellipsoids},
          {"bulges", bulges}};
}

}  // namespace

PaintedEllipsoid ellipsoid_of(const std::string& text) {
  const std::vector<double> n = numbers_in(text, 7, 9, "x,y,z,rx,ry,rz,hu[,edge_width_mm[,label]]");
  PaintedEllipsoid ellipsoid;
  ellipsoid.centre_in_patient_mm = {n[0], n[1], n[2]};
  ellipsoid.semi_axes_mm = {n[3], n[4], n[5]};
  if (ellipsoid.semi_axes_mm.minCoeff() < 0.5)
    throw UsageError(fmt::format("'{}': a semi-axis is below 0.5 mm", text));
  ellipsoid.hu = n[6];
  if (n.size() > 7 && n[7] > 0) ellipsoid.edge = {EdgeShape::gaussian, n[7]};
  if (n.size() > 8) ellipsoid.label = static_cast<std::uint16_t>(n[8]);
  return ellipsoid;
}

PaintedBulge bulge_of(const std::string& text) {
  const std::vector<double> n = numbers_in(text, 6, 7, "x,y,z,height,half_width,half_length[,hu]");
  PaintedBulge bulge;
  bulge.wall_in_patient_mm = {n[0], n[1], n[2]};
  bulge.height_mm = n[3];
  bulge.half_width_mm = n[4];
  bulge.half_length_mm = n[5];
  if (bulge.height_mm <= 0 || bulge.half_width_mm < 2 || bulge.half_length_mm < 2)
    throw UsageError(
        fmt::format("'{}': a bulge is above 0 mm high and reaches 2 mm or more to each side", text));
  if (n.size() > 6) bulge.hu = n[6];
  return bulge;
}

void paint_study(const PaintRequest& request) {
  const ReadCt read = read_ct(ct_series_in(request.inputs), GapPolicy::error);
  LabelMap labels;
  if (!request.labels.empty()) labels = read_label_map(request.labels);
  const PaintedCt painted = paint(read.ct, request.painting, request.labels.empty() ? nullptr : &labels);
  make_empty_folder(request.output / "dicom");
  write_ct_dicom(painted.ct, request.output / "dicom", request.compression);
  write_truth(truth_of(painted), request.output / "truth.json");
}

}  // namespace osteosign::phantom
