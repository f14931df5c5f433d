#include "features/vertebra/measure_vertebrae.h"

#include <tbb/parallel_for.h>

#include <cmath>

#include "features/vertebra/body.h"
#include "features/vertebra/coronal_curve.h"
#include "features/vertebra/geometry.h"
#include "features/vertebra/wedge.h"

namespace osteosign {
namespace {

/// What is measured of one vertebra without looking at the others.
struct MeasuredAlone {
  VertebraGeometry geometry;
  MeasuredQuantity body_volume = Unknown{"not measured"};
  VertebraHeights heights;
  VertebraWedge wedge;
};

MeasuredAlone measure_alone(const CtVolume& ct, const Spine& spine, const FoundVertebra& vertebra,
                            const ImageQuality& quality, const VertebraParameters& parameters) {
  MeasuredAlone alone;
  alone.geometry = find_geometry(ct, spine, vertebra, quality, parameters.geometry);
  alone.body_volume = measure_body_volume(alone.geometry, vertebra);
  alone.heights = measure_heights(alone.geometry, parameters.heights);
  alone.wedge = measure_wedge(alone.geometry);
  return alone;
}

std::vector<MeasuredAlone> measure_each(const CtVolume& ct, const Spine& spine, const ImageQuality& quality,
                                        const VertebraParameters& parameters) {
  std::vector<MeasuredAlone> each(spine.found.size());
  tbb::parallel_for(std::size_t{0}, each.size(), [&](std::size_t k) {
    each[k] = measure_alone(ct, spine, spine.found[k], quality, parameters);
  });
  return each;
}

template <class Value>
std::vector<Value> column_of(const std::vector<MeasuredAlone>& each, Value MeasuredAlone::*member) {
  std::vector<Value> column;
  for (const MeasuredAlone& alone : each) column.push_back(alone.*member);
  return column;
}

std::string note_on_curve(const CoronalCurve& curve, const Spine& spine) {
  return "largest coronal curve: Cobb angle " + std::to_string(std::lround(curve.cobb.value().value)) +
         " degrees between " + spine.found[curve.upper_end].level.shown + " and " +
         spine.found[curve.lower_end].level.shown;
}

}  // namespace

SpineMeasurements measure_vertebrae(const CtVolume& ct, const Spine& spine, const ImageQuality& quality,
                                    const VertebraParameters& parameters) {
  const std::vector<MeasuredAlone> each = measure_each(ct, spine, quality, parameters);
  const std::vector<HeightLosses> losses =
      measure_height_losses(column_of(each, &MeasuredAlone::heights), parameters.height_loss);
  const std::vector<MeasuredQuantity> residuals =
      measure_wedge_residuals(column_of(each, &MeasuredAlone::wedge), parameters.curve);
  const CoronalCurve curve =
      measure_coronal_curve(column_of(each, &MeasuredAlone::geometry), parameters.curve);
  SpineMeasurements column{
      .vertebrae = {}, .cobb = curve.cobb, .labels_from = spine.labels_from, .notes = spine.notes};
  if (curve.cobb.known()) column.notes.push_back(note_on_curve(curve, spine));
  for (std::size_t k = 0; k < each.size(); ++k) {
    const FoundVertebra& found = spine.found[k];
    const MeasuredAlone& alone = each[k];
    column.vertebrae.push_back({.label = found.label,
                                .level = found.level,
                                .centre_in_patient_mm = alone.geometry.frame.origin_mm,
                                .cut_by_border = found.cut_by_border,
                                .measurements = {.body_volume = alone.body_volume,
                                                 .anterior_height = alone.heights.anterior,
                                                 .middle_height = alone.heights.middle,
                                                 .posterior_height = alone.heights.posterior,
                                                 .left_height = alone.heights.left,
                                                 .right_height = alone.heights.right,
                                                 .anterior_height_loss = losses[k].anterior,
                                                 .middle_height_loss = losses[k].middle,
                                                 .posterior_height_loss = losses[k].posterior,
                                                 .height_loss = losses[k].largest,
                                                 .coronal_wedge = alone.wedge.coronal,
                                                 .sagittal_wedge = alone.wedge.sagittal,
                                                 .coronal_wedge_residual = residuals[k]}});
  }
  return column;
}

}  // namespace osteosign
