#pragma once
#include <string_view>

#include "classify/score.h"
#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/vertebra_measurements.h"

namespace osteosign {

/// Which part of the body has lost most: the front, the middle, or the back and with it the whole.
enum class GenantType { none, wedge, biconcave, crush };

/// Semi-quantitative grade of Genant (J Bone Miner Res 1993;8:1137) from the greatest loss of height against
/// the neighbours: below 20 % grade 0, then 1 (mild), from 25 % 2 (moderate), above 40 % 3 (severe). The
/// paper leaves the borders open; they are half-open here (methods A9.4). Grade 0.5 ("suspected") is a
/// reader's impression and is not given.
struct Genant {
  int lowest = 0;                               ///< grade of the greatest loss less its standard deviation
  int highest = 0;                              ///< of the loss and its deviation; 3 when a part is unknown
  Measured<int> grade = Unknown{"not graded"};  ///< unknown when a part is, and could change it
  Measured<GenantType> type = Unknown{"not graded"};
};

/// Grade of one loss as a fraction.
int genant_grade(double height_loss);

/// Unknown when none of the three losses is known.
Measured<Genant> genant(const VertebraMeasurements& measured);
/// The same by the heights of a lateral radiograph.
Measured<Genant> genant(const RadiographVertebraMeasurements& measured);

/// "none", "wedge", "biconcave", "crush"; "normal", "mild", "moderate", "severe".
std::string_view word(GenantType type);
std::string_view genant_word(int grade);

}  // namespace osteosign
