#include "features/radiograph/periosteum/film_periosteum.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "features/radiograph/periosteum/film_periosteum_pattern.h"

namespace osteosign {
namespace {

struct SideReading {
  PeriosteumBand band;
  NewBoneReading reading;
};

Measured<SideReading> read_side(const Radiograph& film, const RadiographField& field, const CortexSide& side,
                                const TracedBone& bone, const RadiographLesionOutline& lesion,
                                const FilmPeriosteumParameters& parameters) {
  const double mm_px = pixels_per_mm(film, bone, parameters);
  Measured<PeriosteumBand> band =
      periosteum_band(film, field, side, bone.width_px, mm_px, lesion, parameters);
  if (!band.known()) return band.unknown();
  const Measured<NewBone> found = new_bone_beside(band.value(), parameters);
  if (!found.known()) return found.unknown();
  SideReading result{band.value(), {found.value(), {}, {}}};
  if (result.reading.bone.length_mm >= parameters.least_length_mm) {
    result.reading.layers = film_layers(found.value(), result.band, parameters);
    result.reading.spicules = spicule_lines(found.value(), result.band, parameters);
  }
  return result;
}

MeasuredQuantity layers_of(const FilmLayers& layers, const Measured<PeriostealPattern>& pattern) {
  if (!pattern.known()) return pattern.unknown();
  if (pattern.value() == PeriostealPattern::none) return Quantity{0, Unit::count};
  if (pattern.value() != PeriostealPattern::single_lamella &&
      pattern.value() != PeriostealPattern::multilamellated &&
      pattern.value() != PeriostealPattern::interrupted)
    return Unknown{"the new bone is not made of layers"};
  std::map<int, int> places;
  for (const int count : layers.counts)
    if (count > 0) ++places[count];
  if (places.empty()) return Unknown{"the new bone is not made of layers"};
  const auto most =
      std::ranges::max_element(places, [](const auto& a, const auto& b) { return a.second < b.second; });
  return Quantity{static_cast<double>(most->first), Unit::count};
}

double coverage_of(const SideReading& side) {
  int beside = 0, covered = 0;
  for (std::size_t row = 0; row < side.band.lesion.size(); ++row) {
    if (side.band.lesion[row] == 0 || side.band.usable[row] == 0) continue;
    ++beside;
    covered += side.reading.bone.height_mm[row] > 0 ? 1 : 0;
  }
  return beside > 0 ? static_cast<double>(covered) / beside : 0;
}

double assessed_part(const Measured<SideReading>& side) {
  if (!side.known()) return 0;
  int beside = 0, seen = 0;
  for (std::size_t row = 0; row < side.value().band.lesion.size(); ++row) {
    beside += side.value().band.lesion[row];
    seen += side.value().band.lesion[row] != 0 && side.value().band.usable[row] != 0 ? 1 : 0;
  }
  return beside > 0 ? static_cast<double>(seen) / beside : 0;
}

bool shows_bone(const NewBoneReading& reading, const FilmPeriosteumParameters& parameters) {
  return reading.spicules.count >= parameters.least_spicules ||
         reading.bone.face_contrast > parameters.least_face_contrast;
}

/// For choosing the side to tell of: bone counts before what may be soft tissue, a side that was seen before
/// one that was not.
double weight_of(const Measured<SideReading>& side, const FilmPeriosteumParameters& parameters) {
  if (!side.known()) return -1;
  const NewBoneReading& reading = side.value().reading;
  double area_mm2 = 0;
  for (const double height : reading.bone.height_mm) area_mm2 += height * side.value().band.along_mm();
  constexpr double before_all = 1e6;
  return area_mm2 + (area_mm2 > 0 && shows_bone(reading, parameters) ? before_all : 0);
}

void describe_new_bone(const SideReading& side, const Radiograph& film, const TracedBone& bone,
                       const FilmPeriosteumParameters& parameters, FilmPeriosteum& found) {
  const NewBone& added = side.reading.bone;
  if (added.length_mm >= parameters.least_length_mm && !shows_bone(side.reading, parameters)) {
    found.length = found.thickness = found.thickness_to_width = found.coverage = found.pattern.unknown();
    return;
  }
  found.thickness_to_width = Quantity{added.height_90_mm * side.band.mm_px / bone.width_px, Unit::one};
  found.coverage = Quantity{coverage_of(side), Unit::fraction};
  if (film.spacing.known()) {
    found.length = Quantity{added.length_mm, Unit::mm};
    found.thickness = Quantity{added.height_90_mm, Unit::mm};
  } else {
    found.length = film.spacing.unknown();
    found.thickness = film.spacing.unknown();
  }
  if (added.length_mm <= 0) return;
  const auto highest = std::ranges::max_element(added.height_mm);
  found.highest_px = side.band.pixel(static_cast<int>(highest - added.height_mm.begin()), *highest);
}

}  // namespace

FilmPeriosteum unmeasured_periosteum(const Unknown& why) {
  FilmPeriosteum found;
  found.pattern = why;
  found.layers = found.length = found.thickness = found.thickness_to_width = found.coverage =
      found.assessed_fraction = why;
  return found;
}

FilmPeriosteum measure_film_periosteum(const Radiograph& film, const RadiographField& field,
                                       const TracedBone& bone, const RadiographLesionOutline& lesion,
                                       const FilmPeriosteumParameters& parameters) {
  const std::array sides{read_side(film, field, bone.left, bone, lesion, parameters),
                         read_side(film, field, bone.right, bone, lesion, parameters)};
  const Measured<SideReading>& fuller =
      weight_of(sides[0], parameters) >= weight_of(sides[1], parameters) ? sides[0] : sides[1];
  if (!fuller.known()) return unmeasured_periosteum(fuller.unknown());
  FilmPeriosteum found;
  found.pattern = film_pattern_of(fuller.value().reading, fuller.value().band, parameters);
  found.layers = layers_of(fuller.value().reading.layers, found.pattern);
  describe_new_bone(fuller.value(), film, bone, parameters, found);
  found.assessed_fraction = Quantity{(assessed_part(sides[0]) + assessed_part(sides[1])) / 2, Unit::fraction};
  return found;
}

}  // namespace osteosign
