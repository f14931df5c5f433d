#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of VertebraMeasurements that describe the soft tissue between the wall of the canal and the sac.
template <class Measurements, class Visitor>
void describe_epidural_rows(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{
          "epidural_tissue_thickness",
          "Soft tissue in the canal in the place of epidural fat: the most that is missing of the fat on a "
          "line across the canal, which the vertebrae above and below have at the same height; at most all "
          "of their fat, so a lower bound where a mass presses the sac together",
          Unit::mm,
          "the vertebrae above and below show too little fat in the canal to tell its loss, or are not "
          "comparable, there is contrast medium in the canal, metal is near, the scan is too noisy or too "
          "coarse, or no canal was seen",
          "methods A7.1; Laredo et al., Radiology 1995;194:41", "features/vertebra/epidural_tissue.h"},
      m.epidural_tissue_thickness);
  visit(
      MeasurementDescription{
          "epidural_assessed_fraction",
          "Part of the lines across the canal on which enough fat is expected to tell its loss",
          Unit::fraction,
          "no canal was seen, there is contrast medium in it, metal is near, no vertebra is comparable, or "
          "the scan is too noisy or too coarse",
          "methods A7.1", "features/vertebra/epidural_tissue.h"},
      m.epidural_assessed_fraction);
}

}  // namespace osteosign
