#pragma once
#include <Eigen/Core>
#include <map>
#include <string>
#include <vector>

#include "features/follow_up/growth.h"
#include "features/values/lesion.h"

namespace osteosign {

/// One lesion of a study that is compared with another.
struct FollowedLesion {
  std::string id;
  std::string seen_on;  ///< "CT", or the view of the film ("AP"); empty for a film whose view is not known
  LesionLocation location{Unknown{"not told"}, Unknown{"not told"}, Unknown{"not told"}, Unknown{"not told"},
                          Unknown{"not told"}};
  Measured<Eigen::Vector3d> centre_mm = Unknown{"a film does not tell the place in the patient"};
  LesionSize size;
  bool was_marked = false;  ///< somebody pointed at it
};

/// What a comparison needs of a study.
struct FollowedStudy {
  std::string study_instance_uid;  ///< empty: not known
  std::string date;                ///< YYYYMMDD, or empty
  std::vector<FollowedLesion> lesions;
  std::map<std::string, Eigen::Vector3d> vertebrae_mm;  ///< centres of the vertebrae whose level is certain
  Measured<std::string> searched = Unknown{"not known"};
};

/// Two entries of one lesion.
struct LesionPair {
  std::size_t earlier, now;
  std::string matched_by;  ///< what says that they are one lesion, for the reader
};

struct MatchParameters {
  double farthest_match_mm = 10;
};

template <class Visitor>
void describe(MatchParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"farthest_match_mm",
                             "Lesions of two studies are one when they lie this close after vertebrae were "
                             "laid on vertebrae.",
                             "methods A10.5: centroid distance of at most 10 mm after registration", 1, 50},
        p.farthest_match_mm);
}

/// Which lesions of two studies are the same (methods A10.5). Three ways, from the strongest on: by distance,
/// once the centres of the vertebrae that both studies name are laid on each other (at least three, and not
/// on one point); by bone, level, part and side, when what both say agrees and no other lesion fits; and the
/// only lesion that somebody marked in either study, when neither place contradicts the other. Lesions seen
/// on different kinds of image, or on films of different or unknown view, are never paired. Each lesion is in
/// one pair at most.
std::vector<LesionPair> match_lesions(const FollowedStudy& earlier, const FollowedStudy& now,
                                      const MatchParameters& parameters);

}  // namespace osteosign
