#pragma once
#include <Eigen/Core>
#include <string>
#include <utility>
#include <vector>

#include "features/follow_up/growth.h"
#include "features/values/lesion.h"

namespace osteosign {

/// One lesion of a study that is compared with another.
struct FollowedLesion {
  std::string id;
  std::string image;    ///< the CT series or the film that it was measured on
  std::string seen_on;  ///< "CT", or the view of the film ("AP"); empty for a film whose view is not known
  LesionLocation location{Unknown{"not told"}, Unknown{"not told"}, Unknown{"not told"}, Unknown{"not told"},
                          Unknown{"not told"}};
  Measured<Eigen::Vector3d> centre_mm = Unknown{"a film does not tell the place in the patient"};
  LesionSize size;
  bool is_uncertain = false;  ///< a candidate of low confidence: it is the same as nothing
};

/// A vertebra whose level is certain, in the frame of its CT series.
struct FollowedVertebra {
  std::string image;
  std::string level;
  Eigen::Vector3d centre_mm;
};

/// What a comparison needs of a study.
struct FollowedStudy {
  std::string study_instance_uid;  ///< empty: not known
  std::string date;                ///< YYYYMMDD, or empty
  std::string dates_moved_by;      ///< mark of the key of its pseudonyms; empty: true dates
  std::vector<FollowedLesion> lesions;
  std::vector<FollowedVertebra> vertebrae;
  Measured<std::string> searched = Unknown{"not known"};
};

/// Two entries of one lesion.
struct LesionPair {
  std::size_t earlier, now;
  std::string matched_by;  ///< what says that they are one lesion, for the reader
};

/// Lesions that the user says are the same: id in the earlier study, id in this one.
using SameLesions = std::vector<std::pair<std::string, std::string>>;

struct MatchParameters {
  double farthest_match_mm = 10;
  double farthest_from_vertebra_mm = 60;
};

template <class Visitor>
void describe(MatchParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"farthest_match_mm",
                           "Lesions of two studies are one when their ways from the same vertebra differ by "
                           "at most this.",
                           "methods A10.5: at most 10 mm after registration", 1, 50},
      p.farthest_match_mm);
  visit(ParameterDescription{"farthest_from_vertebra_mm",
                             "A vertebra tells the place of lesions up to this far from its centre.",
                             "chosen: a turn of the patient by 10 degrees moves what is 60 mm off by 10 mm",
                             5, 200},
        p.farthest_from_vertebra_mm);
}

/// Which lesions of two studies are surely the same (methods A10.5). What the user says comes first. Then,
/// near a vertebra that both studies name, the way from its centre to the lesion, in patient axes: no more is
/// asked of the positioning than that the patient lies alike. Then bone, level and side, when all that tells
/// such bones apart is known and equal. A pair is taken only when neither lesion fits any other; named places
/// that contradict each other rule it out, and so does a way from the vertebra that differs too much. Lesions
/// seen on different kinds of image, or on films of different or unknown view, and candidates of low
/// confidence are never paired by themselves. Throws UsageError when the user names a lesion that is not
/// there, or one twice.
std::vector<LesionPair> match_lesions(const FollowedStudy& earlier, const FollowedStudy& now,
                                      const MatchParameters& parameters, const SameLesions& same = {});

}  // namespace osteosign
