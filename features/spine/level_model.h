#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/values/vertebra.h"
#include "io/values/described.h"

namespace osteosign {

struct LevelParameters {
  double least_certainty = 0.9;
  double rib_reach_mm = 55;
  double process_spread_mm = 5;
  double level_length_spread = 0.12;
  double variant_prior = 0.06;
};

template <class Visitor>
void describe(LevelParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"least_certainty",
                             "Probability below which a level is unknown and a range is shown",
                             "methods A2.5", 0.5, 1},
        p.least_certainty);
  visit(ParameterDescription{"rib_reach_mm", "Least reach of a rib from the midline",
                             "VerSe 2020: a rib is longer than 4 cm, from 18 mm beside the midline on", 40,
                             100},
        p.rib_reach_mm);
  visit(ParameterDescription{"process_spread_mm", "Spread of the reach of transverse processes at one level",
                             "chosen on the development data: 37 to 40 mm at L1, 46 to 54 mm at L3", 1, 20},
        p.process_spread_mm);
  visit(ParameterDescription{"level_length_spread",
                             "Spread of the logarithm of the length of a vertebra against the usual one",
                             "chosen: neighbours differ by 4 %, disc loss takes up to 20 %", 0.02, 1},
        p.level_length_spread);
  visit(ParameterDescription{"variant_prior",
                             "Share of spines with another number of thoracic or lumbar vertebrae",
                             "chosen: half of the published range of transitional vertebrae (4 to 12 %)", 0,
                             0.5},
        p.variant_prior);
}

/// How far the bone beside a vertebra reaches from the midline: a transverse process, or a rib.
struct LateralReach {
  double mm = 0;
  bool is_cut = false;  ///< it goes on beyond the border of the CT
};

/// What one vertebra shows of its level.
struct LevelSigns {
  std::array<std::optional<LateralReach>, 2>
      reach;                        ///< right and left; nothing where the CT does not show it
  std::optional<double> length_mm;  ///< with its disc; nothing when the vertebra is cut
  /// Where the head of a rib lies along it, right and left (rib_heads.h).
  std::array<std::optional<double>, 2> head_level;
};

/// All that is seen of a row of vertebrae, from cranial to caudal.
struct LevelEvidence {
  std::vector<LevelSigns> vertebrae;
  std::optional<std::size_t> dens;  ///< index of the vertebra that carries it (dens.h)
  bool sacrum_below = false;        ///< the last one stands on the sacrum
  bool sacrum_would_show = false;   ///< what lies below the last one is in view
  std::string body_part;            ///< Body Part Examined (0018,0015), as found
};

/// For each vertebra of a row the probability of each level that is possible.
std::vector<std::map<std::string, double>> level_probabilities(const LevelEvidence& evidence,
                                                               const LevelParameters& parameters);

/// Levels of a row of vertebrae: a hidden offset along C1 ... L5 (with 11 or 13 thoracic or 4 or 6 lumbar
/// vertebrae at a small prior) and independent signs (methods A2.5). `shown` names the range while the
/// certainty is below the least one, and always where no landmark is in view that a level can be counted
/// from (level_landmark.h): dens, sacrum, an end of the ribs with two vertebrae to either side, twelve
/// vertebrae with ribs, or the heads of the lowest ribs. Where the dens and the others count differently, no
/// level is certain and the range holds both.
std::vector<VertebraLevel> estimate_levels(const LevelEvidence& evidence, const LevelParameters& parameters);

}  // namespace osteosign
