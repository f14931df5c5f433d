#include "classify/mirels_score.h"

#include "classify/fracture_line.h"
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

/// Of the femur, by the way from its head in widths of its proximal end (features/lesion/long_bone_part.h).
/// The trochanters lie between a quarter and 0.9 of a width; the upper half of that is beside the neck, and
/// the piece below is subtrochanteric, which some count with them: there it stays open.
Descriptor<MirelsSite> site_in_femur(const JudgedLesion& lesion) {
  using enum MirelsSite;
  constexpr double below_neck = 0.6, below_trochanters = 1, in_shaft = 1.5;
  const auto* const ct = std::get_if<CtLesionMeasurements>(&lesion.measurements);
  const Quantity* const way = ct == nullptr ? nullptr : ct->proximal_femur_way.if_known();
  if (way == nullptr) {
    if (lesion.site.part.known() && lesion.site.part.value() == "diaphysis")
      return {{lower_limb, peritrochanteric},
              "the lesion lies in the shaft of the femur; how far below the trochanters is not known"};
    return {{lower_limb, peritrochanteric},
            "the lesion lies in the femur; whether near the trochanters is not known"};
  }
  const double sd = way->sd.value_or(0);
  if (way->value - sd > in_shaft)
    return {{lower_limb}, "the lesion lies in the femur, far below the trochanters"};
  if (way->value - sd > below_neck && way->value + sd < below_trochanters)
    return {{peritrochanteric},
            "the lesion lies at the height of the trochanters, below the neck of the femur"};
  return {{lower_limb, peritrochanteric},
          way->value < below_trochanters
              ? "the lesion lies in the proximal end of the femur; whether in head, neck or near the "
                "trochanters is not certain"
              : "the lesion lies just below the trochanters"};
}

Score<Descriptor<MirelsSite>> mirels_site(const JudgedLesion& lesion) {
  using enum MirelsSite;
  if (!lesion.site.bone.known()) return lesion.site.bone.unknown();
  const std::string& bone = lesion.site.bone.value();
  if (bone == "humerus" || bone == "radius" || bone == "ulna")
    return Descriptor<MirelsSite>{{upper_limb}, "the lesion lies in the " + bone};
  if (bone == "tibia" || bone == "fibula")
    return Descriptor<MirelsSite>{{lower_limb}, "the lesion lies in the " + bone};
  if (bone != "femur") return NotApplicable{"Mirels scores lesions of long bones of the limbs"};
  return site_in_femur(lesion);
}

Descriptor<MirelsSize> mirels_size(const JudgedLesion& lesion) {
  using enum MirelsSize;
  constexpr double one_third = 1.0 / 3, two_thirds = 2.0 / 3;
  const auto* const ct = std::get_if<CtLesionMeasurements>(&lesion.measurements);
  if (ct == nullptr)
    return {{below_one_third, one_to_two_thirds, above_two_thirds},
            "the size in parts of the diameter of the bone is measured on CT alone"};
  if (!ct->bone_diameter_share.known())
    return {{below_one_third, one_to_two_thirds, above_two_thirds}, ct->bone_diameter_share.reason()};
  const Quantity& share = ct->bone_diameter_share.value();
  const double sd = share.sd.value_or(0);
  Descriptor<MirelsSize> size;
  if (share.value - sd < one_third) size.possible.push_back(below_one_third);
  if (share.value + sd >= one_third && share.value - sd <= two_thirds)
    size.possible.push_back(one_to_two_thirds);
  if (share.value + sd > two_thirds) size.possible.push_back(above_two_thirds);
  size.because = !size.certain() ? "the share of the diameter of the bone lies close to a border"
                 : size.can_be(below_one_third)
                     ? "the lesion takes less than a third of the diameter of the bone"
                 : size.can_be(above_two_thirds)
                     ? "the lesion takes more than two thirds of the diameter of the bone"
                     : "the lesion takes between one and two thirds of the diameter of the bone";
  return size;
}

bool is_broken(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  if (const auto* const ct = std::get_if<CtLesionMeasurements>(&lesion.measurements))
    return is_present(has_fracture_line(*ct, criteria));
  const auto* const film = std::get_if<RadiographLesionMeasurements>(&lesion.measurements);
  return film != nullptr && is_present(has_fracture_line(*film));
}

}  // namespace

Score<LesionScore> mirels_score(const JudgedLesion& lesion, const Measured<DensityClass>& density,
                                const ClinicalContext& context, const CriteriaParameters& criteria) {
  if (is_broken(lesion, criteria))
    return NotApplicable{"a fracture line was seen: Mirels scores the risk of a fracture to come"};
  const Score<Descriptor<MirelsSite>> site = mirels_site(lesion);
  if (const auto* const unknown = std::get_if<Unknown>(&site)) return *unknown;
  if (const auto* const other = std::get_if<NotApplicable>(&site)) return *other;
  const auto count = [](auto choice) { return points(choice); };
  LesionScore score;
  score.subject = lesion.identity.id;
  score.issuer = "Mirels, Clin Orthop 1989;249:256";
  score.edition = "1989; for metastases in long bones";
  score.parts = {points_part("site", std::get<Descriptor<MirelsSite>>(site), count),
                 points_part("pain", mirels_pain(context.pain), count),
                 points_part("lesion", mirels_lesion(density), count),
                 points_part("size", mirels_size(lesion), count)};
  sum_points(score, [](int total) { return std::string(mirels_category(total)); });
  return score;
}

}  // namespace osteosign
