#include <algorithm>
#include <initializer_list>

#include "classify/facts.h"
#include "classify/lesion_descriptors.h"
#include "classify/margin.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

template <class T>
Measured<bool> is_one_of(const Measured<T>& found, std::initializer_list<T> wanted) {
  if (!found.known()) return found.unknown();
  return std::ranges::find(wanted, found.value()) != wanted.end();
}

Measured<bool> is_named(const Measured<std::string>& found, std::initializer_list<std::string_view> wanted) {
  if (!found.known()) return found.unknown();
  return std::ranges::find(wanted, found.value()) != wanted.end();
}

/// Answered when the descriptor is certain.
template <class T>
Measured<bool> surely(const Descriptor<T>& descriptor, const T& wanted) {
  if (!descriptor.can_be(wanted)) return false;
  if (descriptor.certain()) return true;
  return Unknown{descriptor.because};
}

Measured<bool> answer(const Measured<Sign>& sign) {
  if (!sign.known()) return sign.unknown();
  if (sign.value() == Sign::uncertain)
    return Unknown{"the value lies within one standard deviation of its threshold"};
  return sign.value() == Sign::present;
}

/// A border that may lie on either side of its limits answers nothing.
Measured<Border> plain_border(const Measured<Border>& found) {
  if (found.known() && found.value() == Border::uncertain)
    return Unknown{"whether the border is sharp lies within the uncertainty of its width"};
  return found;
}

Measured<bool> whole_or_broken(const Descriptor<CorticalPenetration>& penetration,
                               const CtLesionMeasurements&) {
  return surely(penetration, CorticalPenetration::total);
}
/// A film shows that the cortex is broken, never that it is not: only two sides are seen edge-on.
Measured<bool> whole_or_broken(const Descriptor<CorticalPenetration>& penetration,
                               const RadiographLesionMeasurements&) {
  const Measured<bool> broken = surely(penetration, CorticalPenetration::total);
  if (!broken.known() || broken.value()) return broken;
  return Unknown{"the cortex in front of the lesion and behind it is not seen on a radiograph"};
}

void add_place(Facts& facts, const JudgedSite& site) {
  facts.set("epiphysis", is_named(site.part, {"epiphysis"}));
  facts.set("metaphysis", is_named(site.part, {"metaphysis"}));
  facts.set("metaphysis_or_diaphysis", is_named(site.part, {"metaphysis", "diaphysis"}));
  facts.set("central", is_named(site.position, {"central"}));
  facts.set("cortical_or_eccentric", is_named(site.position, {"cortical", "eccentric"}));
  facts.set("surface", is_named(site.position, {"surface"}));
  facts.set("distal_bone", is_named(site.bone, {"phalanx", "metacarpal", "carpal", "metatarsal", "tarsal",
                                                "talus", "calcaneus"}));
  facts.set("proximal_bone", is_named(site.bone, {"femur", "humerus", "hip", "scapula", "clavicle", "rib",
                                                  "sternum", "sacrum", "vertebra"}));
  facts.set("bone_of_the_knee", is_named(site.bone, {"femur", "tibia", "fibula", "patella"}));
  facts.set("femur_or_rib", is_named(site.bone, {"femur", "rib"}));
  facts.set("vertebra_or_sacrum", is_named(site.bone, {"vertebra", "sacrum", "coccyx"}));
  facts.set("frequent_site_of_metastases", is_named(site.bone, {"vertebra", "hip", "sacrum", "rib", "sternum",
                                                                "femur", "humerus", "skull"}));
}

void add_new_bone(Facts& facts, const Measured<PeriostealPattern>& pattern) {
  facts.set("several_lamellae", is_one_of(pattern, {PeriostealPattern::multilamellated}));
  facts.set("spicules", is_one_of(pattern, {PeriostealPattern::hair_on_end, PeriostealPattern::sunburst}));
  facts.set("outgrowth", is_one_of(pattern, {PeriostealPattern::outgrowth}));
}

/// Whether a purely dense lesion is as dense as a bone island. It supports one and excludes nothing: of
/// lesions that were biopsied or treated metastases are as dense (Azar, AJR 2021;216:1022).
Measured<bool> dense_as_bone_island(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  if (!measured.density.known()) return measured.density.unknown();
  if (measured.density.value() != DensityClass::sclerotic) return false;
  return answer(any_of({more_than(measured.mean_hu, criteria.differential_bone_island_mean_hu),
                        more_than(measured.p90_hu, criteria.differential_bone_island_highest_hu)}));
}

/// What only CT shows in this version.
void add_texture(Facts& facts, const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  const auto matrix = [&](std::initializer_list<MatrixKind> wanted) {
    return is_one_of(measured.matrix, wanted);
  };
  facts.set("chondroid_matrix", matrix({MatrixKind::chondroid}));
  facts.set("calcified", matrix({MatrixKind::chondroid, MatrixKind::osteoid, MatrixKind::nidus}));
  facts.set("osteoid_matrix", matrix({MatrixKind::osteoid}));
  facts.set("ground_glass_matrix", matrix({MatrixKind::ground_glass}));
  facts.set("nidus", matrix({MatrixKind::nidus}));
  facts.set("fluid_level", matrix({MatrixKind::fluid_level}));
  facts.set("dense_as_bone_island", dense_as_bone_island(measured, criteria));
}
void add_texture(Facts& facts, const RadiographLesionMeasurements&, const CriteriaParameters&) {
  for (const char* id : {"chondroid_matrix", "calcified", "osteoid_matrix", "ground_glass_matrix", "nidus",
                         "fluid_level", "dense_as_bone_island"})
    facts.set(id, Unknown{"not measured on radiographs by this version"});
}

}  // namespace

void add_lesion_facts(Facts& facts, const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  add_place(facts, lesion.site);
  const LesionDescriptors described = descriptors_of(lesion, criteria);
  facts.set("sclerotic_rim", surely(described.rim, Observed::present));
  const Measured<bool> shell = surely(described.shell, ExpandedShell::none);
  facts.set("expanded", shell.known() ? Measured<bool>(!shell.value()) : shell);
  facts.set("soft_tissue_mass", surely(described.soft_tissue_mass, Observed::present));
  facts.set("fracture_line", surely(described.fracture_line, Observed::present));
  std::visit(
      [&](const auto& measured) {
        facts.set("lytic", is_one_of(measured.density, {DensityClass::lytic}));
        facts.set("sclerotic", is_one_of(measured.density, {DensityClass::sclerotic}));
        facts.set("mixed", is_one_of(measured.density, {DensityClass::mixed}));
        const Measured<Border> found = plain_border(border(measured, criteria));
        facts.set("sharp_border", is_one_of(found, {Border::sharp}));
        facts.set("blurred_border", is_one_of(found, {Border::blurred}));
        const Measured<Sign> large =
            more_than(measured.longest_diameter, criteria.differential_small_lesion_mm);
        const Measured<bool> is_large = answer(large);
        facts.set("small", is_large.known() ? Measured<bool>(!is_large.value()) : is_large);
        add_new_bone(facts, measured.periosteal_pattern);
        facts.set("cortex_broken", whole_or_broken(described.penetration, measured));
        add_texture(facts, measured, criteria);
      },
      lesion.measurements);
}

}  // namespace osteosign
