#include "sample_data/phantom/spine/spine_truth.h"

#include <tbb/parallel_for.h>

#include <numbers>

#include "sample_data/phantom/bone_truth.h"
#include "sample_data/phantom/solids.h"
#include "sample_data/phantom/spine/arch_truth.h"
#include "sample_data/phantom/spine/body_truth.h"
#include "sample_data/phantom/spine/canal_truth.h"
#include "sample_data/phantom/spine/vertebra_part.h"

namespace osteosign::phantom {

namespace {

EndplateTruth endplate_truth(const RimPlane& plane, const Eigen::Isometry3d& patient_from_local) {
  return {patient_from_local * Eigen::Vector3d(0, 0, plane.height_mm),
          patient_from_local.linear() * plane.normal()};
}

double body_volume_mm3(const VertebraModel& vertebra) {
  constexpr double step_mm = 1;
  const Box& box = vertebra.body_box;
  double volume_mm3 = 0;
  for (double x = box.lowest_mm.x(); x < box.highest_mm.x(); x += step_mm)
    for (double y = box.lowest_mm.y(); y < box.highest_mm.y(); y += step_mm)
      for (double z = box.lowest_mm.z(); z < box.highest_mm.z(); z += step_mm) {
        const double behind_mm = y - vertebra.body.wall_mm(x, z);
        if (behind_mm > step_mm) continue;
        const double outside_mm = std::max(vertebra.distances({x, y, z}).outer_mm, behind_mm);
        volume_mm3 += step_mm * step_mm * step_mm * std::clamp(0.5 - outside_mm / step_mm, 0.0, 1.0);
      }
  return volume_mm3;
}

double largest_loss(const BodyHeights& now, const BodyHeights& healthy) {
  return std::max({1 - now.anterior_mm / healthy.anterior_mm, 1 - now.middle_mm / healthy.middle_mm,
                   1 - now.posterior_mm / healthy.posterior_mm});
}

void measure_body(const VertebraModel& vertebra, const VertebraModel& healthy, VertebraTruth& truth) {
  truth.width_mm = vertebra.placed.size.width_mm;
  truth.depth_mm = vertebra.placed.size.depth_mm;
  truth.heights = heights_of(vertebra.body);
  truth.healthy_heights = heights_of(healthy.body);
  truth.height_loss = largest_loss(truth.heights, truth.healthy_heights);
  truth.coronal_wedge_deg = coronal_wedge_deg(vertebra.body);
  truth.sagittal_wedge_deg = sagittal_wedge_deg(vertebra.body);
  truth.healthy_coronal_wedge_deg = coronal_wedge_deg(healthy.body);
  truth.healthy_sagittal_wedge_deg = sagittal_wedge_deg(healthy.body);
  truth.body_volume_mm3 = body_volume_mm3(vertebra);
  truth.cancellous_hu = vertebra.cancellous_hu;
  const WallTruth wall = wall_of(vertebra.body, healthy.body);
  truth.bulge_mm = wall.bulge_mm;
  truth.bulge_beyond_chord_mm = wall.beyond_chord_mm;
  truth.bulge_area_mm2 = wall.area_mm2;
  truth.breach_area_mm2 = breach_area_mm2(vertebra);
}

void measure_canal(const VertebraModel& vertebra, const VertebraModel& healthy, VertebraTruth& truth) {
  truth.canal_area_mm2 = least_canal_area_mm2(vertebra, InTheCanal::bone);
  truth.healthy_canal_area_mm2 = least_canal_area_mm2(healthy, InTheCanal::bone);
  truth.canal_narrowing = 1 - truth.canal_area_mm2 / truth.healthy_canal_area_mm2;
  truth.canal_mass_mm = vertebra.signs.canal_mass_mm;
  truth.canal_mass_side = static_cast<int>(vertebra.signs.canal_mass_side);
  truth.free_canal_narrowing =
      1 - least_canal_area_mm2(vertebra, InTheCanal::bone_and_soft_tissue) / truth.healthy_canal_area_mm2;
}

SpineLesionTruth spine_lesion_truth(const SpineCt& scanned, const SpineLesion& described) {
  constexpr double step_mm = 0.3;
  const VertebraModel& vertebra =
      scanned.scene->column().vertebrae()[static_cast<std::size_t>(described.vertebra - 1)];
  const LesionBody& body = described.body;
  SpineLesionTruth truth;
  truth.vertebra = described.vertebra;
  truth.part = part_of(vertebra, {body.x_mm, body.y_mm, body.z_mm});
  truth.lesion =
      lesion_truth(body, vertebra.cancellous_hu,
                   scanned.patient_from_phantom * vertebra.placed.phantom_from_local, scanned.ct.grid);
  for (double x = -body.semi_axis_x_mm; x <= body.semi_axis_x_mm; x += step_mm)
    for (double y = -body.semi_axis_y_mm; y <= body.semi_axis_y_mm; y += step_mm)
      for (double z = -body.semi_axis_z_mm; z <= body.semi_axis_z_mm; z += step_mm) {
        const Eigen::Vector3d point(body.x_mm + x, body.y_mm + y, body.z_mm + z);
        if (lesion_distance_mm(body, point) < 0 && vertebra.distances(point).outer_mm < 0)
          truth.volume_in_bone_mm3 += step_mm * step_mm * step_mm;
      }
  return truth;
}

double cobb_deg(const std::vector<VertebraTruth>& vertebrae) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (const VertebraTruth& vertebra : vertebrae)
    for (const Eigen::Vector3d& normal : {vertebra.superior.normal, vertebra.inferior.normal}) {
      const double lean = std::atan2(normal.x(), normal.z()) * 180 / std::numbers::pi;
      least = std::min(least, lean);
      most = std::max(most, lean);
    }
  return most - least;
}

}  // namespace

VertebraTruth vertebra_truth(const SpineCt& scanned, int number) {
  const VertebraModel& vertebra =
      scanned.scene->column().vertebrae().at(static_cast<std::size_t>(number - 1));
  SpinePhantom sound = scanned.scene->phantom();
  sound.signs.clear();
  const VertebraModel healthy(vertebra.placed, sound);
  const Eigen::Isometry3d patient_from_local =
      scanned.patient_from_phantom * vertebra.placed.phantom_from_local;
  VertebraTruth truth;
  truth.number = vertebra.placed.number;
  truth.level = level_name(vertebra.placed.level);
  truth.frame = {patient_from_local.translation(), patient_from_local.linear()};
  truth.superior = endplate_truth(central_superior_plane(vertebra.body), patient_from_local);
  truth.inferior = endplate_truth(central_inferior_plane(vertebra.body), patient_from_local);
  measure_body(vertebra, healthy, truth);
  measure_canal(vertebra, healthy, truth);
  truth.left_pedicle = pedicle_truth(vertebra, 1);
  truth.right_pedicle = pedicle_truth(vertebra, -1);
  const Eigen::Vector3d isthmus = vertebra.arch.left_pedicle().isthmus_mm;
  truth.left_pedicle.centre_mm = patient_from_local * isthmus;
  truth.right_pedicle.centre_mm =
      patient_from_local * Eigen::Vector3d(-isthmus.x(), isthmus.y(), isthmus.z());
  return truth;
}

SpineTruth spine_truth(const SpineCt& scanned) {
  SpineTruth truth;
  const auto& vertebrae = scanned.scene->column().vertebrae();
  truth.vertebrae.resize(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    truth.vertebrae[i] = vertebra_truth(scanned, static_cast<int>(i) + 1);
  });
  truth.canal = canal_truth(scanned);
  for (const SpineLesion& lesion : scanned.scene->phantom().lesions)
    truth.lesions.push_back(spine_lesion_truth(scanned, lesion));
  truth.cobb_deg = cobb_deg(truth.vertebrae);
  return truth;
}

}  // namespace osteosign::phantom
