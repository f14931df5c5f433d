#include "features/vertebra/lysis.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "features/vertebra/arch_lysis.h"
#include "features/vertebra/body_lysis.h"
#include "features/vertebra/cortical_gap.h"
#include "features/vertebra/dense_bone.h"
#include "features/vertebra/lytic_volume.h"
#include "features/vertebra/vacuum.h"
#include "features/vertebra/vertebral_regions.h"

namespace osteosign {
namespace {

constexpr double border_mm = 6;  ///< for filters and for what lies beside the wall

std::vector<Measured<BodyDensity>> densities_of(const CtVolume& ct, const Metal& metal,
                                                const std::vector<VertebraGeometry>& vertebrae,
                                                const std::vector<Measured<BodyShape>>& shapes,
                                                const LysisParameters& parameters) {
  std::vector<Measured<BodyDensity>> densities(vertebrae.size(), Unknown{"not measured"});
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t k) {
    densities[k] =
        shapes[k].known()
            ? sample_body_density(cut_vertebra_image(ct, metal, vertebrae[k], border_mm), shapes[k].value(),
                                  {parameters.atlas.atlas_smoothing_mm, parameters.lysis_wide_mm})
            : Measured<BodyDensity>(shapes[k].unknown());
  });
  return densities;
}

/// The body with what the two nearest bodies above and below say of its wall.
BodyShape with_expected_wall(const std::vector<Measured<BodyShape>>& shapes, std::size_t own,
                             const LysisParameters& parameters) {
  std::vector<const BodyShape*> others;
  for (const int step : {-2, -1, 1, 2}) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(own) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(shapes.size())) continue;
    if (const BodyShape* shape = shapes[static_cast<std::size_t>(at)].if_known()) others.push_back(shape);
  }
  constexpr std::size_t fewest = 3;  // the median of fewer is no better than each of them
  if (others.size() < fewest) return shapes[own].value();
  return shapes[own].value().with_wall_of(others, parameters.lysis_wall_tolerance_mm);
}

/// One vertebra of the column, and what it is compared with.
struct ComparedVertebra {
  const CtVolume& ct;
  const std::vector<VertebraGeometry>& vertebrae;
  std::size_t own;
  ArchExpectation& expectation;  ///< remembers how the references are moved
  LesionScanner scanner;
  const Measured<bool>& comparable;
};

/// Lytic parts of mixed lesions that are not among the regions yet.
void append_lytic_parts(const DenseBone& bone, std::vector<LyticRegion>& regions) {
  for (const std::optional<LyticRegion>& part : bone.lytic_parts)
    if (part && std::ranges::none_of(regions, [&](const LyticRegion& found) {
          return !(found.voxels & part->voxels).empty();
        }))
      regions.push_back(*part);
}

/// `turned_expected`: of the densities turned, for dense bone.
VertebraLysis measure_one(const ComparedVertebra& compared, const LysisField& field,
                          const Measured<ExpectedDensity>& turned_expected, const LysisParameters& parameters,
                          const DenseRegionParameters& dense) {
  const VertebraGeometry& own = compared.vertebrae[compared.own];
  const ArchLysis arch = find_arch_lysis(compared.ct, field, own, compared.expectation, parameters);
  const LysisLimits limits = lysis_limits(field, parameters);
  std::vector<LyticRegion> regions = lytic_regions(field, find_body_lysis(field, limits, parameters), arch,
                                                   compared.scanner.noise_hu.value_or(0), parameters);
  VertebraLysis result;
  result.all_regions =
      lytic_region_values(regions, field, arch.lost, dense.dense_from_hu, parameters, own.label);
  if (turned_expected.known()) {
    const DenseBone bone =
        find_dense_bone(compared.ct, field, turned_expected.value(), own, compared.expectation,
                        compared.scanner.noise_hu.value_or(0), dense, parameters);
    std::ranges::move(dense_region_values(bone, field.image, own.label),
                      std::back_inserter(result.all_regions));
    append_lytic_parts(bone, regions);
  }
  const LyticRegion* const region = largest_unexplained(regions);
  result.has_haemangioma = std::ranges::any_of(regions, &LyticRegion::is_of_haemangioma);
  result.lytic_volume = region == nullptr && !compared.comparable.known()
                            ? compared.comparable.unknown()
                            : lytic_volume(regions, field, limits, compared.scanner, parameters);
  result.vacuum_cleft_volume = measure_vacuum(field, parameters);
  if (region != nullptr) {
    result.lysis_in_patient_mm = region->middle_mm();
    result.region = outline_of(region->voxels, field.image);
    result.cortical_defect_area = measure_cortical_gap(field, *region, parameters);
  } else {
    result.cortical_defect_area = result.lytic_volume.known()
                                      ? MeasuredQuantity(Quantity{0, Unit::mm2, {}, "no lytic region"})
                                      : MeasuredQuantity(result.lytic_volume.unknown());
  }
  return result;
}

VertebraLysis all_unknown(const Unknown& reason) { return {reason, reason, reason, {}, {}, {}, {}}; }

/// Whether the vertebrae can be compared: not when most of them are ill.
Measured<bool> comparable(const std::vector<Measured<BodyDensity>>& densities,
                          const LysisParameters& parameters) {
  int known = 0;
  int abnormal = 0;
  for (const Measured<BodyDensity>& density : densities) {
    if (!density.known()) continue;
    ++known;
    const double hu = density.value().core_hu;
    abnormal += hu < parameters.diffuse_below_hu || hu > parameters.diffuse_above_hu ? 1 : 0;
  }
  if (known == 0 || abnormal <= parameters.diffuse_share * known) return true;
  return Unknown{
      fmt::format("{} of {} vertebral bodies lie outside of {:.0f} to {:.0f} HU: diffuse disease, "
                  "nothing tells what to expect",
                  abnormal, known, parameters.diffuse_below_hu, parameters.diffuse_above_hu)};
}

ColumnLysis without_soft_tissue(ColumnLysis column, int background_hu) {
  const Unknown reason{
      fmt::format("everything but bone is {} HU: soft tissue cannot be told", background_hu)};
  for (VertebraLysis& vertebra : column.vertebrae) vertebra = all_unknown(reason);
  if (!column.vertebrae.empty()) column.notes.push_back("lysis: " + reason.reason);
  return column;
}

/// Lysis in many vertebrae: each was held against ill ones.
std::vector<std::string> notes_on(const std::vector<VertebraLysis>& vertebrae,
                                  const LysisParameters& parameters) {
  const auto lytic = std::count_if(vertebrae.begin(), vertebrae.end(),
                                   [](const VertebraLysis& v) { return v.lysis_in_patient_mm.has_value(); });
  const auto known = std::count_if(vertebrae.begin(), vertebrae.end(),
                                   [](const VertebraLysis& v) { return v.lytic_volume.known(); });
  if (known == 0 || static_cast<double>(lytic) <= parameters.diffuse_share * static_cast<double>(known))
    return {};
  return {fmt::format("lysis in {} of {} vertebrae: what is expected rests on ill neighbours", lytic, known)};
}

}  // namespace

ColumnLysis measure_lysis(const CtVolume& ct, const Metal& metal, const ImageQuality& quality,
                          const std::vector<VertebraGeometry>& vertebrae,
                          const std::vector<Measured<BodyShape>>& shapes, const VeinWindow& vein,
                          const LysisParameters& parameters, const DenseRegionParameters& dense) {
  ColumnLysis column;
  column.vertebrae.resize(vertebrae.size());
  const Measured<int> background = constant_background_hu(ct);
  if (background.known()) return without_soft_tissue(std::move(column), background.value());
  const std::vector<Measured<BodyDensity>> densities = densities_of(ct, metal, vertebrae, shapes, parameters);
  const Measured<bool> healthy_enough = comparable(densities, parameters);
  if (!healthy_enough.known()) column.notes.push_back("lysis: " + healthy_enough.reason());
  std::vector<Measured<BodyDensity>> turned_densities = densities;
  for (Measured<BodyDensity>& density : turned_densities)
    if (density.known()) density = turned(density.value());
  const LesionScanner scanner = scanner_of(quality);
  const bool* contrast = ct.acquisition.contrast_agent.if_known();
  const double brightest_hu =
      contrast && *contrast ? parameters.soft_tissue_with_contrast_to_hu : parameters.soft_tissue_to_hu;
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t k) {
    if (!shapes[k].known()) {
      column.vertebrae[k] = all_unknown(shapes[k].unknown());
      return;
    }
    const Measured<ExpectedDensity> expected = expect_density(densities, k, parameters.atlas);
    if (!expected.known()) {
      column.vertebrae[k] = all_unknown(expected.unknown());
      return;
    }
    LysisField field = make_field(cut_vertebra_image(ct, metal, vertebrae[k], border_mm),
                                  with_expected_wall(shapes, k, parameters), expected.value(), vein,
                                  brightest_hu, parameters);
    const std::vector<ArchReference> references = arch_references(vertebrae, k);
    ArchExpectation expectation(ct, vertebrae[k], references);
    const ComparedVertebra compared{ct, vertebrae, k, expectation, scanner, healthy_enough};
    field.arch = expected_arch(field, vertebrae[k], references);
    column.vertebrae[k] = measure_one(compared, field, expect_density(turned_densities, k, parameters.atlas),
                                      parameters, dense);
  });
  for (std::string& note : notes_on(column.vertebrae, parameters)) column.notes.push_back(std::move(note));
  return column;
}

}  // namespace osteosign
