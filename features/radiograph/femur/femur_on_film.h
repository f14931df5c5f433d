#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "features/radiograph/femur/femur_network.h"
#include "features/values/lesion.h"
#include "features/values/lesion_site.h"
#include "io/values/described.h"
#include "io/values/measured.h"

namespace osteosign {

enum class FemurPart : std::uint8_t { none, diaphysis, metaphysis, epiphysis, apophysis };
/// Throws InternalError for `none`.
std::string_view word(FemurPart part);

/// The femur on a film, one part a pixel (FemurPart as number), column index fastest.
struct FemurOnFilm {
  int columns = 0;
  int rows = 0;
  std::vector<std::uint8_t> parts;
};

struct FemurParameters {
  double least_area_fraction = 0.01;
  double lesion_radius_to_half_width = 0.6;
};

template <class Visitor>
void describe(FemurParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"least_area_fraction", "area of a femur as a fraction of the film", "chosen",
                             0.0001, 0.5},
        p.least_area_fraction);
  visit(ParameterDescription{"lesion_radius_to_half_width",
                             "expected radius of a lesion around a pixel, over half the width of the femur",
                             "chosen on the femur films of even case number, see EVALUATION 10", 0.1, 5},
        p.lesion_radius_to_half_width);
}

/// True for films whose Body Part Examined names the femur: the network was learned on those alone.
bool shows_femur(const Radiograph& film);

/// The largest femur on the film, holes filled, each pixel with its likeliest part. Unknown when less than
/// `least_area_fraction` of the film is femur.
Measured<FemurOnFilm> femur_on_film(const FemurProbabilities& seen, const FemurParameters& parameters);

/// Half the width of the bone at its wide end: 97th percentile of the distance of its pixels from its border.
double half_width_px(const FemurOnFilm& femur);

/// The part of the femur that holds most of the lesion's pixels inside the bone; of a lesion that lies beside
/// the bone, the part that is nearest to most of them. Unknown when the outline is empty.
Measured<FemurPart> part_of_femur(const RadiographLesionOutline& lesion, const FemurOnFilm& femur);

/// Where a lesion lies across the bone, as far as one view shows it.
/// Definition: on the surface when at least a fifth of its pixels lie outside the bone, as of a disc whose
/// middle is less than half of its radius below the border: what sits on a bone is seen over it, too. A
/// lesion that has grown out of the bone reads the same. Else central when the
/// middle of its pixels in the bone is nearer than a third of the radius to the centre of the largest disc in
/// the bone that holds this middle (local thickness: Hildebrand and Rueegsegger, J Microsc 1997;185:67; along
/// a shaft many are as large, the nearest counts), eccentric beyond. Unknown when: most of it lies in an
/// epiphysis or apophysis, which are no tubes; the middle of a bent lesion's part in the bone lies beside it.
/// Reference: the words of table 28.1; the limits are chosen, as on CT.
Measured<PositionInBone> position_on_femur(const RadiographLesionOutline& lesion, const FemurOnFilm& femur);

}  // namespace osteosign
