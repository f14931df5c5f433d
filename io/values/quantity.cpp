#include "io/values/quantity.h"

namespace osteosign {

std::string_view ucum(Unit unit) {
  switch (unit) {
    case Unit::one:
      return "1";
    case Unit::count:
      return "{count}";
    case Unit::fraction:
      return "1";
    case Unit::degree:
      return "deg";
    case Unit::hu:
      return "[hnsf'U]";
    case Unit::mm:
      return "mm";
    case Unit::mm2:
      return "mm2";
    case Unit::mm3:
      return "mm3";
    case Unit::pixel:
      return "{pixel}";
    case Unit::pixel2:
      return "{pixel}2";
    case Unit::day:
      return "d";
  }
  throw InternalError("unit without a UCUM code");
}

std::string_view display(Unit unit) {
  switch (unit) {
    case Unit::one:
      return "";
    case Unit::count:
      return "";
    case Unit::fraction:
      return "";
    case Unit::degree:
      return "°";
    case Unit::hu:
      return "HU";
    case Unit::mm:
      return "mm";
    case Unit::mm2:
      return "mm²";
    case Unit::mm3:
      return "mm³";
    case Unit::pixel:
      return "px";
    case Unit::pixel2:
      return "px²";
    case Unit::day:
      return "days";
  }
  throw InternalError("unit without a display name");
}

}  // namespace osteosign
