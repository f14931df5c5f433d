#include "features/vertebra/measure_vertebrae.h"

#include <tbb/parallel_for.h>

#include <cmath>

#include "features/vertebra/body.h"
#include "features/vertebra/canal.h"
#include "features/vertebra/coronal_curve.h"
#include "features/vertebra/epidural_tissue.h"
#include "features/vertebra/geometry.h"
#include "features/vertebra/pedicles.h"
#include "features/vertebra/posterior_wall.h"
#include "features/vertebra/shift.h"
#include "features/vertebra/wedge.h"

namespace osteosign {
namespace {

using Geometries = std::vector<VertebraGeometry>;
using Vertebrae = std::vector<Vertebra>;

Vertebrae found_vertebrae(const Spine& spine, const Geometries& geometries) {
  Vertebrae vertebrae;
  for (std::size_t k = 0; k < geometries.size(); ++k)
    vertebrae.push_back({.label = spine.found[k].label,
                         .level = spine.found[k].level,
                         .centre_in_patient_mm = geometries[k].frame.origin_mm,
                         .cut_by_border = spine.found[k].cut_by_border,
                         .measurements = {}});
  return vertebrae;
}

void add_heights(const Geometries& geometries, const Spine& spine, const VertebraParameters& parameters,
                 Vertebrae& vertebrae) {
  std::vector<VertebraHeights> heights(geometries.size());
  tbb::parallel_for(std::size_t{0}, geometries.size(), [&](std::size_t k) {
    heights[k] = measure_heights(geometries[k], parameters.shape.heights);
    vertebrae[k].measurements.body_volume = measure_body_volume(geometries[k], spine.found[k]);
  });
  const std::vector<HeightLosses> losses = measure_height_losses(heights, parameters.shape.height_loss);
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    VertebraMeasurements& measured = vertebrae[k].measurements;
    measured.anterior_height = heights[k].anterior;
    measured.middle_height = heights[k].middle;
    measured.posterior_height = heights[k].posterior;
    measured.left_height = heights[k].left;
    measured.right_height = heights[k].right;
    measured.anterior_height_loss = losses[k].anterior;
    measured.middle_height_loss = losses[k].middle;
    measured.posterior_height_loss = losses[k].posterior;
    measured.height_loss = losses[k].largest;
  }
}

void add_wedges(const Geometries& geometries, const VertebraParameters& parameters, Vertebrae& vertebrae) {
  std::vector<VertebraWedge> wedges;
  for (const VertebraGeometry& geometry : geometries) wedges.push_back(measure_wedge(geometry));
  const std::vector<MeasuredQuantity> residuals = measure_wedge_residuals(wedges, parameters.shape.curve);
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    VertebraMeasurements& measured = vertebrae[k].measurements;
    measured.coronal_wedge = wedges[k].coronal;
    measured.sagittal_wedge = wedges[k].sagittal;
    measured.coronal_wedge_residual = residuals[k];
  }
}

void add_shifts(const Geometries& geometries, Vertebrae& vertebrae) {
  const std::vector<VertebraShift> shifts = measure_shifts(geometries);
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    vertebrae[k].measurements.shift_above = shifts[k].above;
    vertebrae[k].measurements.shift_below = shifts[k].below;
  }
}

void add_wall(const PosteriorWall& wall, VertebraMeasurements& measured) {
  measured.posterior_wall_bulge = wall.bulge;
  measured.posterior_wall_bulge_area = wall.bulge_area;
  measured.posterior_wall_convexity = wall.convexity;
  measured.posterior_wall_breach_area = wall.breach_area;
  measured.posterior_wall_seen_fraction = wall.seen_fraction;
  measured.bulge_in_patient_mm = wall.bulge_in_patient_mm;
  measured.wall_breach_in_patient_mm = wall.breach_in_patient_mm;
}

void add_pedicles(const Pedicles& pedicles, VertebraMeasurements& measured) {
  measured.left_pedicle_volume = pedicles.left.volume;
  measured.right_pedicle_volume = pedicles.right.volume;
  measured.left_pedicle_volume_ratio = pedicles.left.volume_ratio;
  measured.right_pedicle_volume_ratio = pedicles.right.volume_ratio;
  measured.left_pedicle_isthmus_area = pedicles.left.isthmus_area;
  measured.right_pedicle_isthmus_area = pedicles.right.isthmus_area;
  measured.left_pedicle_isthmus_ratio = pedicles.left.isthmus_ratio;
  measured.right_pedicle_isthmus_ratio = pedicles.right.isthmus_ratio;
  measured.left_pedicle_ring_completeness = pedicles.left.ring_completeness;
  measured.right_pedicle_ring_completeness = pedicles.right.ring_completeness;
  measured.left_pedicle_hu = pedicles.left.mean_hu;
  measured.right_pedicle_hu = pedicles.right.mean_hu;
  measured.left_pedicle_in_patient_mm = pedicles.left.isthmus_in_patient_mm;
  measured.right_pedicle_in_patient_mm = pedicles.right.isthmus_in_patient_mm;
}

/// Posterior wall, canal with what lies in it, and pedicles.
void add_canal_and_its_walls(const CtVolume& ct, const Spine& spine, const Geometries& geometries,
                             const Metal& metal, const ImageQuality& quality,
                             const VertebraParameters& parameters, Vertebrae& vertebrae) {
  const std::vector<PosteriorWall> walls =
      measure_posterior_walls(ct, spine, geometries, quality, parameters.wall);
  const std::vector<CanalAtLevel> canals = see_canals(ct, spine, geometries, parameters.canal);
  const std::vector<MeasuredQuantity> narrowings =
      canal_narrowings(canals, geometries, walls, parameters.canal);
  const std::vector<EpiduralTissue> epidural =
      measure_epidural_tissue(ct, geometries, canals, metal, quality, parameters.epidural);
  const std::vector<Pedicles> pedicles =
      measure_pedicles(ct, spine, geometries, canals, walls, quality, parameters.pedicles);
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    VertebraMeasurements& measured = vertebrae[k].measurements;
    add_wall(walls[k], measured);
    measured.canal_area = canals[k].least_area;
    measured.canal_narrowing = narrowings[k];
    measured.epidural_tissue_thickness = epidural[k].thickness;
    measured.epidural_assessed_fraction = epidural[k].assessed_fraction;
    measured.epidural_in_patient_mm = epidural[k].thickest_in_patient_mm;
    add_pedicles(pedicles[k], measured);
  }
}

void add_trabeculae(const std::vector<Trabeculae>& frames, Vertebrae& vertebrae) {
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    VertebraMeasurements& measured = vertebrae[k].measurements;
    measured.body_hu = frames[k].median_hu;
    measured.trabecular_sd = frames[k].sd;
    measured.trabecular_entropy = frames[k].entropy;
    measured.octant_range = frames[k].octant_range;
    measured.trabecular_sd_z = frames[k].sd_z;
    measured.octant_range_ratio = frames[k].octant_range_ratio;
  }
}

void add_lysis(const ColumnLysis& lysis, Vertebrae& vertebrae) {
  for (std::size_t k = 0; k < vertebrae.size(); ++k) {
    VertebraMeasurements& measured = vertebrae[k].measurements;
    measured.lytic_volume = lysis.vertebrae[k].lytic_volume;
    measured.cortical_defect_area = lysis.vertebrae[k].cortical_defect_area;
    measured.vacuum_cleft_volume = lysis.vertebrae[k].vacuum_cleft_volume;
    measured.lysis_in_patient_mm = lysis.vertebrae[k].lysis_in_patient_mm;
    if (lysis.vertebrae[k].has_haemangioma)
      measured.trabecular_sd_z = measured.octant_range_ratio =
          Unknown{"a haemangioma in the body: its struts and fat are uneven by themselves"};
  }
}

std::string note_on_curve(const CoronalCurve& curve, const Spine& spine) {
  return "largest coronal curve: Cobb angle " + std::to_string(std::lround(curve.cobb.value().value)) +
         " degrees between " + spine.found[curve.upper_end].level.shown + " and " +
         spine.found[curve.lower_end].level.shown;
}

}  // namespace

std::vector<VertebraGeometry> find_geometries(const CtVolume& ct, const Spine& spine,
                                              const ImageQuality& quality,
                                              const VertebraParameters& parameters) {
  Geometries geometries(spine.found.size());
  tbb::parallel_for(std::size_t{0}, geometries.size(), [&](std::size_t k) {
    geometries[k] = find_geometry(ct, spine, spine.found[k], quality, parameters.shape.geometry);
    // What is left of a body looks like a collapsed one, and would be compared with its neighbours.
    if (spine.found[k].cut_by_border)
      geometries[k].superior = geometries[k].inferior = Unknown{"the border of the volume cuts the body"};
    if (spine.found[k].carries_dens)
      geometries[k].superior = geometries[k].inferior =
          Unknown{"the dens stands on the body, which has no upper endplate"};
  });
  return geometries;
}

MeasuredColumn measure_column(const CtVolume& ct, const Spine& spine, const Geometries& geometries,
                              const Metal& metal, const ImageQuality& quality,
                              const VertebraParameters& parameters) {
  MeasuredColumn measured;
  const CoronalCurve curve = measure_coronal_curve(geometries, parameters.shape.curve);
  SpineMeasurements& column = measured.spine;
  column = {.vertebrae = found_vertebrae(spine, geometries),
            .cobb = curve.cobb,
            .labels_from = spine.labels_from,
            .notes = spine.notes};
  if (curve.cobb.known()) column.notes.push_back(note_on_curve(curve, spine));
  if (geometries.empty()) return measured;
  add_heights(geometries, spine, parameters, column.vertebrae);
  add_wedges(geometries, parameters, column.vertebrae);
  add_shifts(geometries, column.vertebrae);
  add_canal_and_its_walls(ct, spine, geometries, metal, quality, parameters, column.vertebrae);
  const std::vector<Measured<BodyShape>> shapes = find_body_shapes(ct, metal, geometries);
  add_trabeculae(
      measure_trabeculae(ct, metal, quality, geometries, shapes, parameters.vein, parameters.trabeculae),
      column.vertebrae);
  ColumnLysis lysis = measure_lysis(ct, metal, quality, geometries, shapes, parameters.vein, parameters.lysis,
                                    parameters.dense);
  add_lysis(lysis, column.vertebrae);
  for (VertebraLysis& vertebra : lysis.vertebrae)
    for (VertebralRegion& region : vertebra.all_regions) measured.regions.push_back(std::move(region));
  column.notes.insert(column.notes.end(), lysis.notes.begin(), lysis.notes.end());
  return measured;
}

SpineMeasurements measure_vertebrae(const CtVolume& ct, const Spine& spine, const Geometries& geometries,
                                    const Metal& metal, const ImageQuality& quality,
                                    const VertebraParameters& parameters) {
  return measure_column(ct, spine, geometries, metal, quality, parameters).spine;
}

}  // namespace osteosign
