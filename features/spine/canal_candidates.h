#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/spine/upright_volume.h"
#include "io/values/described.h"

namespace osteosign {

struct CanalCandidateParameters {
  double spacing_mm = 2;
  double soft_lowest_hu = -60;
  double soft_highest_hu = 150;
  double ray_mm = 25;
  double least_enclosure = 0.45;
  double usual_radius_mm = 7;
  int most_in_a_plane = 8;
};

template <class Visitor>
void describe(CanalCandidateParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"spacing_mm", "Grid on which the canal is searched",
                             "chosen: a third of the narrowest thoracic canal's radius", 1, 4},
        p.spacing_mm);
  visit(ParameterDescription{"soft_lowest_hu", "Least density of what fills the canal",
                             "methods A2.1, widened for epidural fat", -200, 50},
        p.soft_lowest_hu);
  visit(ParameterDescription{"soft_highest_hu", "Largest density of what fills the canal",
                             "methods A2.1, widened for thick voxels that mix with bone", 60, 400},
        p.soft_highest_hu);
  visit(ParameterDescription{"ray_mm", "Reach of the rays that look for the wall of the canal",
                             "methods A2.1", 10, 60},
        p.ray_mm);
  visit(ParameterDescription{"least_enclosure", "Share of the rays that must meet bone",
                             "methods A2.1 has 1/2; lower where a lamina is missing", 0.1, 1},
        p.least_enclosure);
  visit(ParameterDescription{"usual_radius_mm", "Usual distance of the middle of the canal from bone",
                             "methods A2.1", 3, 15},
        p.usual_radius_mm);
  visit(ParameterDescription{"most_in_a_plane", "Candidates kept in a plane", "methods A2.1", 1, 50},
        p.most_in_a_plane);
}

/// A place in an axial plane that may be the middle of the spinal canal.
struct CanalCandidate {
  int plane = 0;          ///< z of the upright volume
  Eigen::Vector2d at_mm;  ///< patient x, y
  double score = 0;       ///< positive where it looks like a canal
  double enclosure = 0;   ///< share of the rays that meet bone
};

/// Soft places enclosed by bone, with bone in front of them, by plane (methods A2.1; Yao, O'Connor and
/// Summers 2006 search the canal as a path through such places).
std::vector<std::vector<CanalCandidate>> canal_candidates(const UprightVolume& upright,
                                                          const CanalCandidateParameters& parameters);

}  // namespace osteosign
