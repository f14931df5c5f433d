#pragma once
#include <string>
#include <string_view>

#include "classify/score.h"

namespace osteosign {

/// The six components of the Spine Instability Neoplastic Score (Fisher 2010).
enum class SinsLocation { junctional, mobile, semirigid, rigid };
enum class SinsPain { mechanical, occasional, none };
enum class SinsBoneLesion { lytic, mixed, blastic };
enum class SinsAlignment { translation, deformity, normal };
enum class SinsCollapse { half_or_more, less_than_half, body_involved, none };
enum class SinsPosterolateral { bilateral, unilateral, none };

/// Points of one choice. A collapse of exactly 50 %, which the paper leaves open, counts as more than half.
int points(SinsLocation location);
int points(SinsPain pain);
int points(SinsBoneLesion lesion);
int points(SinsAlignment alignment);
int points(SinsCollapse collapse);
int points(SinsPosterolateral involvement);

/// What is known of each component.
struct SinsParts {
  PointRange location{}, pain{}, bone_lesion{}, alignment{}, collapse{}, posterolateral{};
};

/// The score of one vertebra: certain, or the range in which it lies.
struct Sins {
  std::string subject;  ///< of the vertebra's findings
  SinsParts parts;
  int lowest = 0;
  int highest = 0;
  /// "stable" (0 to 6), "potentially unstable" (7 to 12) or "unstable" (13 to 18); unknown while the range
  /// spans two of them.
  Measured<std::string> category = Unknown{"not scored"};
};

/// Sum of the parts and its category.
Sins sins(const std::string& subject, const SinsParts& parts);

/// From this total on a spine is potentially unstable, and a surgical consultation is asked for (Fisher
/// 2010).
inline constexpr int sins_potentially_unstable_from = 7;
/// The category of one total.
std::string_view sins_category(int total);

}  // namespace osteosign
