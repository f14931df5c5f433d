#pragma once
#include "classify/judged_vertebra.h"

namespace osteosign {

/// A vertebra on which everything is known and nothing is found.
inline VertebraMeasurements intact_measurements() {
  VertebraMeasurements measured;
  const auto share = [](double value) { return Quantity{value, Unit::fraction}; };
  measured.body_volume = Quantity{30000, Unit::mm3};
  measured.body_hu = Quantity{150, Unit::hu};
  measured.anterior_height_loss = share(0.02);
  measured.middle_height_loss = share(0.03);
  measured.posterior_height_loss = share(-0.01);
  measured.height_loss = share(0.03);
  measured.left_height = Quantity{27, Unit::mm};
  measured.right_height = Quantity{27.5, Unit::mm};
  measured.coronal_wedge_residual = Quantity{-1, Unit::degree};
  measured.posterior_wall_bulge = Quantity{0.4, Unit::mm};
  measured.posterior_wall_convexity = Unknown{"there is no bulge"};
  measured.posterior_wall_breach_area = Quantity{0, Unit::mm2};
  measured.posterior_wall_seen_fraction = share(0.9);
  measured.left_pedicle_volume_ratio = Quantity{0.97, Unit::one};
  measured.right_pedicle_volume_ratio = Quantity{1.03, Unit::one};
  measured.left_pedicle_isthmus_ratio = Quantity{1.1, Unit::one};
  measured.right_pedicle_isthmus_ratio = Quantity{0.9, Unit::one};
  measured.left_pedicle_ring_completeness = share(0.95);
  measured.right_pedicle_ring_completeness = share(1);
  measured.trabecular_sd_z = Quantity{0.5, Unit::one};
  measured.octant_range_ratio = Quantity{1.1, Unit::one};
  measured.lytic_volume = Quantity{0, Unit::mm3};
  measured.cortical_defect_area = Quantity{0, Unit::mm2};
  return measured;
}

inline JudgedVertebra intact_vertebra(const std::string& level) {
  return {level, {level, level, 1.0, "label map"}, intact_measurements(), {}, Quantity{3, Unit::degree}};
}

/// The same with the front half as high.
inline JudgedVertebra wedged_vertebra(const std::string& level) {
  JudgedVertebra vertebra = intact_vertebra(level);
  vertebra.measurements.anterior_height_loss = Quantity{0.45, Unit::fraction};
  vertebra.measurements.height_loss = Quantity{0.45, Unit::fraction};
  return vertebra;
}

inline JudgedVertebra of_unknown_level(JudgedVertebra vertebra) {
  vertebra.level = {Unknown{"no label and no landmark tells the level"}, "vertebra 4 from above", 0.2, ""};
  vertebra.subject = vertebra.level.shown;
  return vertebra;
}

}  // namespace osteosign
