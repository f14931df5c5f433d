#include "classify/lesion_scores.h"

#include <array>
#include <set>

#include "classify/lesion_descriptors.h"
#include "classify/mirels.h"

namespace osteosign {
namespace {

/// Names of the choices of a descriptor that is part of a score by grades.
std::string_view word(Destruction choice) {
  constexpr std::array<std::string_view, 3> words{"geographic", "moth-eaten", "permeated"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(LodwickEdge choice) {
  constexpr std::array<std::string_view, 4> words{"regular", "ragged", "moth-eaten up to 1 cm",
                                                  "moth-eaten over 1 cm"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(MarginDefinition choice) {
  return choice == MarginDefinition::well_defined ? "well defined" : "ill defined";
}
std::string_view word(CorticalPenetration choice) {
  constexpr std::array<std::string_view, 3> words{"none", "partial", "total"};
  return words.at(static_cast<std::size_t>(choice));
}
std::string_view word(Observed choice) { return choice == Observed::present ? "present" : "absent"; }
std::string_view word(ExpandedShell choice) {
  constexpr std::array<std::string_view, 3> words{"none", "up to 1 cm", "over 1 cm"};
  return words.at(static_cast<std::size_t>(choice));
}

template <class T>
ScorePart part_of(const char* name, const Descriptor<T>& descriptor) {
  return {name, std::string(word(descriptor.possible.front())), std::string(word(descriptor.possible.back())),
          descriptor.because};
}

/// Parts that leave the score open; nothing when its category is decided.
void tell_what_would_decide(LesionScore& score) {
  if (score.category.known()) return;
  for (const ScorePart& part : score.parts)
    if (part.lowest != part.highest) score.would_decide.push_back(part.name);
}

template <class Grade>
void set_grades(LesionScore& score, const std::set<Grade>& possible) {
  const Grade lowest = *possible.begin(), highest = *possible.rbegin();
  score.lowest = std::string(word(lowest));
  score.highest = std::string(word(highest));
  score.lowest_rank = static_cast<int>(lowest);
  score.highest_rank = static_cast<int>(highest);
  if (lowest == highest)
    score.category = std::string(word(lowest));
  else
    score.category = Unknown{"between " + std::string(word(lowest)) + " and " + std::string(word(highest)) +
                             ", by what is not known"};
  tell_what_would_decide(score);
}

LesionScore lodwick_of(const std::string& id, const LesionDescriptors& lesion) {
  std::set<LodwickGrade> possible;
  for (const Destruction destruction : lesion.destruction.possible)
    for (const LodwickEdge edge : lesion.edge.possible)
      for (const CorticalPenetration penetration : lesion.penetration.possible)
        for (const Observed rim : lesion.rim.possible)
          for (const ExpandedShell shell : lesion.shell.possible)
            possible.insert(lodwick_grade(destruction, edge, penetration, rim, shell));
  LesionScore score;
  score.subject = id;
  score.issuer = "Lodwick et al., Radiology 1980;134:577";
  score.edition = "1980";
  score.parts = {part_of("destruction", lesion.destruction), part_of("edge", lesion.edge),
                 part_of("cortical_penetration", lesion.penetration), part_of("sclerotic_rim", lesion.rim),
                 part_of("expanded_shell", lesion.shell)};
  set_grades(score, possible);
  return score;
}

std::set<LodwickMadewellGrade> lodwick_madewell_grades(const LesionDescriptors& lesion) {
  std::set<LodwickMadewellGrade> possible;
  for (const Destruction destruction : lesion.destruction.possible)
    for (const MarginDefinition margin : lesion.margin.possible)
      for (const Observed rim : lesion.rim.possible)
        possible.insert(lodwick_madewell_grade(destruction, margin, rim));
  return possible;
}

LesionScore lodwick_madewell_of(const std::string& id, const LesionDescriptors& lesion) {
  LesionScore score;
  score.subject = id;
  score.issuer = "Lodwick-Madewell, modified by Caracciolo et al.";
  score.edition = "2016; a changing margin (IIIA) is not graded without an earlier study";
  score.parts = {part_of("destruction", lesion.destruction), part_of("margin", lesion.margin),
                 part_of("sclerotic_rim", lesion.rim)};
  set_grades(score, lodwick_madewell_grades(lesion));
  return score;
}

template <class T, class Points>
ScorePart points_part(const char* name, const Descriptor<T>& descriptor, Points&& points) {
  int lowest = points(descriptor.possible.front()), highest = lowest;
  for (const T& choice : descriptor.possible) {
    lowest = std::min(lowest, points(choice));
    highest = std::max(highest, points(choice));
  }
  return {name, lowest, highest, descriptor.because};
}

/// Sum of the parts, and its category where both ends agree on it.
template <class Category>
void sum_points(LesionScore& score, Category&& category) {
  for (const ScorePart& part : score.parts) {
    score.lowest_rank += std::get<int>(part.lowest);
    score.highest_rank += std::get<int>(part.highest);
  }
  score.lowest = score.lowest_rank;
  score.highest = score.highest_rank;
  const std::string at_lowest = category(score.lowest_rank), at_highest = category(score.highest_rank);
  if (at_lowest == at_highest)
    score.category = at_lowest;
  else
    score.category = Unknown{"from " + std::to_string(score.lowest_rank) + " (" + at_lowest + ") to " +
                             std::to_string(score.highest_rank) + " (" + at_highest +
                             ") points, by what is not known"};
  tell_what_would_decide(score);
}

/// Whether the patient has a cancer that is known.
Descriptor<Observed> known_primary(const ClinicalContext& context) {
  const Measured<bool> known = has_known_primary(context);
  if (!known.known()) return {{Observed::absent, Observed::present}, known.reason()};
  if (known.value()) return {{Observed::present}, "a primary cancer is known"};
  return {{Observed::absent}, "no primary cancer is known"};
}

LesionScore bone_rads_of(const std::string& id, const LesionDescriptors& lesion,
                         const ClinicalContext& context, const CriteriaParameters& criteria) {
  const auto grades = lodwick_madewell_grades(lesion);
  const Descriptor<LodwickMadewellGrade> margin{{grades.begin(), grades.end()}, lesion.margin.because};
  const Descriptor<Observed> fracture{{Observed::absent, Observed::present},
                                      "a fracture line is not measured by this version"};
  const int mass_points = static_cast<int>(criteria.bone_rads_soft_tissue_points);
  LesionScore score;
  score.subject = id;
  score.issuer = "American College of Radiology, Bone-RADS for radiographs";
  score.edition = "2023; a soft-tissue mass scores " + std::to_string(mass_points);
  score.parts = {
      points_part("margin", margin, [](LodwickMadewellGrade grade) { return bone_rads_points(grade); }),
      points_part("periosteal_reaction", lesion.periosteum,
                  [](PeriostealActivity reaction) { return bone_rads_points(reaction); }),
      points_part("endosteal_erosion", lesion.erosion,
                  [](EndostealErosion erosion) { return bone_rads_points(erosion); }),
      points_part("pathological_fracture", fracture, bone_rads_fracture_points),
      points_part("soft_tissue_mass", lesion.soft_tissue_mass,
                  [&](Observed mass) { return bone_rads_soft_tissue_points(mass, mass_points); }),
      points_part("known_primary_cancer", known_primary(context), bone_rads_primary_points)};
  sum_points(score, [](int total) {
    const int category = bone_rads_category(total);
    return "category " + std::to_string(category) + ", " + std::string(bone_rads_risk(category));
  });
  return score;
}

Descriptor<MirelsPain> mirels_pain(const Pain& pain) {
  using enum MirelsPain;
  const auto* const rhythm = pain.rhythm.if_known();
  if (rhythm != nullptr && *rhythm == PainRhythm::none) return {{mild}, "there is no pain"};
  if (!pain.severity.known()) return {{mild, moderate, functional}, pain.severity.reason()};
  switch (pain.severity.value()) {
    case PainSeverity::mild:
      return {{mild}, "the pain is mild"};
    case PainSeverity::moderate:
      return {{moderate}, "the pain is moderate"};
    case PainSeverity::functional:
      return {{functional}, "the pain is brought on by use of the limb"};
  }
  throw InternalError("pain severity without Mirels points");
}

Descriptor<MirelsLesion> mirels_lesion(const Measured<DensityClass>& density) {
  using enum MirelsLesion;
  if (!density.known()) return {{blastic, mixed, lytic}, density.reason()};
  switch (density.value()) {
    case DensityClass::sclerotic:
      return {{blastic}, "the lesion is sclerotic"};
    case DensityClass::mixed:
      return {{mixed}, "the lesion is mixed"};
    case DensityClass::lytic:
      return {{lytic}, "the lesion is lytic"};
  }
  throw InternalError("density class without Mirels points");
}

/// Whether it lies near the trochanters is not told of a femur unless it lies in the shaft.
Score<Descriptor<MirelsSite>> mirels_site(const JudgedSite& site) {
  using enum MirelsSite;
  if (!site.bone.known()) return site.bone.unknown();
  const std::string& bone = site.bone.value();
  if (bone == "humerus" || bone == "radius" || bone == "ulna")
    return Descriptor<MirelsSite>{{upper_limb}, "the lesion lies in the " + bone};
  if (bone == "tibia" || bone == "fibula")
    return Descriptor<MirelsSite>{{lower_limb}, "the lesion lies in the " + bone};
  if (bone != "femur") return NotApplicable{"Mirels scores lesions of long bones of the limbs"};
  if (site.part.known() && site.part.value() == "diaphysis")
    return Descriptor<MirelsSite>{{lower_limb}, "the lesion lies in the shaft of the femur"};
  return Descriptor<MirelsSite>{
      {lower_limb, peritrochanteric},
      "the lesion lies in the femur; whether near the trochanters is not measured by this version"};
}

Score<LesionScore> mirels_of(const JudgedLesion& lesion, const Measured<DensityClass>& density,
                             const ClinicalContext& context) {
  const Score<Descriptor<MirelsSite>> site = mirels_site(lesion.site);
  if (const auto* const unknown = std::get_if<Unknown>(&site)) return *unknown;
  if (const auto* const other = std::get_if<NotApplicable>(&site)) return *other;
  const Descriptor<MirelsSize> size{
      {MirelsSize::below_one_third, MirelsSize::one_to_two_thirds, MirelsSize::above_two_thirds},
      "the size in parts of the diameter of the bone is not measured by this version"};
  const auto count = [](auto choice) { return points(choice); };
  LesionScore score;
  score.subject = lesion.identity.id;
  score.issuer = "Mirels, Clin Orthop 1989;249:256";
  score.edition = "1989; for metastases in long bones";
  score.parts = {points_part("site", std::get<Descriptor<MirelsSite>>(site), count),
                 points_part("pain", mirels_pain(context.pain), count),
                 points_part("lesion", mirels_lesion(density), count), points_part("size", size, count)};
  sum_points(score, [](int total) { return std::string(mirels_category(total)); });
  return score;
}

/// T1 stays in its compartment, T2 leaves it. A broken cortex alone does not tell which.
LesionScore enneking_of(const std::string& id, const LesionDescriptors& lesion) {
  const bool outside = !lesion.soft_tissue_mass.can_be(Observed::absent);
  const bool inside = !lesion.soft_tissue_mass.can_be(Observed::present) &&
                      !lesion.penetration.can_be(CorticalPenetration::total);
  LesionScore score;
  score.subject = id;
  score.issuer = "Enneking, Musculoskeletal Tumor Society";
  score.edition = "1980; T alone: G needs histology and M needs staging";
  score.parts = {part_of("soft_tissue_mass", lesion.soft_tissue_mass),
                 part_of("cortical_penetration", lesion.penetration)};
  score.lowest_rank = outside ? 2 : 1;
  score.highest_rank = inside ? 1 : 2;
  score.lowest = "T" + std::to_string(score.lowest_rank);
  score.highest = "T" + std::to_string(score.highest_rank);
  if (outside)
    score.category = std::string("T2, extracompartmental");
  else if (inside)
    score.category = std::string("T1, intracompartmental");
  else
    score.category = Unknown{"between T1 and T2, by what is not known"};
  tell_what_would_decide(score);
  return score;
}

/// Nothing when ACR Bone-RADS is made for this lesion.
std::optional<Score<LesionScore>> why_not_bone_rads(const JudgedLesion& lesion,
                                                    const Measured<DensityClass>& density,
                                                    const CriteriaParameters& criteria) {
  if (std::holds_alternative<CtLesionMeasurements>(lesion.measurements))
    return NotApplicable{"ACR Bone-RADS v2023 is for radiographs; the lesion was measured on CT"};
  if (criteria.bone_rads_scores_sclerotic < 1) {
    if (!density.known()) return Unknown{"whether the lesion is purely sclerotic is not known"};
    if (density.value() == DensityClass::sclerotic)
      return NotApplicable{"ACR Bone-RADS is not applied to purely sclerotic lesions"};
  }
  if (lesion.site.position.known() && lesion.site.position.value() == "surface")
    return NotApplicable{"ACR Bone-RADS is not applied to lesions on the surface of a bone"};
  return std::nullopt;
}

}  // namespace

LesionScores lesion_scores(const JudgedLesion& lesion, const ClinicalContext& context,
                           const CriteriaParameters& criteria) {
  const std::string& id = lesion.identity.id;
  const LesionDescriptors described = descriptors_of(lesion, criteria);
  const Measured<DensityClass> density =
      std::visit([](const auto& measured) { return measured.density; }, lesion.measurements);
  LesionScores scores;
  scores.subject = id;
  if (!density.known()) {
    scores.lodwick = scores.lodwick_madewell = density.unknown();
  } else if (density.value() == DensityClass::sclerotic) {
    scores.lodwick = scores.lodwick_madewell =
        NotApplicable{"the lesion is sclerotic: the grades are of lytic lesions"};
  } else {
    scores.lodwick = lodwick_of(id, described);
    scores.lodwick_madewell = lodwick_madewell_of(id, described);
  }
  const auto excluded = why_not_bone_rads(lesion, density, criteria);
  scores.bone_rads = excluded ? *excluded : bone_rads_of(id, described, context, criteria);
  scores.mirels = mirels_of(lesion, density, context);
  scores.enneking_t = enneking_of(id, described);
  return scores;
}

}  // namespace osteosign
