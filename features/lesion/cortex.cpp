#include "features/lesion/cortex.h"

#include <fmt/format.h>

#include <cmath>

#include "features/lesion/cortex_erosion.h"

namespace osteosign {
namespace {

constexpr double distance_sd_mm = 0.5;

LesionCortex all_unknown(const Unknown& reason) {
  LesionCortex cortex;
  cortex.thickness = cortex.least_thickness = cortex.breach_area = cortex.breach_arc = cortex.breach_length =
      cortex.involved_circumference = cortex.erosion_depth = cortex.erosion_length = cortex.expansion =
          cortex.distance = cortex.assessed_fraction = reason;
  return cortex;
}

MeasuredQuantity reference_thickness(const ReferenceCortex& reference) {
  const Estimate* thickness = reference.thickness_mm.if_known();
  if (thickness == nullptr) return reference.thickness_mm.unknown();
  const double by_density = thickness->value * reference.bone.sd_hu / reference.bone.density_hu;
  return Quantity{thickness->value, Unit::mm, std::hypot(thickness->sd, by_density), reference.method};
}

/// That there is no hole is said of all the cortex beside the lesion: not where most of it was not seen.
MeasuredQuantity breach_area(const CortexBreach& breach, const CortexErosion& erosion) {
  constexpr double least_assessed = 0.5;  // chosen: of most of it the statement must hold
  const Quantity* const assessed = erosion.assessed_fraction.if_known();
  const Quantity* const area = breach.area.if_known();
  if (area == nullptr || area->value > 0 || assessed == nullptr || assessed->value >= least_assessed)
    return breach.area;
  return Unknown{
      fmt::format("no hole is seen, but no more than {:.0f} % of the cortex beside the lesion "
                  "could be assessed",
                  100 * assessed->value)};
}

}  // namespace

LesionCortex measure_cortex(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                            const Measured<CortexSurface>& surface, const ImageQuality& quality,
                            const CortexParameters& parameters) {
  if (!bone.known()) return all_unknown(bone.unknown());
  if (!surface.known()) return all_unknown(surface.unknown());
  const CortexRays rays(ct, surface.value(), quality);
  const Measured<ReferenceCortex> reference = reference_cortex(rays, parameters);
  if (!reference.known()) return all_unknown(reference.unknown());
  const CortexBeside beside = cortex_beside(rays, bone.value().lesion, reference.value(), parameters);
  const CortexBreach breach = find_breach(rays, beside, reference.value(), parameters);
  const CortexErosion erosion = measure_erosion(rays, beside, breach, reference.value(), parameters);
  return {.thickness = reference_thickness(reference.value()),
          .least_thickness = erosion.least_thickness,
          .breach_area = breach_area(breach, erosion),
          .breach_arc = breach.arc,
          .breach_length = breach.length,
          .involved_circumference = erosion.involved_circumference,
          .erosion_depth = erosion.depth,
          .erosion_length = erosion.length,
          .expansion = erosion.expansion,
          .distance = Quantity{beside.nearest_gap_mm, Unit::mm, distance_sd_mm},
          .assessed_fraction = erosion.assessed_fraction,
          .breach_in_patient_mm = breach.middle_in_patient_mm,
          .deepest_erosion_in_patient_mm = erosion.deepest_in_patient_mm,
          .undamaged_tube = surface.value().tube};
}

LesionCortex measure_cortex(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                            const ImageQuality& quality, const CortexParameters& parameters) {
  return measure_cortex(ct, bone, undamaged_surface(ct, bone, quality, parameters), quality, parameters);
}

}  // namespace osteosign
