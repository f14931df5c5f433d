#include "features/follow_up/match_lesions.h"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace osteosign {
namespace {

/// Lays the earlier vertebrae on those of now.
std::optional<Eigen::Isometry3d> laid_on(const FollowedStudy& earlier, const FollowedStudy& now) {
  std::vector<Eigen::Vector3d> from, onto;
  for (const auto& [level, centre] : earlier.vertebrae_mm)
    if (const auto found = now.vertebrae_mm.find(level); found != now.vertebrae_mm.end()) {
      from.push_back(centre);
      onto.push_back(found->second);
    }
  constexpr std::size_t fewest = 3;
  if (from.size() < fewest) return std::nullopt;
  Eigen::Matrix3Xd source(3, from.size()), target(3, from.size());
  for (std::size_t each = 0; each < from.size(); ++each) {
    source.col(static_cast<Eigen::Index>(each)) = from[each];
    target.col(static_cast<Eigen::Index>(each)) = onto[each];
  }
  return Eigen::Isometry3d(Eigen::umeyama(source, target, false));
}

/// Whether what both say of one part of the place is the same; nothing when one says nothing.
std::optional<bool> agree(const Measured<std::string>& one, const Measured<std::string>& other) {
  if (!one.known() || !other.known()) return std::nullopt;
  return one.value() == other.value();
}

struct PlaceAgreement {
  bool contradicts = false;
  bool names_the_bone = false;  ///< both name the same bone, or the same level
};

PlaceAgreement place_agreement(const LesionLocation& one, const LesionLocation& other) {
  PlaceAgreement agreement;
  const auto bone = agree(one.bone, other.bone), level = agree(one.level, other.level);
  for (const auto& each : {bone, level, agree(one.part, other.part), agree(one.side, other.side)})
    if (each.has_value() && !*each) agreement.contradicts = true;
  agreement.names_the_bone = bone.value_or(false) || level.value_or(false);
  return agreement;
}

bool are_seen_alike(const FollowedLesion& one, const FollowedLesion& other) {
  return !one.seen_on.empty() && one.seen_on == other.seen_on;
}

class Matching {
 public:
  Matching(const FollowedStudy& earlier, const FollowedStudy& now) : earlier_(earlier), now_(now) {}

  void by_distance(double farthest_mm) {
    const auto laid = laid_on(earlier_, now_);
    if (!laid) return;
    std::vector<std::tuple<double, std::size_t, std::size_t>> near;
    for_each_free([&](std::size_t then, std::size_t here) {
      const auto &from = earlier_.lesions[then].centre_mm, &onto = now_.lesions[here].centre_mm;
      if (!from.known() || !onto.known()) return;
      const double distance = (*laid * from.value() - onto.value()).norm();
      if (distance <= farthest_mm) near.emplace_back(distance, then, here);
    });
    std::ranges::sort(near);
    for (const auto& [distance, then, here] : near)
      pair(then, here,
           fmt::format("place, {:.1f} mm apart after vertebrae were laid on vertebrae", distance));
  }

  void by_named_place() {
    by_unique(
        [this](std::size_t then, std::size_t here) {
          const PlaceAgreement place =
              place_agreement(earlier_.lesions[then].location, now_.lesions[here].location);
          return place.names_the_bone && !place.contradicts;
        },
        "the same bone and nothing else in it");
  }

  void by_being_the_only_one() {
    if (marked(earlier_) != 1 || marked(now_) != 1) return;
    by_unique(
        [this](std::size_t then, std::size_t here) {
          const FollowedLesion &one = earlier_.lesions[then], &other = now_.lesions[here];
          return one.was_marked && other.was_marked &&
                 !place_agreement(one.location, other.location).contradicts;
        },
        "the only lesion that was marked in either study");
  }

  std::vector<LesionPair> pairs() && {
    std::ranges::sort(pairs_, {}, &LesionPair::now);
    return std::move(pairs_);
  }

 private:
  static std::ptrdiff_t marked(const FollowedStudy& study) {
    return std::ranges::count_if(study.lesions, &FollowedLesion::was_marked);
  }
  template <class Visit>
  void for_each_free(Visit&& visit) const {
    for (std::size_t then = 0; then < earlier_.lesions.size(); ++then)
      for (std::size_t here = 0; here < now_.lesions.size(); ++here)
        if (!earlier_done_.contains(then) && !now_done_.contains(here) &&
            are_seen_alike(earlier_.lesions[then], now_.lesions[here]))
          visit(then, here);
  }
  /// Pairs those that fit each other and nothing else.
  template <class Fits>
  void by_unique(Fits&& fits, const char* matched_by) {
    std::vector<std::pair<std::size_t, std::size_t>> fitting;
    for_each_free([&](std::size_t then, std::size_t here) {
      if (fits(then, here)) fitting.emplace_back(then, here);
    });
    for (const auto& [then, here] : fitting) {
      const auto shares = [&, t = then, h = here](const auto& other) {
        return other.first == t || other.second == h;
      };
      if (std::ranges::count_if(fitting, shares) == 1) pair(then, here, matched_by);
    }
  }
  void pair(std::size_t then, std::size_t here, std::string matched_by) {
    if (earlier_done_.contains(then) || now_done_.contains(here)) return;
    earlier_done_.insert(then);
    now_done_.insert(here);
    pairs_.push_back({then, here, std::move(matched_by)});
  }

  const FollowedStudy& earlier_;
  const FollowedStudy& now_;
  std::set<std::size_t> earlier_done_, now_done_;
  std::vector<LesionPair> pairs_;
};

}  // namespace

std::vector<LesionPair> match_lesions(const FollowedStudy& earlier, const FollowedStudy& now,
                                      const MatchParameters& parameters) {
  Matching matching(earlier, now);
  matching.by_distance(parameters.farthest_match_mm);
  matching.by_named_place();
  matching.by_being_the_only_one();
  return std::move(matching).pairs();
}

}  // namespace osteosign
