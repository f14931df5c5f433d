#pragma once
#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "features/vertebra/geometry_parameters.h"
#include "features/vertebra/height_loss.h"
#include "features/vertebra/heights.h"
#include "features/vertebra/smooth_curve.h"
#include "io/images/ct_volume.h"

namespace osteosign {

struct VertebraParameters {
  VertebraGeometryParameters geometry;
  HeightParameters heights;
  HeightLossParameters height_loss;
  SmoothCurveParameters curve;
};

template <class Visitor>
void describe(VertebraParameters& p, Visitor&& visit) {
  describe(p.geometry, visit);
  describe(p.heights, visit);
  describe(p.height_loss, visit);
  describe(p.curve, visit);
}

/// All that is measured of the vertebrae of a CT; each value is unknown with its reason where it could not
/// be. The same for any number of threads.
SpineMeasurements measure_vertebrae(const CtVolume& ct, const Spine& spine, const ImageQuality& quality,
                                    const VertebraParameters& parameters);

}  // namespace osteosign
