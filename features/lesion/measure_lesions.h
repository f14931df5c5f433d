#pragma once
#include "features/lesion/cortex.h"
#include "features/lesion/density.h"
#include "features/lesion/fracture_parameters.h"
#include "features/lesion/margin.h"
#include "features/lesion/matrix.h"
#include "features/lesion/periosteum.h"
#include "features/lesion/soft_tissue.h"
#include "features/prepare/image_quality.h"
#include "features/values/lesion.h"
#include "features/values/lesion_measurements.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

struct CtLesionParameters {
  LesionDensityParameters density;
  MarginParameters margin;
  CortexParameters cortex;
  FractureLineParameters fracture_line;
  PeriosteumParameters periosteum;
  SoftTissueParameters soft_tissue;
  MatrixParameters matrix;
};

template <class Visitor>
void describe(CtLesionParameters& p, Visitor&& visit) {
  describe(p.density, visit);
  describe(p.margin, visit);
  describe(p.cortex, visit);
  describe(p.fracture_line, visit);
  describe(p.periosteum, visit);
  describe(p.soft_tissue, visit);
  describe(p.matrix, visit);
}

/// What is measured of a lesion, and its outline with what has grown through the cortex, where that was seen.
struct MeasuredCtLesion {
  CtLesionMeasurements measurements;
  std::optional<CtLesionOutline> outline_with_mass;
};

/// All that is measured of one lesion on CT; each value is unknown with its reason where it could not be. The
/// outline gives the surface, the native HU of the series give all the rest.
MeasuredCtLesion measure_ct_lesion(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                   const CtLesionOutline& outline, const CtLesionParameters& parameters);

/// Size and diameters of an outline in place of those that were measured before.
void measure_extent(CtLesionMeasurements& measurements, const CtLesionOutline& outline);

}  // namespace osteosign
