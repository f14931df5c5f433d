#pragma once
#include <optional>
#include <vector>

#include "io/values/described.h"
#include "io/values/measured.h"

namespace osteosign {

struct LevelCurveParameters {
  double curve_stiffness = 1;
  double curve_tension = 0.2;
  double curve_pull_deg = 2;
};

template <class Visitor>
void describe(LevelCurveParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"curve_stiffness",
                             "Weight of the second differences of the smooth curve of the spine",
                             "chosen: a curve of six levels keeps 93 % of its height", 0, 100},
        p.curve_stiffness);
  visit(ParameterDescription{"curve_tension",
                             "Weight of its first differences; keeps the ends of the curve from running off",
                             "chosen on the development phantoms", 0, 100},
        p.curve_tension);
  visit(ParameterDescription{"curve_pull_deg", "Angle off the curve from which a vertebra bends it no more",
                             "chosen: twice the error of a wedge", 0.1, 45},
        p.curve_pull_deg);
}

/// A smoothing spline over evenly spaced levels in its discrete form (penalised second and first
/// differences), drawn through what is known and between (methods A9.5). Values far off it pull with a
/// limited force (Huber), so that one collapsed vertebra does not bend it. Unknown with fewer than two
/// values.
Measured<std::vector<double>> level_curve(const std::vector<std::optional<double>>& values,
                                          const LevelCurveParameters& parameters);

}  // namespace osteosign
