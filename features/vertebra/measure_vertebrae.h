#pragma once
#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "features/spine/spine.h"
#include "features/vertebra/canal_section.h"
#include "features/vertebra/epidural_parameters.h"
#include "features/vertebra/geometry_parameters.h"
#include "features/vertebra/height_loss.h"
#include "features/vertebra/heights.h"
#include "features/vertebra/level_curve.h"
#include "features/vertebra/lysis.h"
#include "features/vertebra/pedicle_parameters.h"
#include "features/vertebra/trabeculae.h"
#include "features/vertebra/vein_window.h"
#include "features/vertebra/wall_parameters.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Frame, endplates and heights.
struct VertebraShapeParameters {
  VertebraGeometryParameters geometry;
  HeightParameters heights;
  HeightLossParameters height_loss;
  LevelCurveParameters curve;
};

template <class Visitor>
void describe(VertebraShapeParameters& p, Visitor&& visit) {
  describe(p.geometry, visit);
  describe(p.heights, visit);
  describe(p.height_loss, visit);
  describe(p.curve, visit);
}

/// One group of parameter files for each member.
struct VertebraParameters {
  VertebraShapeParameters shape;
  PosteriorWallParameters wall;
  CanalAreaParameters canal;
  EpiduralParameters epidural;
  PedicleParameters pedicles;
  VeinWindow vein;
  TrabeculaeParameters trabeculae;
  LysisParameters lysis;
  DenseRegionParameters dense;
};

/// What all measurements start from, one for each vertebra of `spine.found` (geometry.h).
std::vector<VertebraGeometry> find_geometries(const CtVolume& ct, const Spine& spine,
                                              const ImageQuality& quality,
                                              const VertebraParameters& parameters);

/// What is measured of a column, and the regions of its bone that its other vertebrae do not let expect.
struct MeasuredColumn {
  SpineMeasurements spine;
  std::vector<VertebralRegion> regions;
};

/// All that is measured of the vertebrae of a CT; each value is unknown with its reason where it could not
/// be. `geometries` are those of the spine. The same for any number of threads.
MeasuredColumn measure_column(const CtVolume& ct, const Spine& spine,
                              const std::vector<VertebraGeometry>& geometries, const Metal& metal,
                              const ImageQuality& quality, const VertebraParameters& parameters);

/// The measurements alone.
SpineMeasurements measure_vertebrae(const CtVolume& ct, const Spine& spine,
                                    const std::vector<VertebraGeometry>& geometries, const Metal& metal,
                                    const ImageQuality& quality, const VertebraParameters& parameters);

}  // namespace osteosign
