#pragma once
#include <Eigen/Geometry>
#include <cstdint>
#include <functional>
#include <vector>

#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// Hounsfield units of a scene as the described scan sees it, on grid_of(scan): edges drawn on a fine grid by
/// coverage, blurred with the point spread while going to the voxels (so that the blur is that of the
/// description and not of the voxel), then cupping and noise. Rounded, kept within -1024 to 3071.
std::vector<std::int16_t> scan_scene(const Scene& scene_in_phantom,
                                     const Eigen::Isometry3d& patient_from_phantom, const CtScan& scan);

/// What Scene::sample_at() gives, of anything else that can be sampled.
using SceneSampler = std::function<SceneSample(const Eigen::Vector3d& point_mm, double footprint_mm)>;
std::vector<std::int16_t> scan_scene(const SceneSampler& sampler_in_phantom,
                                     const Eigen::Isometry3d& patient_from_phantom, const CtScan& scan);

}  // namespace osteosign::phantom
