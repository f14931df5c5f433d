#include "features/lesion/soft_tissue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/outline_with_mass.h"
#include "features/lesion/soft_tissue_beside.h"
#include "features/lesion/soft_tissue_fat.h"
#include "features/lesion/soft_tissue_mass.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double border_sd_mm = 0.5;
constexpr double strict_part = 0.35, middle_part = 0.5, loose_part = 0.65;  // of the way to muscle
constexpr double covered_by_fat = 0.8;
constexpr double farthest_slices_mm = 2;  // at 3 mm volumes were less than half of the true ones
constexpr double least_volume_contrast_hu = 15;
constexpr double least_volume_thickness_mm =
    8;  // four times the averaging: of thinner ones the edges are not seen
constexpr double largest_volume_sd = 0.3, own_volume_sd = 0.1;
constexpr double least_lesion_hu = -20, most_lesion_hu = 130;

LesionSoftTissue all_unknown(const Unknown& reason) {
  LesionSoftTissue tissue;
  tissue.mass_thickness = tissue.mass_volume = tissue.mass_coverage = tissue.mass_focality =
      tissue.mass_contrast = tissue.fat_plane_loss = tissue.assessed_fraction = reason;
  return tissue;
}

/// A mass with how sure its border is.
struct FoundMass {
  SoftTissueMass mass;
  double thickness_sd_mm = 0;
  std::optional<NestedMass> grown{};  ///< by its density; else outlined, or shown by fat not to be there
  bool may_go_on = false;             ///< when less contrast is asked for
  double volume_sd_mm3 = 0;
  std::string method;
};

enum class FatPlanes { preserved, lost, unclear };

FatPlanes fat_planes(const MeasuredQuantity& loss, const SoftTissueParameters& parameters) {
  if (!loss.known()) return FatPlanes::unclear;
  if (loss.value().value < parameters.soft_tissue_preserved_fat_loss) return FatPlanes::preserved;
  return loss.value().value > parameters.soft_tissue_lost_fat_loss ? FatPlanes::lost : FatPlanes::unclear;
}

/// Density of a mass that has grown out of the lesion: that of the lesion.
Measured<double> density_of_lesion(const MeasuredQuantity& median_hu) {
  if (!median_hu.known()) return median_hu.unknown();
  const double hu = median_hu.value().value;
  if (hu < least_lesion_hu || hu > most_lesion_hu)
    return Unknown{
        fmt::format("the lesion ({:.0f} HU) has not the density of soft tissue, so a mass of it "
                    "is not looked for by its density",
                    hu)};
  return hu;
}

FoundMass grown_from(const SoftTissueSpace& space, const AveragedDensity& averaged,
                     const MassDensity& density, const TissueBesideLesion& beside,
                     const SoftTissueParameters& parameters) {
  const auto grown = [&](double part) {
    return grow_mass(space, averaged, density, part, beside.start, parameters);
  };
  FoundMass found{.mass = grown(middle_part), .method = "density of the lesion, against that of muscle"};
  const SoftTissueMass strict = grown(strict_part), loose = grown(loose_part);
  // Nothing at the middle, but a mass as soon as less contrast is asked for: it may be that thick.
  found.thickness_sd_mm =
      found.mass.thickness_mm > 0 ? (loose.thickness_mm - strict.thickness_mm) / 2 : loose.thickness_mm;
  found.volume_sd_mm3 = (loose.volume_mm3 - strict.volume_mm3) / 2;
  found.may_go_on = loose.goes_on;
  if (found.mass.thickness_mm > 0) found.grown = NestedMass{strict.cells, found.mass.cells, loose.cells};
  return found;
}

/// Whether what was grown is a mass of the lesion: over a breach it is; else only lost fat planes say so.
Measured<FoundMass> mass_or_none(FoundMass found, const SoftTissueSpace& space, const LesionCortex& cortex,
                                 FatPlanes planes) {
  const bool is_there = found.mass.thickness_mm > 0;
  if (!cortex.breach_area.known()) {
    if (is_there && planes == FatPlanes::lost) return found;
    return Unknown{"whether the lesion has broken through the cortex is not known: " +
                   cortex.breach_area.reason()};
  }
  if (cortex.breach_area.value().value > 0 || planes == FatPlanes::lost) return found;
  if (planes == FatPlanes::preserved)
    return FoundMass{.mass = {VoxelMask(space.grid)}, .method = "no breach, and fat on the bone"};
  if (!is_there) return found;
  return Unknown{
      "tissue of the lesion's density lies on the bone, but neither a breach of the cortex nor lost fat "
      "planes show that it belongs to the lesion"};
}

/// Fat that lies on the bone shows that there is no mass, whatever its density would be.
bool fat_shows_none(const TissueBesideLesion& beside, const LesionCortex& cortex, FatPlanes planes) {
  if (!cortex.breach_area.known()) return false;
  return cortex.breach_area.value().value > 0 ? beside.fat_fraction >= covered_by_fat
                                              : planes == FatPlanes::preserved;
}

struct Densities {
  AveragedDensity averaged;
  Measured<MuscleDensity> muscle = Unknown{"not measured"};
  Measured<double> lesion_hu = Unknown{"not measured"};
};

Measured<FoundMass> find_mass(const SoftTissueSpace& space, const Densities& densities,
                              const TissueBesideLesion& beside, const LesionCortex& cortex, FatPlanes planes,
                              const SoftTissueParameters& parameters) {
  FoundMass outlined{.mass = outlined_mass(space, parameters),
                     .method = "the outline of the lesion beyond the bone"};
  outlined.thickness_sd_mm = space.cell_mm;
  if (outlined.mass.thickness_mm > 0) return outlined;
  Measured<MassDensity> density = Unknown{"not known"};
  if (!densities.lesion_hu.known())
    density = densities.lesion_hu.unknown();
  else if (!densities.muscle.known())
    density = densities.muscle.unknown();
  else
    density = mass_density(densities.lesion_hu.value(), densities.muscle.value(), parameters);
  Measured<FoundMass> found = density.unknown();
  if (density.known())
    found = mass_or_none(grown_from(space, densities.averaged, density.value(), beside, parameters), space,
                         cortex, planes);
  else if (fat_shows_none(beside, cortex, planes))
    found = FoundMass{.mass = {VoxelMask(space.grid)}, .method = "fat on the bone"};
  const bool none = found.known() && found.value().mass.thickness_mm <= 0;
  if (none && beside.assessed_fraction < parameters.soft_tissue_least_assessed_fraction)
    return Unknown{fmt::format("no mass is seen, but only {:.2f} of the tissue beside the lesion is visible",
                               beside.assessed_fraction)};
  if (none && beside.over_breach && !fat_shows_none(beside, cortex, planes))
    return Unknown{
        "no tissue of the lesion's density is seen over the breach, but a mass that is hardly told from "
        "muscle, or has another density, is not ruled out"};
  return found;
}

/// Mean density deep in a mass, where its border does not blur it; in all of it where it is thin.
std::optional<double> density_of(const SoftTissueMass& mass, const SoftTissueSpace& space) {
  constexpr double blurred_mm = 2;
  if (mass.thickness_mm <= 0) return std::nullopt;
  const VoxelMask deep = erode(mass.cells, Reach::ball(blurred_mm)) & space.soft;
  double sum = 0, cells = 0;
  for_each_voxel(deep.empty() ? mass.cells & space.soft : deep, [&](int x, int y, int z) {
    sum += space.hu[space.cell(x, y, z)];
    ++cells;
  });
  if (cells == 0) return std::nullopt;
  return sum / cells;
}

MeasuredQuantity contrast(const Densities& densities, std::optional<double> mass_hu) {
  if (!densities.muscle.known()) return densities.muscle.unknown();
  const MuscleDensity& muscle = densities.muscle.value();
  if (mass_hu) return Quantity{*mass_hu - muscle.median_hu, Unit::hu, muscle.sd_hu, "mass"};
  if (!densities.lesion_hu.known()) return densities.lesion_hu.unknown();
  return Quantity{densities.lesion_hu.value() - muscle.median_hu, Unit::hu, muscle.sd_hu, "lesion"};
}

void describe_round(LesionSoftTissue& tissue, const SoftTissueSpace& space, const CortexSurface& surface,
                    const SoftTissueMass& mass) {
  constexpr double diffuse_coverage = 0.5,
                   focal_ratio = 2;  // chosen: half of the circumference; methods A7.1
  if (mass.thickness_mm <= 0) {
    tissue.mass_coverage = Quantity{0, Unit::fraction};
    tissue.mass_focality = Unknown{"there is no mass"};
    return;
  }
  if (!surface.tube) {
    tissue.mass_coverage = tissue.mass_focality = Unknown{"the bone is no tube here"};
    return;
  }
  const MassRound round = mass_round(space, surface, mass);
  const bool diffuse =
      round.coverage >= diffuse_coverage && mass.thickness_mm < focal_ratio * round.median_mm;
  tissue.mass_coverage = Quantity{round.coverage, Unit::fraction, {}, diffuse ? "diffuse" : "focal"};
  tissue.mass_focality = Unknown{"the mass covers less than half of the circumference: it is focal"};
  if (round.median_mm > 0)
    tissue.mass_focality =
        Quantity{mass.thickness_mm / round.median_mm, Unit::one, {}, diffuse ? "diffuse" : "focal"};
}

/// Between the volumes that more and less contrast give, as far as they agree.
MeasuredQuantity volume_of_grown(const FoundMass& found, const MeasuredQuantity& contrast,
                                 double slice_distance_mm) {
  if (slice_distance_mm > farthest_slices_mm)
    return Unknown{fmt::format("slices {:.1f} mm apart do not show the border of a mass against muscle",
                               slice_distance_mm)};
  const double volume = found.mass.volume_mm3, sd = found.volume_sd_mm3;
  const bool is_clear = contrast.known() && std::abs(contrast.value().value) >= least_volume_contrast_hu;
  const bool borders_agree = !found.may_go_on && sd <= largest_volume_sd * volume;
  if (!is_clear || !borders_agree || found.mass.thickness_mm < least_volume_thickness_mm)
    return Unknown{"the border of a mass against muscle is too unsure for a volume"};
  return Quantity{volume, Unit::mm3, std::hypot(sd, own_volume_sd * volume), found.method};
}

void describe_mass(LesionSoftTissue& tissue, const SoftTissueSpace& space, const CortexSurface& surface,
                   const Measured<FoundMass>& found, double slice_distance_mm) {
  if (!found.known()) {
    tissue.mass_thickness = tissue.mass_volume = tissue.mass_coverage = tissue.mass_focality =
        found.unknown();
    return;
  }
  const FoundMass& mass = found.value();
  const double sd = std::hypot(border_sd_mm, surface.uncertainty_mm, mass.thickness_sd_mm);
  tissue.mass_thickness = Quantity{mass.mass.thickness_mm, Unit::mm, sd,
                                   mass.method + (mass.mass.goes_on ? "; at least, it goes on" : "")};
  tissue.mass_volume = Quantity{mass.mass.volume_mm3, Unit::mm3, {}, mass.method};
  if (mass.grown) tissue.mass_volume = volume_of_grown(mass, tissue.mass_contrast, slice_distance_mm);
  if (mass.mass.goes_on) tissue.mass_volume = Unknown{"the mass goes on beyond what is looked at"};
  if (mass.mass.thickness_mm > 0) tissue.farthest_in_patient_mm = mass.mass.farthest_in_patient_mm;
  describe_round(tissue, space, surface, mass.mass);
}

}  // namespace

LesionSoftTissue measure_soft_tissue(const CtVolume& ct, const LabelMap& bones,
                                     const Measured<CortexSurface>& surface,
                                     const LesionBesideSoftTissue& lesion,
                                     const SoftTissueParameters& parameters) {
  if (!surface.known()) return all_unknown(surface.unknown());
  const SoftTissueSpace space = soft_tissue_space(ct, bones, lesion.outline, surface.value(), parameters);
  const Measured<TissueBesideLesion> beside =
      tissue_beside_lesion(space, ct, surface.value(), lesion.cortex, parameters);
  if (!beside.known()) return all_unknown(beside.unknown());
  Densities densities{averaged_density(space, parameters)};
  densities.muscle = muscle_density(space, densities.averaged, parameters);
  densities.lesion_hu = density_of_lesion(lesion.median_hu);
  LesionSoftTissue tissue;
  tissue.fat_plane_loss = fat_plane_loss(space, beside.value().beside, surface.value(), parameters);
  tissue.assessed_fraction = Quantity{beside.value().assessed_fraction, Unit::fraction};
  const Measured<FoundMass> found = find_mass(space, densities, beside.value(), lesion.cortex,
                                              fat_planes(tissue.fat_plane_loss, parameters), parameters);
  tissue.mass_contrast =
      contrast(densities, found.known() ? density_of(found.value().mass, space) : std::nullopt);
  describe_mass(tissue, space, surface.value(), found, ct.grid.spacing_mm.z());
  const bool is_broken = lesion.cortex.breach_area.known() && lesion.cortex.breach_area.value().value > 0;
  if (is_broken && found.known() && found.value().grown && tissue.mass_volume.known())
    tissue.outline_with_mass = outline_with_mass(ct.grid, lesion.outline, space, found.value().grown.value());
  return tissue;
}

}  // namespace osteosign
