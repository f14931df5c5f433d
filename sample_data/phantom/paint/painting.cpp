#include "sample_data/phantom/paint/painting.h"

#include <fmt/format.h>

#include <numbers>

#include "features/prepare/image_quality.h"
#include "io/values/errors.h"
#include "sample_data/phantom/dicom_identity.h"
#include "sample_data/phantom/paint/paint_box.h"
#include "sample_data/phantom/paint/wall_surface.h"
#include "sample_data/phantom/solids.h"
#include "sample_data/phantom/spine/bone_distances.h"

namespace osteosign::phantom {

namespace {

/// Edges are felt this far beyond a surface, in standard deviations of the blur.
constexpr double blur_reach = 4;
/// The new bone takes the place of the old cortex and reaches this far into the body.
constexpr double into_body_mm = 2.5;

double given_or_measured(const Measured<double>& given, const MeasuredQuantity& measured, const char* name) {
  if (given.known()) return given.value();
  if (measured.if_known() == nullptr)
    throw UsageError(fmt::format("{} is not given and can not be measured: {}", name, measured.reason()));
  return measured.value().value;
}

/// The picture being painted, with blur and noise of its scanner.
class Canvas {
 public:
  Canvas(const CtVolume& ct, const Painting& painting, const LabelMap* labels)
      : labels_(labels), seed_(painting.seed) {
    result_.ct = ct;
    const bool all_given =
        painting.noise_hu.known() && painting.in_plane_sigma_mm.known() && painting.axial_sigma_mm.known();
    const ImageQuality quality = all_given ? ImageQuality{} : estimate_image_quality(ct, {});
    result_.noise_hu = given_or_measured(painting.noise_hu, quality.noise_hu, "noise_hu");
    result_.in_plane_sigma_mm = given_or_measured(
        painting.in_plane_sigma_mm, quality.point_spread.in_plane_sigma_mm, "in_plane_sigma_mm");
    result_.axial_sigma_mm =
        given_or_measured(painting.axial_sigma_mm, quality.point_spread.axial_sigma_mm, "axial_sigma_mm");
  }

  void add(const PaintedEllipsoid& ellipsoid);
  void add(const PaintedBulge& bulge);
  PaintedCt result() && { return std::move(result_); }

 private:
  Blur blur() const { return {result_.in_plane_sigma_mm, result_.axial_sigma_mm}; }
  double reach_mm(double size_mm) const {
    return size_mm + blur_reach * std::max(result_.in_plane_sigma_mm, result_.axial_sigma_mm) +
           result_.ct.grid.spacing_mm.maxCoeff();
  }
  std::vector<float> fresh_noise(const ImageGrid& box) {
    const double* const thickness_mm = result_.ct.acquisition.slice_thickness_mm.if_known();
    return box_noise(box, blur(), result_.noise_hu,
                     thickness_mm != nullptr ? *thickness_mm : box.spacing_mm.z(), seed_ + things_++);
  }
  bool is_open(const Eigen::Vector3d& patient_mm, std::uint16_t label) const;

  PaintedCt result_;
  const LabelMap* labels_;
  int seed_;
  int things_ = 0;
};

/// Whether a thing with this label may be painted at a point.
bool Canvas::is_open(const Eigen::Vector3d& patient_mm, std::uint16_t label) const {
  if (label == 0) return true;
  const Eigen::Array3i p = labels_->grid.voxel_from_patient(patient_mm).array().round().cast<int>();
  if (!labels_->grid.contains(p.x(), p.y(), p.z())) return true;
  const std::uint16_t here = labels_->voxels[labels_->grid.index(p.x(), p.y(), p.z())];
  return here == 0 || here == label;
}

double sum_of(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += value;
  return sum;
}

void Canvas::add(const PaintedEllipsoid& ellipsoid) {
  if (ellipsoid.label != 0 && labels_ == nullptr)
    throw UsageError(fmt::format("ellipsoid: label {} is named, but there is no label map", ellipsoid.label));
  const PaintBox box =
      box_round(result_.ct.grid, ellipsoid.centre_in_patient_mm,
                reach_mm(ellipsoid.semi_axes_mm.maxCoeff() + ellipsoid.edge.reach_mm(0)), "ellipsoid");
  const double footprint_mm = box.grid.spacing_mm.minCoeff() / 3;
  const std::vector<float> presence = seen_presence(box.grid, blur(), [&](const Eigen::Vector3d& patient_mm) {
    const Eigen::Vector3d local = ellipsoid.axes.transpose() * (patient_mm - ellipsoid.centre_in_patient_mm);
    const double part =
        ellipsoid.edge.fraction_at(ellipsoid_distance_mm(local, ellipsoid.semi_axes_mm), footprint_mm);
    return part > 0 && is_open(patient_mm, ellipsoid.label) ? part : 0;
  });
  blend(result_.ct, box, presence, ellipsoid.hu, fresh_noise(box.grid));
  result_.ellipsoids.push_back({ellipsoid, 4.0 / 3 * std::numbers::pi * ellipsoid.semi_axes_mm.prod(),
                                sum_of(presence) * box.grid.voxel_volume_mm3()});
}

void Canvas::add(const PaintedBulge& bulge) {
  const WallSurface wall = find_wall(result_.ct, bulge);
  const PaintBox box = box_round(
      result_.ct.grid, bulge.wall_in_patient_mm,
      reach_mm(length(bulge.half_width_mm, bulge.half_length_mm) + bulge.height_mm + into_body_mm), "bulge");
  const double footprint_mm = box.grid.spacing_mm.minCoeff() / 3;
  /// Part of new bone up to `less_mm` before its surface.
  const auto bone_part = [&](const Eigen::Vector3d& patient_mm, double from_mm, double less_mm) {
    const Eigen::Vector3d p = wall.local(patient_mm);
    const double rise_mm =
        bulge.height_mm * bump(p.x(), bulge.half_width_mm) * bump(p.z(), bulge.half_length_mm);
    if (rise_mm <= 0.02 * bulge.height_mm) return 0.0;
    const double behind_mm = p.y() - wall.behind_mm(p.x(), p.z());
    const double outside_mm = std::max(behind_mm - rise_mm + less_mm, from_mm - behind_mm);
    return std::clamp(0.5 - outside_mm / footprint_mm, 0.0, 1.0);
  };
  const auto seen = [&](double from_mm, double less_mm) {
    return seen_presence(box.grid, blur(),
                         [&](const Eigen::Vector3d& p) { return bone_part(p, from_mm, less_mm); });
  };
  blend(result_.ct, box, seen(-into_body_mm, 0), bulge.cortex_hu, fresh_noise(box.grid));
  blend(result_.ct, box, seen(-into_body_mm, bulge.cortex_mm), bulge.hu, fresh_noise(box.grid));
  const double top_mm = wall.behind_mm(0, 0) + bulge.height_mm;
  result_.bulges.push_back(
      {bulge, sum_of(seen(0, 0)) * box.grid.voxel_volume_mm3(), wall.patient({0, top_mm, 0}), wall.fit_mm});
}

std::string figures_of_painting(const Painting& painting) {
  std::string text = fmt::format("seed {};", painting.seed);
  for (const PaintedEllipsoid& e : painting.ellipsoids)
    text += fmt::format("ellipsoid {} {} {}, {} {} {}, {} {} {} {};", e.centre_in_patient_mm.x(),
                        e.centre_in_patient_mm.y(), e.centre_in_patient_mm.z(), e.semi_axes_mm.x(),
                        e.semi_axes_mm.y(), e.semi_axes_mm.z(), e.hu, static_cast<int>(e.edge.shape),
                        e.edge.width_mm, e.label);
  for (const PaintedBulge& b : painting.bulges)
    text += fmt::format("bulge {} {} {}, {} {} {} {};", b.wall_in_patient_mm.x(), b.wall_in_patient_mm.y(),
                        b.wall_in_patient_mm.z(), b.height_mm, b.half_width_mm, b.half_length_mm, b.hu);
  return text;
}

/// The painted series is another one of the same study and frame of reference.
void name_series(CtVolume& ct, const Painting& painting) {
  const std::string text = ct.acquisition.series_instance_uid + figures_of_painting(painting);
  ct.acquisition.series_instance_uid = uid_from("painted series:" + text);
  ct.acquisition.series_description += " (painted)";
  for (std::size_t z = 0; z < ct.slices.size(); ++z)
    ct.slices[z] = {uid_from(fmt::format("{} slice {}", ct.acquisition.series_instance_uid, z)), 0, false};
}

}  // namespace

PaintedCt paint(const CtVolume& ct, const Painting& painting, const LabelMap* labels) {
  Canvas canvas(ct, painting, labels);
  for (const PaintedEllipsoid& ellipsoid : painting.ellipsoids) canvas.add(ellipsoid);
  for (const PaintedBulge& bulge : painting.bulges) canvas.add(bulge);
  PaintedCt result = std::move(canvas).result();
  name_series(result.ct, painting);
  return result;
}

}  // namespace osteosign::phantom
