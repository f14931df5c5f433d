#include "tests/evaluation/epidural_case.h"

#include "classify/criteria_parameters.h"
#include "classify/held_against.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "features/vertebra/epidural_tissue.h"
#include "features/vertebra/measure_vertebrae.h"
#include "sample_data/phantom/spine/spine_ct.h"
#include "sample_data/phantom/spine/vertebra_size.h"

namespace osteosign::evaluation {
namespace {

/// What users get of the canals, without the measurements that they do not need.
struct MeasuredCanals {
  Spine spine;
  std::vector<EpiduralTissue> tissues;  ///< one for each vertebra of the spine
};

MeasuredCanals measure_canals(const CtVolume& ct) {
  const ImageQuality quality = estimate_image_quality(ct, {});
  const BoneSegmentation bones = segment_bone_tissue(ct, quality, {});
  MeasuredCanals measured{.spine = find_spine(ct, bones, {}), .tissues = {}};
  const std::vector<VertebraGeometry> geometries = find_geometries(ct, measured.spine, quality, {});
  measured.tissues = measure_epidural_tissue(ct, geometries, see_canals(ct, measured.spine, geometries, {}),
                                             bones.metal, quality, {});
  return measured;
}

/// The found vertebra within half of the height of a true one; nothing when there is none.
std::optional<std::size_t> found_at(const Spine& spine, const Eigen::Vector3d& centre_mm, double height_mm) {
  for (std::size_t i = 0; i < spine.found.size(); ++i)
    if ((spine.found[i].body_centre_mm - centre_mm).norm() < height_mm / 2) return i;
  return std::nullopt;
}

}  // namespace

std::vector<phantom::EpiduralCase> epidural_cases(const Selection& selection) {
  constexpr int spines_of_kind = 10;
  constexpr int thick_slices_every = 5;
  std::vector<phantom::EpiduralCase> cases;
  int number = 0;
  for (int spine = 0; spine < spines_of_kind; ++spine)
    for (const phantom::EpiduralKind kind : phantom::epidural_kinds()) {
      const auto seed = static_cast<std::uint64_t>(selection.first_seed + number);
      const bool is_thick = spine % thick_slices_every == thick_slices_every - 1;
      if (number++ % selection.stride != 0) continue;
      if (!selection.kind.empty() && phantom::name_of(kind) != selection.kind) continue;
      cases.push_back({seed, kind, is_thick ? phantom::SliceWidth::thick : phantom::SliceWidth::thin});
    }
  return cases;
}

EpiduralAnswer answer_of(const MeasuredQuantity& thickness) {
  if (!thickness.known()) return EpiduralAnswer::not_assessable;
  switch (held_against(thickness.value(), CriteriaParameters{}.soft_tissue_epidural_limit_mm)) {
    case Standing::above:
      return EpiduralAnswer::seen;
    case Standing::too_close:
    case Standing::at:
      return EpiduralAnswer::uncertain;
    case Standing::below:
      break;
  }
  return EpiduralAnswer::none;
}

EpiduralSpine evaluate(const phantom::EpiduralCase& which) {
  constexpr double half = 0.5;
  const phantom::RandomSpine random = phantom::random_epidural_spine(which);
  const phantom::SpineCt scanned = phantom::scan_spine(random.phantom, random.scan);
  const MeasuredCanals measured = measure_canals(scanned.ct);
  EpiduralSpine result{which, random.phantom.signs.at(random.vertebra).canal_mass_push > half, {}};
  for (const phantom::VertebraModel& vertebra : scanned.scene->column().vertebrae()) {
    const bool is_target =
        vertebra.placed.number == random.vertebra && which.kind != phantom::EpiduralKind::none;
    EpiduralVertebra row{.level = phantom::level_name(vertebra.placed.level),
                         .is_target = is_target,
                         .true_mm = vertebra.signs.canal_mass_mm};
    const Eigen::Vector3d centre_mm =
        scanned.patient_from_phantom * vertebra.placed.phantom_from_local.translation();
    if (const auto found = found_at(measured.spine, centre_mm, vertebra.placed.size.height_mm)) {
      row.thickness = measured.tissues[*found].thickness;
      row.assessed_fraction = measured.tissues[*found].assessed_fraction;
      row.answer = answer_of(row.thickness);
    }
    result.vertebrae.push_back(std::move(row));
  }
  return result;
}

}  // namespace osteosign::evaluation
