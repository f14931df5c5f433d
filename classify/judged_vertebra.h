#pragma once
#include <optional>
#include <string>

#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/spine_view.h"
#include "features/values/vertebra.h"
#include "io/values/image_place.h"

namespace osteosign {

/// Where a viewer finds what was measured of a vertebra; empty where there is nothing to show.
struct VertebraPlaces {
  std::optional<ImagePlace> body;
  std::optional<ImagePlace> wall_bulge;
  std::optional<ImagePlace> wall_breach;
  std::optional<ImagePlace> epidural;
  std::optional<ImagePlace> left_pedicle;
  std::optional<ImagePlace> right_pedicle;
  std::optional<ImagePlace> lysis;
};

/// Calls visit(name, place) for each: how they are written and read again.
template <class Places, class Visitor>
void describe_places(Places& places, Visitor&& visit) {
  visit("body", places.body);
  visit("wall_bulge", places.wall_bulge);
  visit("wall_breach", places.wall_breach);
  visit("epidural", places.epidural);
  visit("left_pedicle", places.left_pedicle);
  visit("right_pedicle", places.right_pedicle);
  visit("lysis", places.lysis);
}

/// One vertebra as the criteria see it.
struct JudgedVertebra {
  std::string subject;  ///< of its findings: its level, or what is shown while that is not certain; unique
  VertebraLevel level;
  VertebraMeasurements measurements;
  VertebraPlaces places{};
  MeasuredQuantity cobb = Unknown{"not measured"};  ///< of the column that it belongs to, degrees
};

/// One vertebra on a radiograph as the criteria see it.
struct JudgedFilmVertebra {
  std::string subject;  ///< of its findings; unique in the study
  VertebraLevel level;
  RadiographVertebraMeasurements measurements;
  Measured<std::string> image_left_side = Unknown{"not known"};  ///< "left" or "right" of the patient
  std::optional<ImagePlace> body{}, image_left_pedicle{}, image_right_pedicle{}, posterior_wall{}, lucency{};
  SpineView view = SpineView::frontal;
  MeasuredQuantity cobb = Unknown{"not measured"};  ///< of the column on this film, degrees
};

/// The places of a vertebra on a film by name: how they are written and read again.
template <class Vertebra, class Visitor>
void describe_film_places(Vertebra& vertebra, Visitor&& visit) {
  visit("body", vertebra.body);
  visit("image_left_pedicle", vertebra.image_left_pedicle);
  visit("image_right_pedicle", vertebra.image_right_pedicle);
  visit("posterior_wall", vertebra.posterior_wall);
  visit("lucency", vertebra.lucency);
}

/// The place of a part, or of the body when the part has none.
inline std::optional<ImagePlace> place_or_body(const std::optional<ImagePlace>& part,
                                               const VertebraPlaces& places) {
  return part ? part : places.body;
}

}  // namespace osteosign
