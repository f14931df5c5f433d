#include <fmt/format.h>

#include "features/spine/find_spine.h"
#include "features/spine/named_vertebrae.h"
#include "features/spine/spine_region.h"

namespace osteosign {
namespace {

constexpr double muscle_hu = 50;
constexpr double bone_hu = 150;  // of bone beside the labels, where a canal has lost its arch
constexpr double beside_labels_mm = 20;

/// The voxels of the vertebrae and the sacrum, and the mineral in the box round them.
struct LabelledBone {
  VoxelMask labelled;
  VoxelMask mineral;
};

LabelledBone bone_of(const CtVolume& ct, const LabelMap& bones, const std::vector<bool>& is_spine) {
  LabelledBone result{VoxelMask(bones.grid), VoxelMask(bones.grid)};
  const ImageGrid& grid = bones.grid;
  Eigen::Array3i first(grid.size[0], grid.size[1], grid.size[2]), last = Eigen::Array3i::Constant(-1);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        if (!is_spine[bones.voxels[grid.index(x, y, z)]]) continue;
        result.labelled.insert(x, y, z);
        first = first.min(Eigen::Array3i(x, y, z));
        last = last.max(Eigen::Array3i(x, y, z));
      }
  const Eigen::Array3i reach = (beside_labels_mm / grid.spacing_mm.array()).cast<int>();
  first = (first - reach).max(0);
  last = (last + reach).min(Eigen::Array3i(grid.size[0], grid.size[1], grid.size[2]) - 1);
  result.mineral = result.labelled;
  for (int z = first.z(); z <= last.z(); ++z)
    for (int y = first.y(); y <= last.y(); ++y)
      for (int x = first.x(); x <= last.x(); ++x)
        if (ct.hounsfield[grid.index(x, y, z)] >= bone_hu) result.mineral.insert(x, y, z);
  return result;
}

/// Labels alone enclose the canal best: no vessels, no ribs. Where they leave the arch out, the image helps.
Canal canal_beside_labels(const CtVolume& ct, const LabelledBone& bone, const CanalParameters& parameters,
                          double length_mm) {
  constexpr double least_share = 0.6;
  const auto length_of = [](const Canal& canal) {
    return canal.points.empty() ? 0 : canal.points.back().arc_mm;
  };
  Canal by_labels = find_canal({ct, bone.labelled, bone.labelled, muscle_hu, bone_hu}, parameters);
  if (length_of(by_labels) >= least_share * length_mm) return by_labels;
  Canal by_image = find_canal({ct, bone.mineral, bone.labelled, muscle_hu, bone_hu}, parameters);
  return length_of(by_image) > length_of(by_labels) ? by_image : by_labels;
}

/// Sums over the voxels of a body.
struct BodySum {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double planes = 0;
  double count = 0;
  bool at_border = false;
  int first_plane = 1000000;  ///< of the core of the body along the axis
  int last_plane = -1;
};

bool is_inner(const ImageGrid& grid, int x, int y, int z) {
  return x > 0 && y > 0 && z > 0 && x + 1 < grid.size[0] && y + 1 < grid.size[1] && z + 1 < grid.size[2];
}

/// Voxels of each vertebra in front of the canal.
std::vector<BodySum> body_sums(const LabelMap& vertebrae, std::size_t count, const SpineAxis& axis) {
  std::vector<BodySum> sums(count);
  const ImageGrid& grid = vertebrae.grid;
  int near = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const std::uint16_t label = vertebrae.voxels[grid.index(x, y, z)];
        if (label == 0) continue;
        const Eigen::Vector3d point = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const AxisPlace place = axis.place_of(point, near);
        near = place.s;
        if (place.v < axis.front_wall_v(place.s)) continue;
        BodySum& body = sums[label - 1U];
        body.sum += point;
        body.planes += place.s;
        body.count += 1;
        body.at_border = body.at_border || !is_inner(grid, x, y, z);
        if (std::hypot(place.u, place.v) > 0.5 * axis.radius_mm(place.s)) continue;
        body.first_plane = std::min(body.first_plane, place.s);
        body.last_plane = std::max(body.last_plane, place.s);
      }
  return sums;
}

/// Normals of the discs between labelled bodies that follow each other, by the vertebra above; zero where the
/// gap between two labels is no disc.
std::vector<Eigen::Vector3d> disc_normals(const std::vector<BodySum>& bodies, const SpineAxis& axis,
                                          const SpineImage& image) {
  constexpr int largest_overlap_mm = 6, largest_disc_mm = 20;
  std::vector<Eigen::Vector3d> normals(bodies.size(), Eigen::Vector3d::Zero());
  for (std::size_t i = 0; i + 1 < bodies.size(); ++i) {
    const int gap = bodies[i + 1].first_plane - bodies[i].last_plane;
    if (bodies[i].last_plane < 0 || gap < -largest_overlap_mm || gap > largest_disc_mm) continue;
    VertebraChain chain;
    chain.discs.push_back({(bodies[i + 1].first_plane + bodies[i].last_plane) / 2, DiscSign{1, 0, 0}});
    normals[i] = disc_planes(chain, axis.body(), image).front().normal;
  }
  return normals;
}

void set_bodies(Spine& spine, const SpineAxis& axis, const SpineImage& image) {
  const std::vector<BodySum> sums = body_sums(spine.vertebrae, spine.found.size(), axis);
  const std::vector<Eigen::Vector3d> normals = disc_normals(sums, axis, image);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].count == 0) continue;
    FoundVertebra& found = spine.found[i];
    const CanalPoint& point = axis.body().points[static_cast<std::size_t>(sums[i].planes / sums[i].count)];
    Eigen::Vector3d between = normals[i];
    if (i > 0) between += normals[i - 1];
    found.body_centre_mm = sums[i].sum / sums[i].count;
    found.cranial = between.norm() > 0.5 ? between.normalized() : point.tangent;
    found.forward = (point.forward - point.forward.dot(found.cranial) * found.cranial).normalized();
    found.cut_by_border = sums[i].at_border;
  }
}

/// Renumbered from cranial to caudal, with the names of their levels.
void add_vertebrae(Spine& spine, const LabelMap& bones, const std::vector<NamedVertebra>& vertebrae) {
  std::vector<std::uint16_t> number(65536, 0);
  for (std::size_t i = 0; i < vertebrae.size(); ++i) {
    FoundVertebra found;
    found.label = static_cast<std::uint16_t>(i + 1);
    found.body_centre_mm = vertebrae[i].centre_mm;
    found.cut_by_border = vertebrae[i].at_border;
    const std::string by_order = fmt::format("vertebra {} from above", found.label);
    const std::string& level = vertebrae[i].level;
    found.level.shown = level.empty() ? by_order : level;
    if (!level.empty()) found.level.level = level;
    if (!level.empty()) found.level.certainty = 1;
    if (!level.empty()) found.level.source = "label map";
    spine.vertebrae.names.emplace(found.label, level.empty() ? by_order : "vertebra " + level);
    for (const std::uint16_t label : vertebrae[i].labels) number[label] = found.label;
    spine.found.push_back(found);
  }
  spine.vertebrae.voxels.resize(bones.voxels.size());
  std::ranges::transform(bones.voxels, spine.vertebrae.voxels.begin(),
                         [&number](std::uint16_t label) { return number[label]; });
}

double length_of(const std::vector<NamedVertebra>& vertebrae) {
  return (vertebrae.front().centre_mm - vertebrae.back().centre_mm).norm();
}

}  // namespace

Spine spine_from_labels(const CtVolume& ct, const LabelMap& bones, const SpineParameters& parameters) {
  Spine spine;
  spine.labels_from = bones.origin;
  spine.vertebrae = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {}, bones.origin};
  spine.canal_region = VoxelMask(ct.grid);
  const std::vector<NamedVertebra> vertebrae = named_vertebrae(bones);
  if (vertebrae.empty()) {
    spine.notes.push_back("the label map names no vertebra");
    return spine;
  }
  add_vertebrae(spine, bones, vertebrae);
  std::vector<bool> is_spine(65536, false);
  for (const NamedVertebra& vertebra : vertebrae)
    for (const std::uint16_t label : vertebra.labels) is_spine[label] = true;
  for (const std::uint16_t label : sacrum_labels(bones)) is_spine[label] = true;
  const LabelledBone bone = bone_of(ct, bones, is_spine);
  const Canal canal = canal_beside_labels(ct, bone, parameters.canal, length_of(vertebrae));
  if (canal.points.empty()) {
    spine.notes.push_back("no spinal canal was found beside the labelled vertebrae");
    return spine;
  }
  const SpineImage image{ct, bone.mineral, bone.labelled, muscle_hu, bone_hu};
  spine.canal = canal.points;
  spine.canal_region = canal_region(canal.points, canal.sections, image);
  set_bodies(spine, SpineAxis(find_body_axis(canal.points, image), canal), image);
  return spine;
}

}  // namespace osteosign
