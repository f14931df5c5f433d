#pragma once
#include <optional>
#include <string>

#include "features/values/vertebra.h"
#include "io/values/image_place.h"

namespace osteosign {

/// Where a viewer finds what was measured of a vertebra; empty where there is nothing to show.
struct VertebraPlaces {
  std::optional<ImagePlace> body;
  std::optional<ImagePlace> wall_bulge;
  std::optional<ImagePlace> wall_breach;
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

/// The place of a part, or of the body when the part has none.
inline std::optional<ImagePlace> place_or_body(const std::optional<ImagePlace>& part,
                                               const VertebraPlaces& places) {
  return part ? part : places.body;
}

}  // namespace osteosign
