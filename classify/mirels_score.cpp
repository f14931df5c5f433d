#include "classify/mirels_score.h"

#include "classify/mirels.h"

namespace osteosign {
namespace {

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

}  // namespace

Score<LesionScore> mirels_score(const JudgedLesion& lesion, const Measured<DensityClass>& density,
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

}  // namespace osteosign
