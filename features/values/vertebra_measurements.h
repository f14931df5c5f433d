#pragma once
#include <Eigen/Core>
#include <concepts>
#include <optional>
#include <type_traits>

#include "features/values/epidural_rows.h"
#include "features/values/pedicle_rows.h"
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a vertebra on CT. A new measurement is one member here, one described row below, and
/// its code. Left and right are the patient's.
struct VertebraMeasurements {
  MeasuredQuantity body_volume = Unknown{"not measured"};
  MeasuredQuantity body_hu = Unknown{"not measured"};
  MeasuredQuantity anterior_height = Unknown{"not measured"};
  MeasuredQuantity middle_height = Unknown{"not measured"};
  MeasuredQuantity posterior_height = Unknown{"not measured"};
  MeasuredQuantity left_height = Unknown{"not measured"};
  MeasuredQuantity right_height = Unknown{"not measured"};
  MeasuredQuantity anterior_height_loss = Unknown{"not measured"};
  MeasuredQuantity middle_height_loss = Unknown{"not measured"};
  MeasuredQuantity posterior_height_loss = Unknown{"not measured"};
  MeasuredQuantity height_loss = Unknown{"not measured"};
  MeasuredQuantity coronal_wedge = Unknown{"not measured"};
  MeasuredQuantity sagittal_wedge = Unknown{"not measured"};
  MeasuredQuantity coronal_wedge_residual = Unknown{"not measured"};
  MeasuredQuantity shift_above = Unknown{"not measured"};
  MeasuredQuantity shift_below = Unknown{"not measured"};
  MeasuredQuantity posterior_wall_bulge = Unknown{"not measured"};
  MeasuredQuantity posterior_wall_bulge_area = Unknown{"not measured"};
  MeasuredQuantity posterior_wall_convexity = Unknown{"not measured"};
  MeasuredQuantity posterior_wall_breach_area = Unknown{"not measured"};
  MeasuredQuantity posterior_wall_seen_fraction = Unknown{"not measured"};
  MeasuredQuantity canal_area = Unknown{"not measured"};
  MeasuredQuantity canal_narrowing = Unknown{"not measured"};
  MeasuredQuantity epidural_tissue_thickness = Unknown{"not measured"};
  MeasuredQuantity epidural_assessed_fraction = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_volume = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_volume = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_volume_ratio = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_volume_ratio = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_isthmus_area = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_isthmus_area = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_isthmus_ratio = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_isthmus_ratio = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_ring_completeness = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_ring_completeness = Unknown{"not measured"};
  MeasuredQuantity left_pedicle_hu = Unknown{"not measured"};
  MeasuredQuantity right_pedicle_hu = Unknown{"not measured"};
  MeasuredQuantity trabecular_sd = Unknown{"not measured"};
  MeasuredQuantity trabecular_entropy = Unknown{"not measured"};
  MeasuredQuantity octant_range = Unknown{"not measured"};
  MeasuredQuantity trabecular_sd_z = Unknown{"not measured"};
  MeasuredQuantity octant_range_ratio = Unknown{"not measured"};
  MeasuredQuantity lytic_volume = Unknown{"not measured"};
  MeasuredQuantity cortical_defect_area = Unknown{"not measured"};
  MeasuredQuantity vacuum_cleft_volume = Unknown{"not measured"};
  // Places of the evidence in patient millimetres, where there is one.
  std::optional<Eigen::Vector3d> bulge_in_patient_mm;
  std::optional<Eigen::Vector3d> wall_breach_in_patient_mm;
  std::optional<Eigen::Vector3d> epidural_in_patient_mm;
  std::optional<Eigen::Vector3d> left_pedicle_in_patient_mm;
  std::optional<Eigen::Vector3d> right_pedicle_in_patient_mm;
  std::optional<Eigen::Vector3d> lysis_in_patient_mm;
};

/// Calls `visit(MeasurementDescription, member)` for each measurement; `Measurements` is
/// VertebraMeasurements, const or not.
template <class Measurements, class Visitor>
requires std::same_as<std::remove_const_t<Measurements>, VertebraMeasurements>
void describe(Measurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"body_volume", "Volume of the vertebral body, arch left out", Unit::mm3,
                               "the body is cut by the border of the volume", "methods A2.4",
                               "features/vertebra/body.h"},
        m.body_volume);
  visit(
      MeasurementDescription{
          "body_hu",
          "Median of the cancellous bone of the body, 4 mm inside of its surface and without the vein",
          Unit::hu, "too few voxels lie that deep", "methods A9.6; Jang et al., Radiology 2019;291:360",
          "features/vertebra/trabeculae.h"},
      m.body_hu);
  visit(
      MeasurementDescription{
          "anterior_height",
          "Distance of the endplates at 12 % of the depth of the body, middle third of its width", Unit::mm,
          "an endplate was not seen there", "methods A9.4; Genant et al., J Bone Miner Res 1993;8:1137",
          "features/vertebra/heights.h"},
      m.anterior_height);
  visit(
      MeasurementDescription{"middle_height", "The same at 50 % of the depth", Unit::mm,
                             "an endplate was not seen there", "methods A9.4", "features/vertebra/heights.h"},
      m.middle_height);
  visit(
      MeasurementDescription{"posterior_height", "The same at 88 % of the depth", Unit::mm,
                             "an endplate was not seen there", "methods A9.4", "features/vertebra/heights.h"},
      m.posterior_height);
  visit(MeasurementDescription{"left_height", "Distance of the endplates on the left, at half of the depth",
                               Unit::mm, "an endplate was not seen there", "methods A9.4",
                               "features/vertebra/heights.h"},
        m.left_height);
  visit(
      MeasurementDescription{"right_height", "The same on the right", Unit::mm,
                             "an endplate was not seen there", "methods A9.4", "features/vertebra/heights.h"},
      m.right_height);
  visit(MeasurementDescription{"anterior_height_loss",
                               "1 less the ratio of the anterior height to what the neighbours let expect",
                               Unit::fraction, "fewer than two neighbours can be compared", "methods A9.4",
                               "features/vertebra/height_loss.h"},
        m.anterior_height_loss);
  visit(MeasurementDescription{"middle_height_loss", "The same of the middle height", Unit::fraction,
                               "fewer than two neighbours can be compared", "methods A9.4",
                               "features/vertebra/height_loss.h"},
        m.middle_height_loss);
  visit(MeasurementDescription{"posterior_height_loss", "The same of the posterior height", Unit::fraction,
                               "fewer than two neighbours can be compared", "methods A9.4",
                               "features/vertebra/height_loss.h"},
        m.posterior_height_loss);
  visit(
      MeasurementDescription{"height_loss", "The largest of the three losses", Unit::fraction,
                             "none of the three is known", "methods A9.4", "features/vertebra/height_loss.h"},
      m.height_loss);
  visit(MeasurementDescription{"coronal_wedge",
                               "Angle between the endplates in the coronal plane of the vertebra; positive "
                               "when the left side is lower",
                               Unit::degree, "an endplate was not seen", "methods A9.5",
                               "features/vertebra/wedge.h"},
        m.coronal_wedge);
  visit(MeasurementDescription{"sagittal_wedge",
                               "Angle between the endplates in the sagittal plane of the vertebra; positive "
                               "when the front is lower",
                               Unit::degree, "an endplate was not seen", "methods A9.5",
                               "features/vertebra/wedge.h"},
        m.sagittal_wedge);
  visit(
      MeasurementDescription{
          "coronal_wedge_residual",
          "Coronal wedge beyond that of the smooth curve of the spine, without this vertebra", Unit::degree,
          "fewer than two neighbours have a wedge", "methods A9.5", "features/vertebra/wedge.h"},
      m.coronal_wedge_residual);
  visit(MeasurementDescription{"shift_above",
                               "Distance of the backs of this body and of the one above it, in the plane of "
                               "the disc between them, beyond that at the discs near it",
                               Unit::mm, "an endplate was not seen, or the next vertebra is not in view",
                               "Meyerding, Surg Gynecol Obstet 1932;54:371", "features/vertebra/shift.h"},
        m.shift_above);
  visit(MeasurementDescription{"shift_below", "The same against the one below it", Unit::mm,
                               "an endplate was not seen, or the next vertebra is not in view",
                               "Meyerding, Surg Gynecol Obstet 1932;54:371", "features/vertebra/shift.h"},
        m.shift_below);
  visit(MeasurementDescription{"posterior_wall_bulge",
                               "Way by which the posterior wall lies in the canal beyond its chord and what "
                               "the neighbours let expect: its 98th percentile, from 1 mm on the top of a "
                               "smooth surface through the places round the top where that is more; what "
                               "blur takes from the top of a curved wall is given back",
                               Unit::mm, "too little of the wall was seen", "methods A9.1",
                               "features/vertebra/posterior_wall.h"},
        m.posterior_wall_bulge);
  visit(MeasurementDescription{"posterior_wall_bulge_area",
                               "Area of the wall that lies more than 1 mm beyond them", Unit::mm2,
                               "too little of the wall was seen", "methods A9.1",
                               "features/vertebra/posterior_wall.h"},
        m.posterior_wall_bulge_area);
  visit(MeasurementDescription{"posterior_wall_convexity",
                               "Curvature of the wall along the axis where it bulges most: 1 for a smooth "
                               "arch over its height with the top in the middle, 0 for an angle at a corner",
                               Unit::one, "there is no bulge, or too little of the wall was seen",
                               "methods A9.1", "features/vertebra/posterior_wall.h"},
        m.posterior_wall_convexity);
  visit(
      MeasurementDescription{
          "posterior_wall_breach_area",
          "Area of the largest gap of the posterior wall, window of the basivertebral vein left out",
          Unit::mm2, "too little of the wall can be assessed", "methods A9.1",
          "features/vertebra/posterior_wall.h"},
      m.posterior_wall_breach_area);
  visit(MeasurementDescription{"posterior_wall_seen_fraction",
                               "Part of the posterior wall that could be assessed", Unit::fraction,
                               "an endplate was not seen", "methods A9.1",
                               "features/vertebra/posterior_wall.h"},
        m.posterior_wall_seen_fraction);
  visit(
      MeasurementDescription{"canal_area", "Least area of the bony canal across the level", Unit::mm2,
                             "no canal was seen at this level", "methods A9.2", "features/vertebra/canal.h"},
      m.canal_area);
  visit(MeasurementDescription{"canal_narrowing",
                               "1 less the ratio of that area to the mean of the nearest intact levels",
                               Unit::fraction, "no intact neighbour has a canal", "methods A9.2",
                               "features/vertebra/canal.h"},
        m.canal_narrowing);
  describe_epidural_rows(m, visit);
  describe_pedicles(m, visit);
  visit(MeasurementDescription{"trabecular_sd",
                               "Standard deviation of the cancellous bone of the body, noise taken off",
                               Unit::hu, "the noise is unknown, or too few voxels lie deep enough",
                               "methods A9.6", "features/vertebra/trabeculae.h"},
        m.trabecular_sd);
  visit(MeasurementDescription{"trabecular_entropy", "Entropy of the same voxels in bins of 25 HU", Unit::one,
                               "too few voxels lie deep enough",
                               "methods A9.6; IBSI intensity histogram entropy",
                               "features/vertebra/trabeculae.h"},
        m.trabecular_entropy);
  visit(MeasurementDescription{"octant_range", "Largest less least mean of the eight octants of the body",
                               Unit::hu, "too few voxels lie deep enough in an octant", "methods A9.6",
                               "features/vertebra/trabeculae.h"},
        m.octant_range);
  visit(
      MeasurementDescription{"trabecular_sd_z",
                             "Distance of the trabecular SD from that of the neighbours, in robust spreads",
                             Unit::one,
                             "fewer than three neighbours can be compared; even marrow in which holes would "
                             "not be seen, or darker than theirs as blurred holes make it",
                             "methods A9.6", "features/vertebra/trabeculae.h"},
      m.trabecular_sd_z);
  visit(MeasurementDescription{"octant_range_ratio", "Octant range to the median of the neighbours",
                               Unit::one, "fewer than three neighbours can be compared", "methods A9.6",
                               "features/vertebra/trabeculae.h"},
        m.octant_range_ratio);
  visit(MeasurementDescription{"lytic_volume",
                               "Volume of the largest connected region of soft-tissue density where bone is "
                               "expected, in body, pedicles or arch",
                               Unit::mm3,
                               "nothing tells what to expect there; none was found where a lesion of 0.5 cm3 "
                               "would not surely be seen",
                               "methods A3.1, A3.2", "features/vertebra/lysis.h"},
        m.lytic_volume);
  visit(MeasurementDescription{"cortical_defect_area",
                               "Area of the largest gap of the cortex of the body beside such a region",
                               Unit::mm2, "the scan is too coarse for the cortex", "methods A5.3",
                               "features/vertebra/lysis.h"},
        m.cortical_defect_area);
  visit(MeasurementDescription{"vacuum_cleft_volume", "Gas inside of the body", Unit::mm3,
                               "the body is cut by the border of the volume", "methods A7.2, A9.7",
                               "features/vertebra/lysis.h"},
        m.vacuum_cleft_volume);
}

}  // namespace osteosign
