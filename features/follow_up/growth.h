#pragma once
#include "features/values/lesion_growth.h"

namespace osteosign {

struct GrowthParameters {
  double repeatable_volume_fraction = 0.20;
  double repeatable_diameter_fraction = 0.20;
  double repeatable_diameter_mm = 1.5;
};

template <class Visitor>
void describe(GrowthParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"repeatable_volume_fraction",
                             "A volume that differs by less than this part of itself has not surely changed.",
                             "methods A10.5 starting value: 20 %", 0, 1},
        p.repeatable_volume_fraction);
  visit(ParameterDescription{"repeatable_diameter_fraction", "So has a diameter, where no volume is seen.",
                             "methods A10.5 starting value: 20 %", 0, 1},
        p.repeatable_diameter_fraction);
  visit(ParameterDescription{"repeatable_diameter_mm", "And one that differs by less than this.",
                             "methods A10.5 starting value: 1.5 mm", 0, 20},
        p.repeatable_diameter_mm);
}

/// The size of a lesion in one study; each unknown where it is not known in mm.
struct LesionSize {
  MeasuredQuantity volume = Unknown{"not measured"};            ///< mm3
  MeasuredQuantity longest_diameter = Unknown{"not measured"};  ///< mm
};

/// Growth from two sizes of one lesion (methods A10.5). Volumes decide where both are known, else diameters.
/// The range of the ratio is 1.96 standard deviations of both measurements wide on either side, and never
/// narrower than what a repeated measurement may differ by. Growth counts from where that range lies above 1.
LesionGrowth growth_between(const LesionSize& earlier, const LesionSize& now,
                            const Measured<double>& interval_days, const GrowthParameters& parameters);

/// Days from one DICOM date (YYYYMMDD) to another; unknown when one is no date or the second is not later.
Measured<double> days_between(const std::string& earlier, const std::string& later);

}  // namespace osteosign
