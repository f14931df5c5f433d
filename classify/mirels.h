#pragma once
#include <string_view>

namespace osteosign {

/// The four components of Mirels' score for the risk of fracture of a metastasis in a long bone (Mirels, Clin
/// Orthop 1989;249:256).
enum class MirelsSite { upper_limb, lower_limb, peritrochanteric };
enum class MirelsPain { mild, moderate, functional };
enum class MirelsLesion { blastic, mixed, lytic };
/// Size of the lesion in parts of the diameter of the bone.
enum class MirelsSize { below_one_third, one_to_two_thirds, above_two_thirds };

/// 1 to 3 points for each, 4 to 12 in all.
int points(MirelsSite site);
int points(MirelsPain pain);
int points(MirelsLesion lesion);
int points(MirelsSize size);

/// From this total on prophylactic fixation is advised.
inline constexpr int mirels_fixation_from = 9;
/// "prophylactic fixation is advised" from 9 points on, else "below the limit for fixation".
std::string_view mirels_category(int total);

}  // namespace osteosign
