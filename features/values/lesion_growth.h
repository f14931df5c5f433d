#pragma once
#include <concepts>
#include <string>
#include <type_traits>

#include "io/values/described.h"

namespace osteosign {

/// How one lesion changed between two studies. On a radiograph, where no volume is seen, the ratio of volumes
/// is the cube of the ratio of diameters.
struct LesionGrowth {
  MeasuredQuantity interval = Unknown{"not measured"};
  MeasuredQuantity volume_ratio = Unknown{"not measured"};
  MeasuredQuantity volume_ratio_lowest = Unknown{"not measured"};
  MeasuredQuantity volume_ratio_highest = Unknown{"not measured"};
  MeasuredQuantity diameter_change = Unknown{"not measured"};
  MeasuredQuantity doubling_time = Unknown{"not measured"};
  MeasuredQuantity doubling_time_shortest = Unknown{"not measured"};
  MeasuredQuantity doubling_time_longest = Unknown{"not measured"};
};

/// One lesion that was found again.
struct FollowedGrowth {
  std::string earlier_id;  ///< what the earlier study calls it
  std::string matched_by;  ///< what says that it is the same lesion
  LesionGrowth growth;
};

template <class Measurements, class Visitor>
requires std::same_as<std::remove_const_t<Measurements>, LesionGrowth>
void describe(Measurements& m, Visitor&& visit) {
  constexpr const char* file = "features/follow_up/growth.h";
  visit(
      MeasurementDescription{"interval", "Time from the earlier study to this one", Unit::day,
                             "a study has no date, or the earlier one is not earlier", "methods A10.5", file},
      m.interval);
  visit(
      MeasurementDescription{
          "volume_ratio",
          "Volume now by volume then; on a radiograph the cube of the ratio of the longest "
          "diameters",
          Unit::one, "the lesion was not measured in both studies in mm", "methods A10.5", file},
      m.volume_ratio);
  visit(
      MeasurementDescription{"volume_ratio_lowest",
                             "Smallest ratio that fits both measurements: 95 % of their spread, and at least "
                             "what a repeated measurement may differ by",
                             Unit::one, "the ratio is unknown", "methods A10.5", file},
      m.volume_ratio_lowest);
  visit(MeasurementDescription{"volume_ratio_highest", "Largest ratio that fits both measurements", Unit::one,
                               "the ratio is unknown", "methods A10.5", file},
        m.volume_ratio_highest);
  visit(MeasurementDescription{"diameter_change", "Longest diameter now less the longest diameter then",
                               Unit::mm, "a diameter is not known in mm", "RECIST 1.1; methods A10.5", file},
        m.diameter_change);
  visit(MeasurementDescription{"doubling_time",
                               "Time in which the volume doubles at this growth: ln 2 by the "
                               "growth rate",
                               Unit::day,
                               "the lesion has not grown by more than a repeated measurement may differ",
                               "methods A10.5", file},
        m.doubling_time);
  visit(MeasurementDescription{"doubling_time_shortest", "Doubling time of the largest ratio that fits",
                               Unit::day, "even the largest ratio that fits is no growth", "methods A10.5",
                               file},
        m.doubling_time_shortest);
  visit(MeasurementDescription{"doubling_time_longest", "Doubling time of the smallest ratio that fits",
                               Unit::day,
                               "the lesion has not grown by more than a repeated measurement may differ",
                               "methods A10.5", file},
        m.doubling_time_longest);
}

}  // namespace osteosign
