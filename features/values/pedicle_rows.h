#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of VertebraMeasurements that describe the pedicles.
template <class Measurements, class Visitor>
void describe_pedicles(Measurements& m, Visitor& visit) {
  visit(MeasurementDescription{"left_pedicle_volume", "Bone in the left pedicle", Unit::mm3,
                               "the pedicle region is cut by the border of the volume", "methods A9.3",
                               "features/vertebra/pedicles.h"},
        m.left_pedicle_volume);
  visit(MeasurementDescription{"right_pedicle_volume", "Bone in the right pedicle", Unit::mm3,
                               "the pedicle region is cut by the border of the volume", "methods A9.3",
                               "features/vertebra/pedicles.h"},
        m.right_pedicle_volume);
  visit(
      MeasurementDescription{"left_pedicle_volume_ratio",
                             "Volume of the left pedicle to what the right one and the neighbours let expect",
                             Unit::one, "nothing can be expected from the other side and the neighbours",
                             "methods A9.3", "features/vertebra/pedicles.h"},
      m.left_pedicle_volume_ratio);
  visit(MeasurementDescription{"right_pedicle_volume_ratio", "The same of the right pedicle", Unit::one,
                               "nothing can be expected from the other side and the neighbours",
                               "methods A9.3", "features/vertebra/pedicles.h"},
        m.right_pedicle_volume_ratio);
  visit(MeasurementDescription{"left_pedicle_isthmus_area",
                               "Least cross-section of the left pedicle along its axis", Unit::mm2,
                               "the pedicle region is cut by the border of the volume", "methods A2.4",
                               "features/vertebra/pedicles.h"},
        m.left_pedicle_isthmus_area);
  visit(MeasurementDescription{"right_pedicle_isthmus_area", "The same of the right pedicle", Unit::mm2,
                               "the pedicle region is cut by the border of the volume", "methods A2.4",
                               "features/vertebra/pedicles.h"},
        m.right_pedicle_isthmus_area);
  visit(MeasurementDescription{"left_pedicle_isthmus_ratio",
                               "Isthmus of the left pedicle to what the right one and the neighbours let "
                               "expect",
                               Unit::one, "nothing can be expected from the other side and the neighbours",
                               "methods A9.3", "features/vertebra/pedicles.h"},
        m.left_pedicle_isthmus_ratio);
  visit(MeasurementDescription{"right_pedicle_isthmus_ratio", "The same of the right pedicle", Unit::one,
                               "nothing can be expected from the other side and the neighbours",
                               "methods A9.3", "features/vertebra/pedicles.h"},
        m.right_pedicle_isthmus_ratio);
  visit(MeasurementDescription{"left_pedicle_ring_completeness",
                               "Part of 36 sectors round the axis of the left pedicle with cortex",
                               Unit::fraction, "the scan is too coarse for the ring, or the region is cut",
                               "methods A9.3", "features/vertebra/pedicles.h"},
        m.left_pedicle_ring_completeness);
  visit(MeasurementDescription{"right_pedicle_ring_completeness", "The same of the right pedicle",
                               Unit::fraction, "the scan is too coarse for the ring, or the region is cut",
                               "methods A9.3", "features/vertebra/pedicles.h"},
        m.right_pedicle_ring_completeness);
  visit(MeasurementDescription{"left_pedicle_hu", "Mean density of the region of the left pedicle", Unit::hu,
                               "the pedicle region is cut by the border of the volume", "methods A9.3",
                               "features/vertebra/pedicles.h"},
        m.left_pedicle_hu);
  visit(MeasurementDescription{"right_pedicle_hu", "The same of the right pedicle", Unit::hu,
                               "the pedicle region is cut by the border of the volume", "methods A9.3",
                               "features/vertebra/pedicles.h"},
        m.right_pedicle_hu);
}

}  // namespace osteosign
