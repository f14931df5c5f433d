#include "features/follow_up/match_lesions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>

#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Whether what both say of one part of the place is the same; nothing when one says nothing.
std::optional<bool> agree(const Measured<std::string>& one, const Measured<std::string>& other) {
  if (!one.known() || !other.known()) return std::nullopt;
  return one.value() == other.value();
}

bool contradict(const LesionLocation& one, const LesionLocation& other) {
  for (const auto& each : {agree(one.bone, other.bone), agree(one.level, other.level),
                           agree(one.part, other.part), agree(one.side, other.side)})
    if (each.has_value() && !*each) return true;
  return false;
}

/// Bones of which there is one.
bool is_single(const std::string& bone) {
  constexpr std::array single{"sacrum", "sternum", "skull", "mandible"};
  return std::ranges::find(single, bone) != single.end();
}

/// Both lie in one bone of which all is known that tells it from others of its kind.
bool name_one_bone(const LesionLocation& one, const LesionLocation& other) {
  if (!agree(one.bone, other.bone).value_or(false)) return false;
  const std::string& bone = one.bone.value();
  if (is_single(bone)) return true;
  const bool level = agree(one.level, other.level).value_or(false);
  const bool side = agree(one.side, other.side).value_or(false);
  if (bone == "vertebra") return level;
  if (bone == "rib") return level && side;
  return side;
}

bool are_seen_alike(const FollowedLesion& one, const FollowedLesion& other) {
  return !one.seen_on.empty() && one.seen_on == other.seen_on;
}

const FollowedVertebra* vertebra_of(const FollowedStudy& study, const std::string& image,
                                    const std::string& level) {
  const auto found = std::ranges::find_if(study.vertebrae, [&](const FollowedVertebra& vertebra) {
    return vertebra.image == image && vertebra.level == level;
  });
  return found == study.vertebrae.end() ? nullptr : &*found;
}

class Matching {
 public:
  Matching(const FollowedStudy& earlier, const FollowedStudy& now, const MatchParameters& parameters)
      : earlier_(earlier), now_(now), parameters_(parameters) {}

  void as_given(const SameLesions& same) {
    for (const auto& [then, here] : same)
      pair(place_of(earlier_, then), place_of(now_, here), "what the user said");
  }

  void by_place() {
    by_unique(
        [this](std::size_t then, std::size_t here) {
          const auto distance = difference_mm(then, here);
          return distance && *distance <= parameters_.farthest_match_mm;
        },
        [this](std::size_t then, std::size_t here) {
          return fmt::format("its place beside the same vertebra, {:.1f} mm apart",
                             *difference_mm(then, here));
        });
  }

  void by_named_bone() {
    by_unique(
        [this](std::size_t then, std::size_t here) {
          const auto distance = difference_mm(then, here);
          return name_one_bone(earlier_.lesions[then].location, now_.lesions[here].location) &&
                 (!distance || *distance <= parameters_.farthest_match_mm);
        },
        [](std::size_t, std::size_t) { return std::string("the same bone, and no other lesion in it"); });
  }

  std::vector<LesionPair> pairs() && {
    std::ranges::sort(pairs_, {}, &LesionPair::now);
    return std::move(pairs_);
  }

 private:
  using Fits = std::function<bool(std::size_t, std::size_t)>;
  using Says = std::function<std::string(std::size_t, std::size_t)>;

  static std::size_t place_of(const FollowedStudy& study, const std::string& id) {
    const auto found = std::ranges::find(study.lesions, id, &FollowedLesion::id);
    if (found == study.lesions.end())
      throw UsageError(fmt::format("--same-lesion: there is no lesion {}", id));
    return static_cast<std::size_t>(found - study.lesions.begin());
  }

  /// How much the ways from the nearest vertebra that both studies name differ; nothing where there is none.
  std::optional<double> difference_mm(std::size_t then, std::size_t here) const {
    const FollowedLesion &one = earlier_.lesions[then], &other = now_.lesions[here];
    if (!one.centre_mm.known() || !other.centre_mm.known()) return std::nullopt;
    std::optional<double> difference;
    double nearest = parameters_.farthest_from_vertebra_mm;
    for (const FollowedVertebra& vertebra : earlier_.vertebrae) {
      const FollowedVertebra* const same = vertebra_of(now_, other.image, vertebra.level);
      if (vertebra.image != one.image || same == nullptr) continue;
      const Eigen::Vector3d way = one.centre_mm.value() - vertebra.centre_mm;
      if (way.norm() > nearest) continue;
      nearest = way.norm();
      difference = (other.centre_mm.value() - same->centre_mm - way).norm();
    }
    return difference;
  }

  bool may_be_one(std::size_t then, std::size_t here) const {
    const FollowedLesion &one = earlier_.lesions[then], &other = now_.lesions[here];
    return !earlier_done_.contains(then) && !now_done_.contains(here) && !one.is_uncertain &&
           !other.is_uncertain && are_seen_alike(one, other) && !contradict(one.location, other.location);
  }

  /// Pairs those that fit each other and nothing else.
  void by_unique(const Fits& fits, const Says& says) {
    std::vector<std::pair<std::size_t, std::size_t>> fitting;
    for (std::size_t then = 0; then < earlier_.lesions.size(); ++then)
      for (std::size_t here = 0; here < now_.lesions.size(); ++here)
        if (may_be_one(then, here) && fits(then, here)) fitting.emplace_back(then, here);
    for (const auto& [then, here] : fitting) {
      const auto shares = [t = then, h = here](const auto& other) {
        return other.first == t || other.second == h;
      };
      if (std::ranges::count_if(fitting, shares) == 1) pair(then, here, says(then, here));
    }
  }

  void pair(std::size_t then, std::size_t here, std::string matched_by) {
    if (!earlier_done_.insert(then).second || !now_done_.insert(here).second)
      throw UsageError("--same-lesion: a lesion is named twice");
    pairs_.push_back({then, here, std::move(matched_by)});
  }

  const FollowedStudy& earlier_;
  const FollowedStudy& now_;
  MatchParameters parameters_;
  std::set<std::size_t> earlier_done_, now_done_;
  std::vector<LesionPair> pairs_;
};

}  // namespace

std::vector<LesionPair> match_lesions(const FollowedStudy& earlier, const FollowedStudy& now,
                                      const MatchParameters& parameters, const SameLesions& same) {
  Matching matching(earlier, now, parameters);
  matching.as_given(same);
  matching.by_place();
  matching.by_named_bone();
  return std::move(matching).pairs();
}

}  // namespace osteosign
