#pragma once
#include <concepts>
#include <type_traits>

#include "features/values/film_body_rows.h"
#include "features/values/frontal_vertebra_rows.h"
#include "features/values/lateral_vertebra_rows.h"
#include "io/values/described.h"

namespace osteosign {

/// What is measured of a vertebra on a radiograph. Left and right are those of the image; which side of the
/// patient that is stands beside (SpineOnFilm). A new measurement is one member here, one described row
/// below, and its code.
struct RadiographVertebraMeasurements {
  MeasuredQuantity image_left_pedicle_seen = Unknown{"not measured"};
  MeasuredQuantity image_right_pedicle_seen = Unknown{"not measured"};
  MeasuredQuantity image_left_pedicle_expected = Unknown{"not measured"};
  MeasuredQuantity image_right_pedicle_expected = Unknown{"not measured"};
  MeasuredQuantity pedicle_asymmetry = Unknown{"not measured"};
  MeasuredQuantity pedicle_asymmetry_z = Unknown{"not measured"};
  MeasuredQuantity image_left_height = Unknown{"measured on frontal films alone"};
  MeasuredQuantity image_right_height = Unknown{"measured on frontal films alone"};
  MeasuredQuantity body_width = Unknown{"measured on frontal films alone"};
  MeasuredQuantity image_left_height_to_width = Unknown{"measured on frontal films alone"};
  MeasuredQuantity image_right_height_to_width = Unknown{"measured on frontal films alone"};
  MeasuredQuantity image_left_height_loss = Unknown{"measured on frontal films alone"};
  MeasuredQuantity image_right_height_loss = Unknown{"measured on frontal films alone"};
  MeasuredQuantity coronal_wedge = Unknown{"measured on frontal films alone"};
  MeasuredQuantity coronal_wedge_residual = Unknown{"measured on frontal films alone"};
  MeasuredQuantity anterior_height = Unknown{"measured on lateral films alone"};
  MeasuredQuantity middle_height = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_height = Unknown{"measured on lateral films alone"};
  MeasuredQuantity body_depth = Unknown{"measured on lateral films alone"};
  MeasuredQuantity anterior_height_to_depth = Unknown{"measured on lateral films alone"};
  MeasuredQuantity middle_height_to_depth = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_height_to_depth = Unknown{"measured on lateral films alone"};
  MeasuredQuantity anterior_height_loss = Unknown{"measured on lateral films alone"};
  MeasuredQuantity middle_height_loss = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_height_loss = Unknown{"measured on lateral films alone"};
  MeasuredQuantity height_loss = Unknown{"measured on lateral films alone"};
  MeasuredQuantity sagittal_wedge = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_wall_bulge = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_wall_bulge_to_depth = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_wall_bulge_excess = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_wall_convex_share = Unknown{"measured on lateral films alone"};
  MeasuredQuantity posterior_wall_contrast = Unknown{"measured on lateral films alone"};
  MeasuredQuantity faintest_edge_contrast = Unknown{"not measured"};
  MeasuredQuantity lucent_share = Unknown{"not measured"};
  MeasuredQuantity texture_z = Unknown{"not measured"};
};

/// Calls `visit(MeasurementDescription, member)` for each measurement; `Measurements` is
/// RadiographVertebraMeasurements, const or not.
template <class Measurements, class Visitor>
requires std::same_as<std::remove_const_t<Measurements>, RadiographVertebraMeasurements>
void describe(Measurements& m, Visitor&& visit) {
  visit(MeasurementDescription{"image_left_pedicle_seen",
                               "Probability that the pedicle at the left of the image is there, by a network "
                               "that learned on films with and without pedicles",
                               Unit::fraction,
                               "the film is no frontal view of the spine, the level is hardly seen, or the "
                               "place lies in the border of the film",
                               "methods B8.1; U-Net, Ronneberger et al., MICCAI 2015",
                               "features/radiograph/spine/pedicle_network.h"},
        m.image_left_pedicle_seen);
  visit(MeasurementDescription{"image_right_pedicle_seen", "The same at the right of the image",
                               Unit::fraction, "as image_left_pedicle_seen", "methods B8.1",
                               "features/radiograph/spine/pedicle_network.h"},
        m.image_right_pedicle_seen);
  visit(
      MeasurementDescription{
          "image_left_pedicle_expected",
          "Median of that probability over the other vertebrae, same side, and no more than an "
          "adjacent one shows",
          Unit::fraction, "fewer than three other vertebrae show their pedicles", "methods B8.1",
          "features/radiograph/spine/pedicle_asymmetry.h"},
      m.image_left_pedicle_expected);
  visit(MeasurementDescription{"image_right_pedicle_expected", "The same at the right of the image",
                               Unit::fraction, "as image_left_pedicle_expected", "methods B8.1",
                               "features/radiograph/spine/pedicle_asymmetry.h"},
        m.image_right_pedicle_expected);
  visit(MeasurementDescription{"pedicle_asymmetry",
                               "Logarithm of the ratio of these probabilities, left to right of the image",
                               Unit::one, "one of them is unknown, or the vertebra is turned", "methods B8.1",
                               "features/radiograph/spine/pedicle_asymmetry.h"},
        m.pedicle_asymmetry);
  visit(
      MeasurementDescription{
          "pedicle_asymmetry_z",
          "Distance of this logarithm from that of the other vertebrae, in robust spreads", Unit::one,
          "the logarithm is unknown, that of fewer than three other vertebrae is known, "
          "it is the uppermost vertebra that was seen, or more than one in ten pedicles of the "
          "others are badly seen",
          "methods B8.1", "features/radiograph/spine/pedicle_asymmetry.h"},
      m.pedicle_asymmetry_z);
  describe_frontal_body(m, visit);
  describe_lateral_heights(m, visit);
  describe_lateral_wall(m, visit);
  describe_film_body(m, visit);
}

}  // namespace osteosign
